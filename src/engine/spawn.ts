import type { WorkerHandle } from '../../workers/worker-handle.ts';

/** The kinds of work that run in a worker of their own. */
export const JOBS = [
  'read',
  'derive',
  'simulate',
  'embed',
  'cluster',
  'cut',
  'classify',
  'compare',
  'inspect',
  'raster',
  'write',
  'reality',
] as const;
export type JobName = (typeof JOBS)[number];

export type Spawn = (job: JobName) => WorkerHandle;
