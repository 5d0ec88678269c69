import { createRng } from '../random/rng.ts';
import { buildKdTree } from '../space/kd-tree.ts';

/**
 * A sample that misses no region: rows in the order of a kd-tree, where rows near in all columns stand close
 * together, are cut into `count` runs of equal length, and one row is drawn from each. So every population is
 * drawn in proportion, to within the two runs that it shares with others (stratified sampling, one unit a
 * stratum). O(rows log rows dims).
 * @param matrix row-major, rows x dims, finite. @param count 1..rows. @returns rows, ascending.
 */
export function stratifiedSample(
  matrix: Float32Array,
  rows: number,
  dims: number,
  count: number,
  seed: number,
): Int32Array {
  const { order } = buildKdTree(matrix, rows, dims, Math.max(1, Math.floor(rows / count)));
  const rng = createRng(seed);
  const sample = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * rows) / count);
    const to = Math.floor(((i + 1) * rows) / count);
    sample[i] = order[from + rng.integer(to - from)];
  }
  return sample.sort();
}
