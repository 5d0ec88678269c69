import { symmetricEigen } from './symmetric-eigen.ts';

/**
 * Projection of each row on the first `count` principal axes, row-major rows x count; axes beyond dims are 0.
 * The largest component of each axis is positive, so the sign is fixed. O(rows dims^2 + dims^3).
 * @param matrix row-major, rows x dims, finite.
 */
export function principalCoordinates(
  matrix: Float32Array,
  rows: number,
  dims: number,
  count: number,
): Float64Array {
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
  const result = new Float64Array(rows * count);
  for (let axis = 0; axis < Math.min(count, dims); axis++) {
    const column = dims - 1 - axis;
    let largest = 0;
    for (let d = 0; d < dims; d++) {
      const part = vectors[d * dims + column];
      if (Math.abs(part) > Math.abs(largest) + 1e-12) largest = part;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += (matrix[i * dims + d] - mean[d]) * vectors[d * dims + column];
      result[i * count + axis] = sign * sum;
    }
  }
  return result;
}
