import { hasKernels } from '../kernels/kernel.ts';
import type { Progress } from '../progress.ts';
import { buildKdTree, type KdTree, makeNeighbors, searchRange } from '../space/kd-tree.ts';
import { metricSpace } from '../space/metric-space.ts';
import { planSearch, SEARCH_ROWS, searchTask } from '../space/search-task.ts';
import type { Points } from './points.ts';

const LEAF = 16;

/**
 * Squared distance of every point to its k-th nearest, the point itself counted as the first; the farthest where
 * there are fewer than k. By row. Which point is the k-th is decided in single precision, its distance is then
 * taken in double. Exact search, expected O(n log n) at low dimension; memory O(n), not O(n k).
 */
export type CoreSquares = (points: Points, k: number, progress: Progress) => Float64Array;

export const coreSquares: CoreSquares = (points, k, progress) => squaresBy(points, k, progress, hasKernels);

/** coreSquares with or without the kernel: the same to the bit. */
export function squaresBy(
  { matrix, rows, dims }: Points,
  k: number,
  progress: Progress,
  useKernel: boolean,
): Float64Array {
  const squares = new Float64Array(rows);
  const width = Math.min(k, rows);
  if (width <= 1) return squares;
  progress({ stage: 'k-distance', done: 0, total: rows });
  const searched = dims === 2 ? matrix : metricSpace(matrix, rows, dims, 'euclidean').matrix;
  const tree = buildKdTree(searched, rows, dims, LEAF);
  const search = partSearch(tree, width, useKernel);
  for (let from = 0; from < rows; from += SEARCH_ROWS) {
    progress({ stage: 'k-distance', done: from, total: rows });
    const indices = search(from / SEARCH_ROWS);
    const to = Math.min(rows, from + SEARCH_ROWS);
    for (let i = from; i < to; i++) {
      const row = tree.order[i];
      squares[row] = squareBetween(matrix, dims, row, tree.order[indices[(i - from + 1) * width - 1]]);
    }
  }
  progress({ stage: 'k-distance', done: rows, total: rows });
  return squares;
}

/** Gives the neighbours of SEARCH_ROWS tree positions at a time: those of all would fill k integers a point. */
function partSearch(tree: KdTree, k: number, useKernel: boolean): (part: number) => Int32Array {
  const plain = makeNeighbors(SEARCH_ROWS, k);
  const result = { k, indices: new OnePart(SEARCH_ROWS * k), distances: new NoPart(0) };
  const args = useKernel ? planSearch(tree, 'l2', result, null, 1, false) : null;
  if (args === null) {
    return (part) => {
      const from = part * SEARCH_ROWS;
      searchRange(tree, 'l2', from, Math.min(tree.rows, from + SEARCH_ROWS), plain, from);
      return plain.indices;
    };
  }
  const search = searchTask(args, 0);
  return (part) => {
    search(0, part);
    return result.indices;
  };
}

/** Room for one part, which takes each part from its start on, wherever that would stand among all of them. */
class OnePart extends Int32Array {
  override set(values: ArrayLike<number>): void {
    super.set(values);
  }
}

/** Takes nothing: the distances are taken anew, in double precision. */
class NoPart extends Float32Array {
  override set(): void {
    // As said.
  }
}

/** Between the points at two places of a row-major matrix, in double precision. */
export function squareBetween(points: Float32Array, dims: number, i: number, j: number): number {
  let sum = 0;
  for (let p = i * dims, q = j * dims, stop = p + dims; p < stop; p++, q++) {
    const difference = points[p] - points[q];
    sum += difference * difference;
  }
  return sum;
}
