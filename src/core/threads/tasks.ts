import { type LayoutArgs, layoutTask } from '../embed/umap/layout-task.ts';
import { type SearchArgs, searchTask } from '../space/search-task.ts';
import type { Task } from './task.ts';

/** What each task is given. */
interface Args {
  search: SearchArgs;
  layout: LayoutArgs;
}

export type TaskName = keyof Args;
export type TaskArgs<K extends TaskName> = Args[K];

/** All that crews can do: threads send each other the names. */
export const TASKS: { [K in TaskName]: Task<Args[K]> } = { search: searchTask, layout: layoutTask };
