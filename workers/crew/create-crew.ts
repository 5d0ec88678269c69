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
  let handles: WorkerHandle[] | null = null;
  let onDeath: (reason: string) => void = () => undefined;

  function start(): WorkerHandle[] {
    return Array.from({ length: threads }, () => {
      const handle = spawn();
      handle.onDeath((reason) => onDeath(reason));
      return handle;
    });
  }

  /** The others may be waiting for one that has failed. */
  function dismiss(): void {
    for (const handle of handles ?? []) handle.terminate();
    handles = null;
  }

  return {
    threads,
    shares: true,
    async run(task, args, work, watch) {
      const board = makeBoard();
      handles ??= start();
      const looking = setInterval(() => watch(doneOn(board)), LOOK_MS);
      try {
        const dead = new Promise<never>((_, reject) => {
          onDeath = (reason) =>
            reject(new Problem('worker-died', `a thread of the ${task} stage died: ${reason}`));
        });
        const over = handles.map((handle, thread) => order(handle, { task, args, work, board, thread }));
        await Promise.race([Promise.all(over), dead]);
      } catch (error) {
        dismiss();
        throw error;
      } finally {
        clearInterval(looking);
      }
      watch(doneOn(board));
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
