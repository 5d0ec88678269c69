import { type KernelMemory, kernelMemory, MemoryPlan, startKernel } from '../kernels/kernel.ts';
import { neighborsModule } from '../kernels/neighbors.generated.ts';
import type { Task } from '../threads/task.ts';
import { boxWidth, CAUTION, type KdTree, type Neighbors, type Norm, STACK } from './kd-tree.ts';
import { mostCandidates } from './neighbors-of-neighbors.ts';

/** As kernels/neighbors.ts exports it. */
export interface SearchExports {
  place(...addresses: number[]): void;
  configure(dims: number, boxWidth: number, k: number, squared: boolean, prune: number): void;
  search(from: number, to: number): number;
  refine(from: number, to: number): void;
}

/** Rows a part: the kernel gets better from call to call, and a cancel waits for one. */
export const SEARCH_ROWS = 256;

/** A tree in the memory of the kernel, what is sought in it, and where the answers go. */
export interface SearchArgs {
  memory: KernelMemory;
  /** Of what the threads share, and of what each has for itself. */
  shared: number[];
  own: number[][];
  dims: number;
  norm: Norm;
  /** Rows that ask. */
  rows: number;
  result: Neighbors;
  /** See chooseDepth; CAUTION for all neighbours. */
  prune: number;
  /** Where refineTask finds all neighbours, and the points row by row; 0 where it is not to come. */
  lists: number;
  points: number;
}

/**
 * searchRange or searchForeign in WebAssembly, to the bit, in parts of SEARCH_ROWS rows; null where the tree is
 * beyond the reach of 32-bit addresses. The caller has seen that `hasKernels`.
 * @param result filled by the task; its memory shared where `threads` share.
 * @param tree of full leaves of a multiple of 8 rows.
 * @param queries row-major, in the columns of the tree; null for the tree's own points.
 * @param refines with room for refineTask.
 */
export function planSearch(
  tree: KdTree,
  norm: Norm,
  result: Neighbors,
  queries: Float32Array | null,
  threads: number,
  shares: boolean,
  refines = false,
): SearchArgs | null {
  const { dims, boxes, start, end, left, parent, leafOf } = tree;
  const { k } = result;
  const plan = new MemoryPlan();
  const packed = plan.room(32 * dims * Math.ceil(tree.rows / 8));
  const inputs = [boxes, start, end, left, parent, leafOf, queries ?? new Float32Array(0)];
  const inputsAt = inputs.map((array) => plan.room(array.byteLength));
  const lists = refines ? plan.room(4 * k * tree.rows) : 0;
  const points = refines ? plan.room(tree.points.byteLength) : 0;
  const [candidates, marks] = refines ? [mostCandidates(k) + 1, tree.rows] : [0, 0];
  const results = [SEARCH_ROWS * k, SEARCH_ROWS * k];
  const scratch = [boxWidth(dims), 2 * k, STACK, STACK, ...results, candidates, marks];
  const own = Array.from({ length: threads }, () => scratch.map((length) => plan.room(4 * length)));
  if (!plan.fits) return null;
  const memory = kernelMemory(plan, shares);
  if (refines) new Float32Array(memory.buffer, points, tree.points.length).set(tree.points);
  packRows(tree, new Float32Array(memory.buffer, packed, 8 * dims * Math.ceil(tree.rows / 8)));
  inputs.forEach((array, i) => {
    const copy = new Int32Array(memory.buffer, inputsAt[i], array.length);
    copy.set(new Int32Array(array.buffer, array.byteOffset, array.length));
  });
  if (queries === null) inputsAt[inputs.length - 1] = 0;
  const rows = queries === null ? tree.rows : queries.length / dims;
  return {
    memory,
    shared: [packed, ...inputsAt],
    own,
    dims,
    norm,
    rows,
    result,
    prune: CAUTION,
    lists,
    points,
  };
}

export const searchTask: Task<SearchArgs> = (args, thread) => {
  const exports = startKernel<SearchExports>(neighborsModule, args.memory);
  placeSearch(exports, args, thread);
  return (_round, part) => {
    const from = part * SEARCH_ROWS;
    const to = Math.min(args.rows, from + SEARCH_ROWS);
    exports.search(from, to);
    takeRows(args, thread, from, to);
  };
};

/** Makes the kernel ready for the thread's share. */
export function placeSearch(
  exports: SearchExports,
  { shared, own, lists, points, dims, norm, result, prune }: SearchArgs,
  thread: number,
): void {
  const [search, refining] = [own[thread].slice(0, -2), own[thread].slice(-2)];
  exports.place(...shared, ...search, lists, points, ...refining);
  exports.configure(dims, boxWidth(dims), result.k, norm === 'l2', prune);
}

/** Takes what the kernel found for the rows from..to-1. */
export function takeRows(
  { memory, own, result }: SearchArgs,
  thread: number,
  from: number,
  to: number,
): void {
  const { k, indices, distances } = result;
  const [indicesAt, distancesAt] = own[thread].slice(-4);
  const values = (to - from) * k;
  indices.set(new Int32Array(memory.buffer, indicesAt, values), from * k);
  distances.set(new Float32Array(memory.buffer, distancesAt, values), from * k);
}

/** Eight rows of the tree after the other, each eight column by column; lanes without a row lie infinitely far. */
function packRows({ rows, dims, points, start }: KdTree, out: Float32Array): void {
  if (start.some((first) => first % 8 !== 0)) throw new Error('expected leaves of a multiple of 8 rows');
  out.fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    const to = (row >> 3) * 8 * dims + (row & 7);
    for (let d = 0; d < dims; d++) out[to + 8 * d] = points[row * dims + d];
  }
}
