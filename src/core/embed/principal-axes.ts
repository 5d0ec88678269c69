import { symmetricEigen } from './symmetric-eigen.ts';

/** Orthonormal directions by falling variance: axis a is axes[a * dims .. (a + 1) * dims - 1]. */
export interface PrincipalAxes {
  dims: number;
  mean: Float64Array;
  axes: Float64Array;
}

/** Rows that are enough for axes to turn by. */
const ENOUGH = 10_000;

/** Principal axes of a sample of the rows: good enough to turn by, where any turn keeps all distances. */
export function roughAxes(matrix: Float32Array, rows: number, dims: number): PrincipalAxes {
  const stride = Math.ceil(rows / ENOUGH);
  if (stride <= 1) return principalAxes(matrix, rows, dims);
  const drawn = Math.floor(rows / stride);
  const sample = new Float32Array(drawn * dims);
  for (let i = 0; i < drawn; i++) {
    const at = i * stride * dims;
    sample.set(matrix.subarray(at, at + dims), i * dims);
  }
  return principalAxes(sample, drawn, dims);
}

/**
 * Principal axes of rows. The largest component of each is positive, so the sign is fixed.
 * O(rows dims^2 + dims^3).
 * @param matrix row-major, rows x dims, finite.
 */
export function principalAxes(matrix: Float32Array, rows: number, dims: number): PrincipalAxes {
  const mean = new Float64Array(dims);
  for (let i = 0; i < rows; i++) for (let d = 0; d < dims; d++) mean[d] += matrix[i * dims + d] / rows;
  const covariance = new Float64Array(dims * dims);
  const row = new Float64Array(dims);
  for (let i = 0; i < rows; i++) {
    for (let d = 0; d < dims; d++) row[d] = matrix[i * dims + d] - mean[d];
    for (let d = 0; d < dims; d++) {
      const value = row[d] / rows;
      for (let e = d; e < dims; e++) covariance[d * dims + e] += value * row[e];
    }
  }
  for (let d = 0; d < dims; d++) {
    for (let e = 0; e < d; e++) covariance[d * dims + e] = covariance[e * dims + d];
  }
  const { vectors } = symmetricEigen(covariance, dims);
  const axes = new Float64Array(dims * dims);
  for (let axis = 0; axis < dims; axis++) {
    const column = dims - 1 - axis;
    let largest = 0;
    for (let d = 0; d < dims; d++) {
      const part = vectors[d * dims + column];
      if (Math.abs(part) > Math.abs(largest) + 1e-12) largest = part;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let d = 0; d < dims; d++) axes[axis * dims + d] = sign * vectors[d * dims + column];
  }
  return { dims, mean, axes };
}

/** Coordinates along the first `count` axes, written to `out` row-major rows x count; 0 beyond dims. */
export function project<T extends Float32Array | Float64Array>(
  matrix: Float32Array,
  rows: number,
  { dims, mean, axes }: PrincipalAxes,
  count: number,
  out: T,
): T {
  const row = new Float64Array(dims);
  for (let i = 0; i < rows; i++) {
    for (let d = 0; d < dims; d++) row[d] = matrix[i * dims + d] - mean[d];
    for (let axis = 0; axis < Math.min(count, dims); axis++) {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += row[d] * axes[axis * dims + d];
      out[i * count + axis] = sum;
    }
  }
  return out;
}

/** The first two principal coordinates, interleaved. */
export function principalPlane(matrix: Float32Array, rows: number, dims: number): Float64Array {
  return project(matrix, rows, principalAxes(matrix, rows, dims), 2, new Float64Array(2 * rows));
}
