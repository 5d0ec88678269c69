import type { SelectionMode, SelectionStep } from '../../core/table/clause.ts';

/** The finite values, falling. O(n log n). */
export function fallingOf(values: Float32Array): Float32Array {
  return values.filter(Number.isFinite).sort().reverse();
}

/** The smallest value among the largest `count`; all equal to it come along. */
export function topThreshold(falling: Float32Array, count: number): number {
  return falling[Math.min(count, falling.length) - 1];
}

/** How many are at least `threshold`. */
export function countAtLeast(falling: Float32Array, threshold: number): number {
  let low = 0;
  let high = falling.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (falling[middle] >= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type OutlierScore = 'LOF' | 'k-distance';

/** All events whose score is at least `low`. */
export function outlierStep(
  cell: string,
  score: OutlierScore,
  low: number,
  mode: SelectionMode,
): SelectionStep {
  return { mode, clause: { type: 'range', column: `${cell}:${score}`, low, high: null } };
}
