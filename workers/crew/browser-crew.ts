import { canShareMemory } from '../../src/core/table/share.ts';
import { alone, type Crew } from '../../src/core/threads/crew.ts';
import { browserHandle } from '../worker-handle.ts';
import { createCrew } from './create-crew.ts';

/** More bring little: a layout has 16 parts. */
const MOST = 16;

/** As many threads as the machine runs at once, where the page may share memory; else none but the caller's. */
export function browserCrew(): Crew {
  if (!canShareMemory()) return alone;
  return createCrew(Math.min(MOST, navigator.hardwareConcurrency), () =>
    browserHandle(new Worker(new URL('./crew.worker.ts', import.meta.url), { type: 'module' })),
  );
}
