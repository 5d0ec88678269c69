import { type Answer, answerOf } from '../../cells/task/answer.ts';
import type { TaskParams } from '../../cells/task/params.ts';
import type { NotebookDocument } from '../../notebook/document.ts';

export interface TaskCell extends TaskParams {
  cell: string;
  title: string;
  answer: Answer;
}

/** The tasks of a notebook, in its order. */
export function tasksOf({ cells }: NotebookDocument): TaskCell[] {
  return cells
    .filter(({ kind }) => kind === 'task')
    .map(({ id, title, params, view }) => ({
      ...(params as unknown as TaskParams),
      cell: id,
      title,
      answer: answerOf(view),
    }));
}
