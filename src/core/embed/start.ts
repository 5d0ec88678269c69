import type { Rng } from '../random/rng.ts';

/** Side of the square in which every layout starts, as in umap-learn. */
const SIDE = 10;
const JITTER = 1e-4;

/** Uniform in the square of side 10, interleaved x, y. */
export function randomStart(rows: number, rng: Rng): Float32Array {
  const positions = new Float32Array(2 * rows);
  for (let i = 0; i < positions.length; i++) positions[i] = SIDE * rng.uniform();
  return positions;
}

/**
 * Any two coordinates a row stretched into the square of side 10, with a jitter that parts coinciding rows, as
 * umap-learn does before its layout. An axis without extent becomes jitter alone about the middle.
 * @param coordinates interleaved x, y.
 */
export function stretchStart(coordinates: Float64Array, rng: Rng): Float32Array {
  let extent = 0;
  for (const value of coordinates) extent = Math.max(extent, Math.abs(value));
  const expansion = extent > 0 ? SIDE / extent : 1;
  const positions = new Float64Array(coordinates.length);
  const low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < positions.length; i++) {
    const value = coordinates[i] * expansion + JITTER * rng.normal();
    positions[i] = value;
    low[i & 1] = Math.min(low[i & 1], value);
    high[i & 1] = Math.max(high[i & 1], value);
  }
  const result = new Float32Array(positions.length);
  for (let i = 0; i < result.length; i++) {
    const axis = i & 1;
    const span = high[axis] - low[axis];
    const flat = span < 100 * JITTER;
    result[i] = flat ? SIDE / 2 + (positions[i] - low[axis]) : (SIDE * (positions[i] - low[axis])) / span;
  }
  return result;
}
