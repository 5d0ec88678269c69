import type { Lead } from './comparison.ts';

/** Shifts below this many scale units lead nothing. */
const LEAST = 0.5;
const MOST = 3;

/** Mean of each column over some rows of a row-major matrix. */
export function meansOf(matrix: Float32Array, dims: number, isOf: (row: number) => boolean): Float64Array {
  const means = new Float64Array(dims);
  const rows = matrix.length / dims;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!isOf(row)) continue;
    count++;
    for (let d = 0; d < dims; d++) means[d] += matrix[row * dims + d];
  }
  for (let d = 0; d < dims; d++) means[d] /= Math.max(1, count);
  return means;
}

/** The features whose mean lies farthest from that of the reviewed events, in scale units, farthest first. */
export function leadsOf(means: Float64Array, reviewed: Float64Array, features: readonly string[]): Lead[] {
  return features
    .map((feature, d) => ({ feature, shift: means[d] - reviewed[d] }))
    .filter(({ shift }) => Math.abs(shift) >= LEAST)
    .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift))
    .slice(0, MOST);
}
