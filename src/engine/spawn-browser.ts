import { browserHandle, type WorkerHandle } from '../../workers/worker-handle.ts';
import type { JobName } from './spawn.ts';

/** Vite finds the entry of a worker by this very form, so each job has its line. */
const STARTERS: Record<JobName, () => Worker> = {
  read: () => new Worker(new URL('../../workers/read/read.worker.ts', import.meta.url), { type: 'module' }),
  derive: () =>
    new Worker(new URL('../../workers/derive/derive.worker.ts', import.meta.url), { type: 'module' }),
  simulate: () =>
    new Worker(new URL('../../workers/simulate/simulate.worker.ts', import.meta.url), { type: 'module' }),
  embed: () =>
    new Worker(new URL('../../workers/embed/embed.worker.ts', import.meta.url), { type: 'module' }),
  cluster: () =>
    new Worker(new URL('../../workers/cluster/cluster.worker.ts', import.meta.url), { type: 'module' }),
  classify: () =>
    new Worker(new URL('../../workers/classify/classify.worker.ts', import.meta.url), { type: 'module' }),
  compare: () =>
    new Worker(new URL('../../workers/compare/compare.worker.ts', import.meta.url), { type: 'module' }),
  cut: () => new Worker(new URL('../../workers/cut/cut.worker.ts', import.meta.url), { type: 'module' }),
  inspect: () =>
    new Worker(new URL('../../workers/inspect/inspect.worker.ts', import.meta.url), { type: 'module' }),
  write: () =>
    new Worker(new URL('../../workers/write/write.worker.ts', import.meta.url), { type: 'module' }),
  reality: () =>
    new Worker(new URL('../../workers/reality/reality.worker.ts', import.meta.url), { type: 'module' }),
  raster: () =>
    new Worker(new URL('../../workers/raster/raster.worker.ts', import.meta.url), { type: 'module' }),
};

export function browserSpawn(job: JobName): WorkerHandle {
  return browserHandle(STARTERS[job]());
}
