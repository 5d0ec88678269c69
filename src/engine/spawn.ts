import type { Endpoint } from 'comlink';

/** The kinds of work that run in a worker of their own. */
export const JOBS = ['read', 'simulate', 'embed', 'cluster', 'inspect'] as const;
export type JobName = (typeof JOBS)[number];

/** A running worker, in a browser or in Node. */
export interface WorkerHandle {
  endpoint: Endpoint;
  terminate(): void;
  /**
   * Called once, with words for the user, when the worker can answer no more: an error that nobody caught,
   * a message that could not be read, its end. Not after `terminate`.
   */
  onDeath(listener: (reason: string) => void): void;
}

export type Spawn = (job: JobName) => WorkerHandle;
