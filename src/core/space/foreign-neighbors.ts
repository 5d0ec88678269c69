import type { Metric } from '../embed/embedding.ts';
import { hasKernels } from '../kernels/kernel.ts';
import type { Crew } from '../threads/crew.ts';
import { buildKdTree, makeNeighbors, searchForeign } from './kd-tree.ts';
import { foreignSpace } from './metric-space.ts';
import { LEAF, type OrderedNeighbors } from './nearest-neighbors.ts';
import { planSearch, SEARCH_ROWS } from './search-task.ts';

/**
 * The exact k nearest rows of a matrix for each of other rows, by rising distance. Indices are tree positions of
 * the matrix, which `order` leads back to its rows. What is found for one row does not depend on the others, nor
 * on the threads. Expected O((rows + others) log rows) at low dimension.
 * @param matrix row-major, rows x dims, finite, rows >= k. @param others in the same columns.
 * @param watch called with the number of rows done.
 */
export async function foreignNeighbors(
  matrix: Float32Array,
  rows: number,
  others: Float32Array,
  dims: number,
  k: number,
  metric: Metric,
  crew: Crew,
  watch: (done: number) => void,
): Promise<OrderedNeighbors> {
  const space = foreignSpace(matrix, rows, others, dims, metric);
  const tree = buildKdTree(space.matrix, rows, space.dims, LEAF);
  const asking = others.length / dims;
  const result = makeNeighbors(asking, k, crew.shares);
  const args = hasKernels
    ? planSearch(tree, space.norm, result, space.queries, crew.threads, crew.shares)
    : null;
  if (args === null) {
    for (let from = 0; from < asking; from += SEARCH_ROWS) {
      watch(from);
      searchForeign(tree, space.norm, space.queries, from, Math.min(asking, from + SEARCH_ROWS), result);
    }
    watch(asking);
  } else {
    const parts = Math.ceil(asking / SEARCH_ROWS);
    await crew.run('search', args, { rounds: 1, parts }, (done) =>
      watch(Math.min(asking, done * SEARCH_ROWS)),
    );
  }
  const { distance } = space;
  const { distances } = result;
  if (distance) for (let i = 0; i < distances.length; i++) distances[i] = distance(distances[i]);
  return { ...result, order: tree.order };
}
