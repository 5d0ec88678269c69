import { fromProblemData, Problem } from '../../src/core/problem.ts';
import { doneOn, makeBoard } from '../../src/core/threads/board.ts';
import { alone, type Crew } from '../../src/core/threads/crew.ts';
import type { WorkerHandle } from '../worker-handle.ts';
import type { CrewAnswer, CrewOrder } from './order.ts';

/** Between two looks at how far the threads are. */
const LOOK_MS = 25;

/**
 * A crew of so many threads beside the caller's, which stays free to report; started when first needed and kept.
 * They end with the worker that made them. One thread is no crew: then the caller does all by itself.
 * @param spawn starts a thread that serves orders. Memory must be sharable here.
 */
export function createCrew(threads: number, spawn: () => WorkerHandle): Crew {
  if (threads < 2) return alone;
  let handles: WorkerHandle[] = [];
  let isBusy = false;
  let onDeath: (reason: string) => void = dismiss;

  function start(): void {
    while (handles.length < threads) {
      const handle = spawn();
      handles.push(handle);
      handle.onDeath((reason) => onDeath(reason));
    }
  }

  /** The others may be waiting for one that has failed. */
  function dismiss(): void {
    for (const handle of handles) handle.terminate();
    handles = [];
  }

  return {
    threads,
    shares: true,
    async run(task, args, work, watch) {
      if (isBusy)
        throw new Problem('internal', `the crew is busy, asked for ${task}; expected one task at a time`);
      isBusy = true;
      const board = makeBoard();
      let looking: ReturnType<typeof setInterval> | undefined;
      try {
        const broken = new Promise<never>((_, reject) => {
          onDeath = (reason) =>
            reject(new Problem('worker-died', `a thread of the ${task} stage died: ${reason}`));
          looking = setInterval(() => {
            try {
              watch(doneOn(board));
            } catch (error) {
              reject(error);
            }
          }, LOOK_MS);
        });
        start();
        const over = handles.map((handle, thread) => order(handle, { task, args, work, board, thread }));
        await Promise.race([Promise.all(over), broken]);
        watch(doneOn(board));
      } catch (error) {
        dismiss();
        throw error;
      } finally {
        clearInterval(looking);
        // One that dies while nothing runs is missed by nobody; the next task gets new ones.
        onDeath = dismiss;
        isBusy = false;
      }
    },
  };
}

/** Resolves when the thread finds nothing more to do. */
function order({ endpoint }: WorkerHandle, what: CrewOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    const onMessage = ({ data }: { data: CrewAnswer }): void => {
      endpoint.removeEventListener('message', listener);
      if (data.ok) resolve();
      else reject(fromProblemData(data.error));
    };
    const listener = onMessage as unknown as EventListener;
    endpoint.addEventListener('message', listener);
    endpoint.postMessage(what);
  });
}
