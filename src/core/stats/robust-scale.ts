import { quantileSorted, sortedFinite } from './quantile.ts';

/** IQR of a standard normal: dividing by it makes the scale a standard deviation for normal data. */
export const NORMAL_IQR = 1.3489795003921634;

export interface RobustScale {
  /** Median of the finite values; 0 where there are none. */
  center: number;
  /** Always > 0: divide by it. */
  scale: number;
  /** `rest`: IQR is 0, so the spread of the values other than the most frequent one; `constant`: 1. */
  from: 'iqr' | 'rest' | 'constant';
}

/**
 * Median and IQR / 1.349 of the finite values. Where at least half of them are the same value the IQR is 0; then
 * the root mean square distance from the median of those that differ from the mode. O(n log n).
 */
export function robustScale(values: ArrayLike<number>): RobustScale {
  const sorted = sortedFinite(values);
  if (sorted.length === 0) return { center: 0, scale: 1, from: 'constant' };
  const center = quantileSorted(sorted, 0.5);
  const iqr = quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25);
  if (iqr > 0) return { center, scale: iqr / NORMAL_IQR, from: 'iqr' };
  const mode = modeOf(sorted);
  let squares = 0;
  let others = 0;
  for (const value of sorted) {
    if (value === mode) continue;
    squares += (value - center) ** 2;
    others++;
  }
  const spread = others === 0 ? 0 : Math.sqrt(squares / others);
  return spread > 0 ? { center, scale: spread, from: 'rest' } : { center, scale: 1, from: 'constant' };
}

function modeOf(sorted: Float64Array): number {
  let mode = sorted[0];
  let most = 0;
  for (let i = 0; i < sorted.length; ) {
    let end = i + 1;
    while (end < sorted.length && sorted[end] === sorted[i]) end++;
    if (end - i > most) {
      most = end - i;
      mode = sorted[i];
    }
    i = end;
  }
  return mode;
}
