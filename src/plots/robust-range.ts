import type { Span } from './axis.ts';

/** Above this many rows the tails are read off every n-th row. */
const SAMPLE = 200_000;

interface Extent {
  /** Smallest and largest finite place; NaN where there is none. */
  min: number;
  max: number;
  /** The places that leave a thousandth on either side. */
  low: number;
  high: number;
}

/** Ends and tails of the finite places. O(n log n) once, kept with the array. */
export function extentOf(places: Float64Array | Float32Array): Extent {
  let extent = kept.get(places);
  if (!extent) {
    extent = computeExtent(places);
    kept.set(places, extent);
  }
  return extent;
}

const kept = new WeakMap<object, Extent>();

function computeExtent(places: Float64Array | Float32Array): Extent {
  let min = Infinity;
  let max = -Infinity;
  const step = Math.ceil(places.length / SAMPLE);
  const sample = new Float64Array(Math.ceil(places.length / Math.max(step, 1)));
  let filled = 0;
  for (let row = 0; row < places.length; row++) {
    const place = places[row];
    if (!Number.isFinite(place)) continue;
    if (place < min) min = place;
    if (place > max) max = place;
    if (row % step === 0) sample[filled++] = place;
  }
  if (min > max) return { min: Number.NaN, max: Number.NaN, low: Number.NaN, high: Number.NaN };
  const sorted = sample.subarray(0, filled).sort();
  if (filled === 0) return { min, max, low: min, high: max };
  return {
    min,
    max,
    low: sorted[Math.floor(0.001 * (filled - 1))],
    high: sorted[Math.ceil(0.999 * (filled - 1))],
  };
}

/**
 * The ends of an axis: all values where they fit, else without the outer thousandth on the side that would
 * squeeze the rest, and some air. Null where there is no finite place.
 */
export function robustSpan(places: Float64Array | Float32Array, wholly = false): Span | null {
  const { min, max, low, high } = extentOf(places);
  if (Number.isNaN(min)) return null;
  const width = high - low;
  const from = wholly || low - min <= 0.25 * width ? min : low;
  const to = wholly || max - high <= 0.25 * width ? max : high;
  return padded(from, to);
}

export function padded(low: number, high: number, share = 0.03): Span {
  if (high > low) return { low: low - share * (high - low), high: high + share * (high - low) };
  const air = Math.abs(low) > 0 ? Math.abs(low) * 0.1 : 1;
  return { low: low - air, high: low + air };
}
