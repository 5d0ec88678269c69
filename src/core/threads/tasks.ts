import { type BondArgs, bondTask } from '../embed/umap/bond-task.ts';
import { type FilterArgs, filterTask } from '../embed/umap/filter-task.ts';
import { type LayoutArgs, layoutTask } from '../embed/umap/layout-task.ts';
import { type TransformArgs, transformTask } from '../embed/umap/transform-task.ts';
import { refineTask } from '../space/refine-task.ts';
import { type SearchArgs, searchTask } from '../space/search-task.ts';
import type { Task } from './task.ts';

/** What each task is given. */
interface Args {
  bonds: BondArgs;
  filter: FilterArgs;
  search: SearchArgs;
  refine: SearchArgs;
  layout: LayoutArgs;
  transform: TransformArgs;
}

export type TaskName = keyof Args;
export type TaskArgs<K extends TaskName> = Args[K];

/** All that crews can do: threads send each other the names. */
export const TASKS: { [K in TaskName]: Task<Args[K]> } = {
  bonds: bondTask,
  filter: filterTask,
  search: searchTask,
  refine: refineTask,
  layout: layoutTask,
  transform: transformTask,
};
