import type { Endpoint } from 'comlink';
import { toProblemData } from '../../src/core/problem.ts';
import { workOff } from '../../src/core/threads/board.ts';
import type { Task } from '../../src/core/threads/task.ts';
import { TASKS } from '../../src/core/threads/tasks.ts';
import { giveSignOfLife } from '../sign-of-life.ts';
import type { CrewAnswer, CrewOrder } from './order.ts';

/** Makes this thread one of a crew: it does its share of each task that it is sent. */
export function serveCrew(endpoint: Endpoint): void {
  giveSignOfLife();
  const onMessage = ({ data }: { data: CrewOrder }): void => endpoint.postMessage(carryOut(data));
  endpoint.addEventListener('message', onMessage as unknown as EventListener);
  endpoint.start?.();
}

function carryOut({ task, args, work, board, thread }: CrewOrder): CrewAnswer {
  try {
    // The name says which arguments these are.
    workOff(board, work, () => (TASKS[task] as Task<typeof args>)(args, thread));
    return { ok: true };
  } catch (error) {
    return { ok: false, error: toProblemData(error) };
  }
}
