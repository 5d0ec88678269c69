import { linearEdges, logEdges } from '../stats/histogram.ts';
import { quantileAt } from '../stats/quantile.ts';

/** About as many as the eye can tell apart in the width of an inspector. */
export const BINS = 40;

export interface Bins {
  edges: Float64Array;
  log: boolean;
  /** Bin i holds positions ends[i - 1] to ends[i] (0 for the first) of the ascending values. */
  ends: Int32Array;
}

/**
 * Bins of ascending finite values from the 0.5 % to the 99.5 % quantile; the outer ones also hold what lies
 * beyond, so that nothing is lost. Whole numbers of a small range get a bin each, centred on them. Logarithmic
 * only where more than half of the values are positive; values <= 0 are then in the first bin.
 * O(bins log n + 1).
 */
export function chooseBins(valueAt: (position: number) => number, count: number, wantLog: boolean): Bins {
  const lowest = valueAt(0);
  const highest = valueAt(count - 1);
  const firstPositive = lowerBound(valueAt, count, Number.MIN_VALUE);
  const log = wantLog && firstPositive < count / 2;
  const skip = log ? firstPositive : 0;
  const tail = (p: number): number => quantileAt((i) => valueAt(skip + i), count - skip, p);
  let low = tail(0.005);
  let high = tail(0.995);
  if (!(high > low)) [low, high] = [log ? valueAt(skip) : lowest, highest];
  const edges = edgesBetween(low, high, log, allWhole(valueAt, count, lowest, highest));
  const bins = edges.length - 1;
  const ends = new Int32Array(bins);
  for (let bin = 0; bin < bins - 1; bin++) ends[bin] = lowerBound(valueAt, count, edges[bin + 1]);
  ends[bins - 1] = count;
  return { edges, log, ends };
}

function edgesBetween(low: number, high: number, log: boolean, whole: boolean): Float64Array {
  if (!log && whole && high - low <= 1.5 * BINS) {
    const from = Math.floor(low);
    const to = Math.ceil(high);
    return linearEdges(from - 0.5, to + 0.5, to - from + 1);
  }
  if (high > low && Number.isFinite(high - low)) {
    return log ? logEdges(low, high, BINS) : linearEdges(low, high, BINS);
  }
  if (high > low) return linearEdges(low / 2, high / 2, BINS).map((edge) => edge * 2);
  // One value only: a bin around it.
  const half = log ? 0 : Math.max(Math.abs(low) * 0.5, 0.5);
  return log ? logEdges(low / 2, low * 2, BINS) : linearEdges(low - half, low + half, BINS);
}

/** By a sample of up to 1,000 positions. */
function allWhole(valueAt: (position: number) => number, count: number, low: number, high: number): boolean {
  if (!(Math.abs(low) < 2 ** 53 && Math.abs(high) < 2 ** 53)) return false;
  const step = Math.max(1, Math.floor(count / 1000));
  for (let i = 0; i < count; i += step) if (!Number.isInteger(valueAt(i))) return false;
  return true;
}

/** First position whose value is >= bound. */
function lowerBound(valueAt: (position: number) => number, count: number, bound: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
