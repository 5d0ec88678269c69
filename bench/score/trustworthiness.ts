import type { Plane } from '../../src/core/embed/plane.ts';
import type { Rng } from '../../src/core/random/rng.ts';

/**
 * Trustworthiness (Venna and Kaski 2001) of a plane: 1 minus the scaled ranks, in the data, of those among the k
 * nearest in the plane that are not among the k nearest in the data. Ranks count all rows; the mean is over
 * `sample` rows drawn without replacement, or over all where sample >= rows. Equal distances rank by row.
 * @param matrix row-major, rows x columns, finite. O(sample * rows * columns).
 */
export function trustworthiness(
  matrix: Float32Array,
  columns: number,
  { x, y }: Plane,
  k: number,
  sample: number,
  rng: Rng,
): number {
  const rows = x.length;
  const distances = new Float64Array(rows);
  let penalty = 0;
  const drawn = drawRows(rows, Math.min(sample, rows), rng);
  for (const row of drawn) {
    const near = nearestInPlane(x, y, row, k);
    for (let other = 0; other < rows; other++) {
      let sum = 0;
      for (let d = 0; d < columns; d++) {
        sum += (matrix[row * columns + d] - matrix[other * columns + d]) ** 2;
      }
      distances[other] = sum;
    }
    for (const other of near) {
      const own = distances[other];
      let rank = 1;
      for (let i = 0; i < rows; i++) {
        if (i !== row && (distances[i] < own || (distances[i] === own && i < other))) rank++;
      }
      penalty += Math.max(0, rank - k);
    }
  }
  return 1 - (2 * penalty) / (drawn.length * k * (2 * rows - 3 * k - 1));
}

/** The first `count` of a shuffle. */
function drawRows(rows: number, count: number, rng: Rng): Int32Array {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let i = 0; i < count; i++) {
    const j = i + rng.integer(rows - i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order.subarray(0, count);
}

/** The k rows nearest to `row` in the plane, itself not among them; equal distances by row. */
function nearestInPlane(x: Float32Array, y: Float32Array, row: number, k: number): Int32Array {
  const near = new Int32Array(k);
  const far = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  for (let other = 0; other < x.length; other++) {
    const distance = (x[other] - x[row]) ** 2 + (y[other] - y[row]) ** 2;
    if (other === row || !(distance < far[k - 1])) continue;
    let at = k - 1;
    for (; at > 0 && far[at - 1] > distance; at--) {
      far[at] = far[at - 1];
      near[at] = near[at - 1];
    }
    far[at] = distance;
    near[at] = other;
  }
  return near;
}
