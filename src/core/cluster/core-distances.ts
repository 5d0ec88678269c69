import type { Progress } from '../progress.ts';
import { buildKdTree, makeNeighbors, searchRange } from '../space/kd-tree.ts';
import type { Points } from './points.ts';

const CHUNK = 1024;
const LEAF = 16;

/**
 * Squared distance of every point to its k-th nearest, the point itself counted as the first; the farthest where
 * there are fewer than k. By row. Which point is the k-th is decided in single precision, its distance is then
 * taken in double. Exact search, expected O(n log n) at low dimension.
 */
export type CoreSquares = (points: Points, k: number, progress: Progress) => Float64Array;

export const coreSquares: CoreSquares = ({ matrix, rows, dims }, k, progress) => {
  const squares = new Float64Array(rows);
  const width = Math.min(k, rows);
  if (width <= 1) return squares;
  const tree = buildKdTree(matrix, rows, dims, LEAF);
  const found = makeNeighbors(Math.min(CHUNK, rows), width);
  for (let from = 0; from < rows; from += CHUNK) {
    progress({ stage: 'k-distance', done: from, total: rows });
    const to = Math.min(rows, from + CHUNK);
    searchRange(tree, 'l2', from, to, found, from);
    for (let i = from; i < to; i++) {
      const j = found.indices[(i - from + 1) * width - 1];
      squares[tree.order[i]] = squareBetween(tree.points, dims, i, j);
    }
  }
  progress({ stage: 'k-distance', done: rows, total: rows });
  return squares;
};

/** Between the points at two places of a row-major matrix, in double precision. */
export function squareBetween(points: Float32Array, dims: number, i: number, j: number): number {
  let sum = 0;
  for (let p = i * dims, q = j * dims, stop = p + dims; p < stop; p++, q++) {
    const difference = points[p] - points[q];
    sum += difference * difference;
  }
  return sum;
}
