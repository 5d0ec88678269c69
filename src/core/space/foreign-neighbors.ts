import type { Metric } from '../embed/embedding.ts';
import { giveBack, hasKernels } from '../kernels/kernel.ts';
import type { Crew } from '../threads/crew.ts';
import { buildKdTree, makeNeighbors, type Neighbors, searchForeign } from './kd-tree.ts';
import { openSpace } from './metric-space.ts';
import { LEAF } from './nearest-neighbors.ts';
import { planSearch, SEARCH_ROWS } from './search-task.ts';

/**
 * The exact k nearest rows of the matrix for each of other rows, by rising distance. What is found for one row
 * does not depend on the others, nor on the threads. Expected O(others log rows) at low dimension.
 * @param others row-major, in the columns of the matrix, finite. @param watch called with the number of rows done.
 */
export type ForeignSearch = (others: Float32Array, watch: (done: number) => void) => Promise<Neighbors>;

/**
 * A search for rows that are not of the matrix. Indices found are rows of the matrix. O(rows log rows) once.
 * @param matrix row-major, rows x dims, finite, rows >= k.
 */
export function foreignSearch(
  matrix: Float32Array,
  rows: number,
  dims: number,
  k: number,
  metric: Metric,
  crew: Crew,
): ForeignSearch {
  const space = openSpace(matrix, rows, dims, metric);
  const { norm, distance } = space;
  const tree = buildKdTree(space.matrix, rows, space.dims, LEAF);
  return async (others, watch) => {
    const asking = others.length / dims;
    const result = makeNeighbors(asking, k, crew.shares);
    const queries = space.map(others);
    const args = hasKernels ? planSearch(tree, norm, result, queries, crew.threads, crew.shares) : null;
    if (args === null) {
      for (let from = 0; from < asking; from += SEARCH_ROWS) {
        watch(from);
        searchForeign(tree, norm, queries, from, Math.min(asking, from + SEARCH_ROWS), result);
      }
    } else {
      const parts = Math.ceil(asking / SEARCH_ROWS);
      await crew.run('search', args, { rounds: 1, parts }, (done) =>
        watch(Math.min(asking, done * SEARCH_ROWS)),
      );
      giveBack(args.memory);
    }
    const { indices, distances } = result;
    for (let i = 0; i < indices.length; i++) indices[i] = tree.order[indices[i]];
    if (distance) for (let i = 0; i < distances.length; i++) distances[i] = distance(distances[i]);
    return result;
  };
}
