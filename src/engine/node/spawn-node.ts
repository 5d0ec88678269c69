import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { WorkerHandle } from '../../../workers/worker-handle.ts';
import type { JobName } from '../spawn.ts';
import { nodeEndpoint } from './node-endpoint.ts';

/** What the entry of a worker thread finds in `workerData`. */
export interface NodeWorkerData {
  job: JobName | 'crew';
  /** For the crew of a job. */
  threads: number;
}

/**
 * Starts jobs as worker threads.
 * @param entry the bundled module that serves the job named in `workerData.job`.
 */
export function createNodeSpawn(
  entry: URL,
  threads = availableParallelism(),
): (job: NodeWorkerData['job']) => WorkerHandle {
  return (job) => {
    const worker = new Worker(entry, { workerData: { job, threads } satisfies NodeWorkerData, name: job });
    let over = false;
    return {
      endpoint: nodeEndpoint(worker),
      terminate() {
        over = true;
        void worker.terminate();
      },
      onDeath(listener) {
        const die = (reason: string): void => {
          if (over) return;
          over = true;
          void worker.terminate();
          listener(reason);
        };
        worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)));
        worker.on('messageerror', () => die('it sent a message that could not be read'));
        worker.on('exit', (code) => die(`it ended with code ${code}`));
      },
    };
  };
}
