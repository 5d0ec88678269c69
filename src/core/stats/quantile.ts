/**
 * Quantile of ascending numbers without NaN, by linear interpolation (Hyndman & Fan 1996, type 7: the default
 * of numpy and R). NaN for no values. O(1).
 * @param p in [0, 1]
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  return quantileAt((i) => sorted[i], sorted.length, p);
}

/** The same over any ascending sequence of `count` values. */
export function quantileAt(valueAt: (position: number) => number, count: number, p: number): number {
  if (count === 0) return Number.NaN;
  const place = (count - 1) * p;
  const below = Math.floor(place);
  const low = valueAt(below);
  const share = place - below;
  return share === 0 ? low : low + share * (valueAt(below + 1) - low);
}

/** The finite values in ascending order, as doubles. O(n log n). */
export function sortedFinite(values: ArrayLike<number>): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value - value === 0) kept[count++] = value;
  }
  return kept.subarray(0, count).sort();
}

/** Quantiles of the finite values; NaN where there are none. O(n log n). */
export function quantiles(values: ArrayLike<number>, ps: readonly number[]): number[] {
  const sorted = sortedFinite(values);
  return ps.map((p) => quantileSorted(sorted, p));
}

/** Median of the finite values; NaN where there are none. O(n log n). */
export function median(values: ArrayLike<number>): number {
  return quantiles(values, [0.5])[0];
}
