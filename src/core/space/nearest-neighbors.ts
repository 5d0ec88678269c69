import type { Metric } from '../embed/embedding.ts';
import { giveBack, hasKernels } from '../kernels/kernel.ts';
import type { Progress } from '../progress.ts';
import type { Crew } from '../threads/crew.ts';
import type { Work } from '../threads/task.ts';
import { expectFinite } from './expect-finite.ts';
import { buildKdTree, CAUTION, type KdTree, makeNeighbors, type Neighbors, searchRange } from './kd-tree.ts';
import { type MetricSpace, metricSpace } from './metric-space.ts';
import { listNeighbors } from './refine-task.ts';
import { chooseDepth, ENOUGH_RECALL, EXACT, maySkip, recallOf, type SearchDepth } from './search-depth.ts';
import { planSearch, SEARCH_ROWS, type SearchArgs, searchTask } from './search-task.ts';

/** Neighbours in tree order, and the order itself: tree position -> row. */
export interface OrderedNeighbors extends Neighbors {
  order: Int32Array;
  /** How they were sought; absent where all are exact by construction. */
  depth?: SearchDepth;
}

/** Rows a leaf of the tree: fewer measure less, more skip less. A multiple of 8, as the kernel measures them. */
export const LEAF = 40;
/** Of a pruned search's progress; the rest is its refinement, in so many rounds at most. */
const SEARCH_SHARE = 0.8;
const REFINEMENTS = 2;

/**
 * The k nearest neighbours of every row among all rows, the row itself counted as the first at distance 0 (so k >=
 * 1, k <= rows). Indices are positions in tree order, where neighbours in space lie close in memory; `order`
 * leads back to rows. Exact, unless `depth` is `auto` and that would be dear, see chooseDepth. The same whatever the
 * number of threads. Expected O(rows log rows) at low dimension, O(rows^2) at worst.
 * @param matrix row-major, rows x dims. @throws Problem that names a value which is not finite.
 */
export async function neighborsByCrew(
  matrix: Float32Array,
  rows: number,
  dims: number,
  k: number,
  metric: Metric,
  crew: Crew,
  progress: Progress,
  depth: 'auto' | 'exact' = 'exact',
): Promise<OrderedNeighbors> {
  if (!hasKernels) return orderedNeighbors(matrix, rows, dims, k, metric, progress, false);
  progress({ stage: 'knn', done: 0, total: rows });
  expectFinite(matrix, dims);
  const space = metricSpace(matrix, rows, dims, metric);
  const tree = buildKdTree(space.matrix, rows, space.dims, LEAF);
  const result = makeNeighbors(rows, k, crew.shares);
  const mayRefine = depth === 'auto' && space.norm === 'l2' && maySkip(rows, k);
  const args = planSearch(tree, space.norm, result, null, crew.threads, crew.shares, mayRefine);
  if (args === null) {
    searchPlainly(tree, space, result, progress);
    return measured(space, tree, result);
  }
  const { prune, truth } = mayRefine ? chooseDepth(args) : { prune: CAUTION, truth: null };
  const work: Work = { rounds: 1, parts: Math.ceil(rows / SEARCH_ROWS) };
  const told = truth === null ? 1 : SEARCH_SHARE;
  await crew.run('search', { ...args, prune }, work, (done) =>
    progress({ stage: 'knn', done: told * Math.min(rows, done * SEARCH_ROWS), total: rows }),
  );
  const found = truth === null ? EXACT : await refine(args, truth, work, crew, progress);
  giveBack(args.memory);
  return { ...measured(space, tree, result), depth: found };
}

/** Completes what a pruned search has found by neighbours of neighbours, once or twice, until enough are there. */
async function refine(
  args: SearchArgs,
  truth: Int32Array,
  work: Work,
  crew: Crew,
  progress: Progress,
): Promise<SearchDepth> {
  const { rows } = args;
  for (let round = 0; ; round++) {
    listNeighbors(args);
    const before = SEARCH_SHARE + (round * (1 - SEARCH_SHARE)) / REFINEMENTS;
    await crew.run('refine', args, work, (done) => {
      const share = Math.min(1, (done * SEARCH_ROWS) / rows);
      progress({
        stage: 'knn',
        done: rows * (before + (share * (1 - SEARCH_SHARE)) / REFINEMENTS),
        total: rows,
      });
    });
    const depth = recallOf(args, truth);
    if (depth.recall >= ENOUGH_RECALL || round + 1 === REFINEMENTS) return depth;
  }
}

/** neighborsByCrew on the caller's thread alone, exact. */
export function orderedNeighbors(
  matrix: Float32Array,
  rows: number,
  dims: number,
  k: number,
  metric: Metric,
  progress: Progress,
  useKernel = hasKernels,
): OrderedNeighbors {
  expectFinite(matrix, dims);
  const space = metricSpace(matrix, rows, dims, metric);
  const tree = buildKdTree(space.matrix, rows, space.dims, LEAF);
  const result = makeNeighbors(rows, k);
  const args = useKernel ? planSearch(tree, space.norm, result, null, 1, false) : null;
  if (args === null) searchPlainly(tree, space, result, progress);
  else {
    const search = searchTask(args, 0);
    for (let part = 0; part * SEARCH_ROWS < rows; part++) {
      progress({ stage: 'knn', done: part * SEARCH_ROWS, total: rows });
      search(0, part);
    }
    progress({ stage: 'knn', done: rows, total: rows });
    giveBack(args.memory);
  }
  return measured(space, tree, result);
}

/** Without the kernel. */
function searchPlainly(tree: KdTree, space: MetricSpace, result: Neighbors, progress: Progress): void {
  const { rows } = tree;
  for (let from = 0; from < rows; from += SEARCH_ROWS) {
    progress({ stage: 'knn', done: from, total: rows });
    searchRange(tree, space.norm, from, Math.min(rows, from + SEARCH_ROWS), result);
  }
  progress({ stage: 'knn', done: rows, total: rows });
}

/** With the distances of the metric, where the tree has others. */
function measured(space: MetricSpace, tree: KdTree, result: Neighbors): OrderedNeighbors {
  const { distance } = space;
  const { distances } = result;
  if (distance) for (let i = 0; i < distances.length; i++) distances[i] = distance(distances[i]);
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
