import { median, quantileSorted } from '../stats/quantile.ts';

/** Straight pieces through nodes of ascending x, held constant beyond the first and the last. */
export interface RunningCurve {
  x: Float64Array;
  y: Float64Array;
}

/** Fewer rows with both values have no curve. */
export const FEWEST_ROWS = 20;
/** Bins of the curve, and the rows that one takes at least. */
const MOST_BINS = 24;
const ROWS_A_BIN = 100;
/** The first and the last bin are cut here, so that the curve follows a slope nearly to its ends. */
const END_SHARE = 0.25;
/** Median distance of a normal variable from its mean, in standard deviations. */
const NORMAL_MAD = 0.6744897501960817;

/**
 * The run's own curve of a quantile of y along x: up to 24 bins of equally many rows, at least 100 each, those at the ends
 * cut in two; nodes at the median x of each bin, with the quantile of its y. Rows without a finite x and y do not count;
 * equal x are never parted. Under 200 rows one constant. A few per cent of strange events in a bin hardly move its median.
 * O(n log n), without chance.
 * @param share the quantile, from 0 to 1.
 * @returns null where fewer than 20 rows have both.
 */
export function runningQuantile(
  y: ArrayLike<number>,
  x: ArrayLike<number>,
  share: number,
): RunningCurve | null {
  return nodesOf(y, x, (sorted) => quantileSorted(sorted, share));
}

/**
 * The spread of y - centre along `by`, as a curve: the median distance from the centre, in the bins above, over that of a
 * standard normal, so that it is a standard deviation for normal data. Bins without any spread take that of all rows.
 * @param distance y - centre, a row.
 * @returns null where fewer than 20 rows have both, or at least half of all distances are 0.
 */
export function runningSpread(distance: ArrayLike<number>, by: ArrayLike<number>): RunningCurve | null {
  const absolute = new Float64Array(distance.length);
  for (let row = 0; row < absolute.length; row++) absolute[row] = Math.abs(distance[row]);
  const curve = runningQuantile(absolute, by, 0.5);
  if (curve === null) return null;
  if (curve.y.every((value) => value > 0)) return scaled(curve, 0);
  const common = median(absolute.filter((_, row) => finite(by[row])));
  return common > 0 ? scaled(curve, common) : null;
}

function scaled({ x, y }: RunningCurve, common: number): RunningCurve {
  return { x, y: y.map((value) => (value > 0 ? value : common) / NORMAL_MAD) };
}

/** The curve at a place, as numpy.interp; NaN where that is not finite. O(log nodes). */
export function curveAt({ x, y }: RunningCurve, place: number): number {
  const last = x.length - 1;
  if (!finite(place)) return Number.NaN;
  if (place <= x[0]) return y[0];
  if (place >= x[last]) return y[last];
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (x[middle] <= place) low = middle;
    else high = middle;
  }
  return y[low] + ((y[high] - y[low]) / (x[high] - x[low])) * (place - x[low]);
}

function nodesOf(
  y: ArrayLike<number>,
  x: ArrayLike<number>,
  figure: (sorted: Float64Array) => number,
): RunningCurve | null {
  const rows = new Int32Array(y.length);
  let n = 0;
  for (let row = 0; row < y.length; row++) if (finite(y[row]) && finite(x[row])) rows[n++] = row;
  if (n < FEWEST_ROWS) return null;
  const sorted = new Float64Array(n);
  for (let i = 0; i < n; i++) sorted[i] = x[rows[i]];
  sorted.sort();
  const edges = edgesOf(sorted);
  const counts = new Int32Array(edges.length - 1);
  const binOf = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    binOf[i] = binAt(edges, x[rows[i]]);
    counts[binOf[i]]++;
  }
  const values = Array.from(counts, (count) => new Float64Array(count));
  const filled = new Int32Array(counts.length);
  for (let i = 0; i < n; i++) values[binOf[i]][filled[binOf[i]]++] = y[rows[i]];
  const curve = { x: new Float64Array(counts.length), y: new Float64Array(counts.length) };
  let start = 0;
  for (const [bin, inBin] of values.entries()) {
    curve.x[bin] = quantileSorted(sorted.subarray(start, start + inBin.length), 0.5);
    curve.y[bin] = figure(inBin.sort());
    start += inBin.length;
  }
  return curve;
}

/** Lower edges of the bins, each a value of x that is there, and infinity. */
function edgesOf(sorted: Float64Array): number[] {
  const n = sorted.length;
  const bins = Math.min(MOST_BINS, Math.floor(n / ROWS_A_BIN));
  if (bins < 2) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const edges = [Number.NEGATIVE_INFINITY];
  const places = Array.from({ length: bins - 1 }, (_, i) => i + 1);
  for (const place of [END_SHARE, ...places, bins - END_SHARE]) {
    const edge = sorted[Math.floor((n * place) / bins)];
    if (edge > edges[edges.length - 1] && edge > sorted[0]) edges.push(edge);
  }
  return [...edges, Number.POSITIVE_INFINITY];
}

/** The last bin whose lower edge is not above x. */
function binAt(edges: readonly number[], x: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (edges[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}

function finite(value: number): boolean {
  return value - value === 0;
}
