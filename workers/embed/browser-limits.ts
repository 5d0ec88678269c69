import { UNKNOWN_LIMITS } from '../../src/core/embed/preflight.ts';
import type { MemoryLimits } from '../../src/core/embed/preflight-memory.ts';

/** Part of the computer's memory that one tab may take. */
const SHARE = 0.75;

/** What only some browsers tell, and no library of types declares. */
interface Telling {
  navigator?: { deviceMemory?: number };
  performance?: { memory?: { jsHeapSizeLimit?: number } };
}

/**
 * Memory that this browser lets on about: Chromium tells that of the computer, rounded and capped, and that of
 * JavaScript's objects; others tell nothing.
 */
export function browserLimits({ navigator, performance }: Telling = globalThis as Telling): MemoryLimits {
  const device = navigator?.deviceMemory;
  const heap = performance?.memory?.jsHeapSizeLimit ?? null;
  if (device === undefined) return { ...UNKNOWN_LIMITS, heap };
  const totalFrom = `${100 * SHARE} % of the ${device} GB that this browser tells of`;
  return { total: SHARE * device * 1024 ** 3, totalFrom, heap };
}
