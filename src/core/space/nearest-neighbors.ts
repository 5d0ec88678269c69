import type { Metric } from '../embed/embedding.ts';
import { hasKernels } from '../kernels/kernel.ts';
import type { Progress } from '../progress.ts';
import { buildKdTree, makeNeighbors, type Neighbors, searchRange } from './kd-tree.ts';
import { kernelSearch } from './kd-tree-kernel.ts';
import { metricSpace } from './metric-space.ts';

/** Neighbours in tree order, and the order itself: tree position -> row. */
export interface OrderedNeighbors extends Neighbors {
  order: Int32Array;
}

/** Rows a call: the kernel gets better from call to call, and a cancel waits for one. */
const CHUNK = 256;

/**
 * The exact k nearest neighbours of every row among all rows, the row itself counted as the first at distance
 * 0 (so k >= 1, k <= rows). Indices are positions in tree order, where neighbours in space lie close in
 * memory; `order` leads back to rows. Expected O(rows log rows) at low dimension, O(rows^2) at worst.
 * @param matrix row-major, rows x dims, finite.
 */
export function orderedNeighbors(
  matrix: Float32Array,
  rows: number,
  dims: number,
  k: number,
  metric: Metric,
  progress: Progress,
  useKernel = hasKernels,
): OrderedNeighbors {
  const space = metricSpace(matrix, rows, dims, metric);
  const tree = buildKdTree(space.matrix, rows, space.dims, 24);
  const result = makeNeighbors(rows, k);
  const kernel = useKernel ? kernelSearch(tree, space.norm, k, CHUNK) : null;
  for (let from = 0; from < rows; from += CHUNK) {
    progress({ stage: 'knn', done: from, total: rows });
    const to = Math.min(rows, from + CHUNK);
    if (kernel) kernel(from, to, result);
    else searchRange(tree, space.norm, from, to, result);
  }
  progress({ stage: 'knn', done: rows, total: rows });
  if (space.distance) {
    for (let i = 0; i < result.distances.length; i++) {
      result.distances[i] = space.distance(result.distances[i]);
    }
  }
  return { ...result, order: tree.order };
}

/** As orderedNeighbors, with rows and indices in the order of the matrix. */
export function nearestNeighbors(
  matrix: Float32Array,
  rows: number,
  dims: number,
  k: number,
  metric: Metric,
  progress: Progress,
): Neighbors {
  return inRowOrder(orderedNeighbors(matrix, rows, dims, k, metric, progress));
}

/** The same neighbours with rows and indices in the order of the matrix. */
export function inRowOrder(ordered: OrderedNeighbors): Neighbors {
  const { k } = ordered;
  const rows = ordered.order.length;
  const result = makeNeighbors(rows, k);
  for (let position = 0; position < rows; position++) {
    const from = position * k;
    const to = ordered.order[position] * k;
    for (let i = 0; i < k; i++) {
      result.indices[to + i] = ordered.order[ordered.indices[from + i]];
      result.distances[to + i] = ordered.distances[from + i];
    }
  }
  return result;
}
