import type { JobName, WorkerHandle } from './spawn.ts';

/** Vite finds the entry of a worker by this very form, so each job has its line. */
const STARTERS: Record<JobName, () => Worker> = {
  read: () => new Worker(new URL('../../workers/read/read.worker.ts', import.meta.url), { type: 'module' }),
  simulate: () =>
    new Worker(new URL('../../workers/simulate/simulate.worker.ts', import.meta.url), { type: 'module' }),
  embed: () =>
    new Worker(new URL('../../workers/embed/embed.worker.ts', import.meta.url), { type: 'module' }),
  cluster: () =>
    new Worker(new URL('../../workers/cluster/cluster.worker.ts', import.meta.url), { type: 'module' }),
  inspect: () =>
    new Worker(new URL('../../workers/inspect/inspect.worker.ts', import.meta.url), { type: 'module' }),
};

export function browserSpawn(job: JobName): WorkerHandle {
  const worker = STARTERS[job]();
  let over = false;
  return {
    endpoint: worker,
    terminate() {
      over = true;
      worker.terminate();
    },
    onDeath(listener) {
      const die = (reason: string): void => {
        if (over) return;
        over = true;
        // After an error the worker would live on in an unknown state.
        worker.terminate();
        listener(reason);
      };
      // An error without a message is a script that could not be loaded.
      worker.addEventListener('error', (event) => die(event.message || 'its script could not be loaded'));
      worker.addEventListener('messageerror', () => die('it sent a message that could not be read'));
    },
  };
}
