import { Worker } from 'node:worker_threads';
import type { Spawn } from '../spawn.ts';
import { nodeEndpoint } from './node-endpoint.ts';

/**
 * Starts jobs as worker threads.
 * @param entry the bundled module that serves the job named in `workerData.job`.
 */
export function createNodeSpawn(entry: URL): Spawn {
  return (job) => {
    const worker = new Worker(entry, { workerData: { job }, name: job });
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
