import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';
import { getHeapStatistics } from 'node:v8';
import type { MemoryLimits } from '../../core/embed/preflight-memory.ts';

/** Part of the computer's memory, or of what its container may have, that one run may take. */
const SHARE = 0.75;

/** To be asked on the thread that does the work: each has a heap of its own. */
export function nodeLimits(): MemoryLimits {
  // Where there is no limit it is 0 or beyond all memory.
  const allowed = constrainedMemory() || Number.POSITIVE_INFINITY;
  const physical = Math.min(totalmem(), allowed);
  const totalFrom = `${100 * SHARE} % of the ${(physical / 1e9).toFixed(1)} GB that this computer has`;
  return { total: SHARE * physical, totalFrom, heap: getHeapStatistics().heap_size_limit };
}
