import type { ProblemData } from '../../src/core/problem.ts';
import type { Board } from '../../src/core/threads/board.ts';
import type { Work } from '../../src/core/threads/task.ts';
import type { TaskArgs, TaskName } from '../../src/core/threads/tasks.ts';

/** What a thread of a crew is sent: its share of a task. */
export interface CrewOrder {
  task: TaskName;
  args: TaskArgs<TaskName>;
  work: Work;
  board: Board;
  thread: number;
}

/** What it answers when there is nothing left to do. */
export type CrewAnswer = { ok: true } | { ok: false; error: ProblemData };
