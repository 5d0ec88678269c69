import type { Work } from './task.ts';
import { TASKS, type TaskArgs, type TaskName } from './tasks.ts';

/** Threads that do a task together. */
export interface Crew {
  /** 1 where the caller is alone. */
  readonly threads: number;
  /** True where memory that the tasks work on must be shared. */
  readonly shares: boolean;
  /**
   * Does all of a task; one after the other.
   * @param watch called now and then, and at the end, with the number of parts done.
   * @throws what a part or `watch` throws, or a Problem `worker-died`; the next task finds new threads.
   */
  run<K extends TaskName>(
    task: K,
    args: TaskArgs<K>,
    work: Work,
    watch: (done: number) => void,
  ): Promise<void>;
}

/** The caller's own thread: part after part, `watch` after each. */
export const alone: Crew = {
  threads: 1,
  shares: false,
  async run(task, args, { rounds, parts }, watch) {
    const doPart = TASKS[task](args, 0);
    for (let turn = 0; turn < rounds * parts; turn++) {
      doPart(Math.floor(turn / parts), turn % parts);
      watch(turn + 1);
    }
  },
};
