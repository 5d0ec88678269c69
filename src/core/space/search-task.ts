import { type KernelMemory, kernelMemory, MemoryPlan, startKernel } from '../kernels/kernel.ts';
import { neighborsModule } from '../kernels/neighbors.generated.ts';
import type { Task } from '../threads/task.ts';
import { boxWidth, CAUTION, type KdTree, type Neighbors, type Norm, STACK } from './kd-tree.ts';

/** As kernels/neighbors.ts exports it. */
export interface SearchExports {
  place(...addresses: number[]): void;
  configure(dims: number, boxWidth: number, k: number, squared: boolean, prune: number): void;
  search(from: number, to: number): number;
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
  /** See SearchDepth; CAUTION for all neighbours. */
  prune: number;
}

/**
 * searchRange or searchForeign in WebAssembly, to the bit, in parts of SEARCH_ROWS rows; null where the tree is
 * beyond the reach of 32-bit addresses. The caller has seen that `hasKernels`.
 * @param result filled by the task; its memory shared where `threads` share.
 * @param queries row-major, in the columns of the tree; null for the tree's own points.
 */
export function planSearch(
  tree: KdTree,
  norm: Norm,
  result: Neighbors,
  queries: Float32Array | null,
  threads: number,
  shares: boolean,
): SearchArgs | null {
  const { dims, boxes, start, end, left, parent, leafOf } = tree;
  const { k } = result;
  const groupOf = groupsOfLeaves(tree);
  const groups = groupOf[groupOf.length - 1];
  const plan = new MemoryPlan();
  const packed = plan.room(32 * dims * groups);
  const inputs = [boxes, start, end, left, parent, groupOf, leafOf, queries ?? new Float32Array(0)];
  const inputsAt = inputs.map((array) => plan.room(array.byteLength));
  const scratch = [boxWidth(dims), k, k, STACK, STACK, SEARCH_ROWS * k, SEARCH_ROWS * k];
  const own = Array.from({ length: threads }, () => scratch.map((length) => plan.room(4 * length)));
  if (!plan.fits) return null;
  const memory = kernelMemory(plan, shares);
  packLeaves(tree, groupOf, new Float32Array(memory.buffer, packed, 8 * dims * groups));
  inputs.forEach((array, i) => {
    const copy = new Int32Array(memory.buffer, inputsAt[i], array.length);
    copy.set(new Int32Array(array.buffer, array.byteOffset, array.length));
  });
  if (queries === null) inputsAt[inputs.length - 1] = 0;
  const rows = queries === null ? tree.rows : queries.length / dims;
  return { memory, shared: [packed, ...inputsAt], own, dims, norm, rows, result, prune: CAUTION };
}

export const searchTask: Task<SearchArgs> = (
  { memory, shared, own, dims, norm, rows, result, prune },
  thread,
) => {
  const exports = startKernel<SearchExports>(neighborsModule, memory);
  const { k } = result;
  exports.place(...shared, ...own[thread]);
  exports.configure(dims, boxWidth(dims), k, norm === 'l2', prune);
  const [indicesAt, distancesAt] = own[thread].slice(-2);
  return (_round, part) => {
    const from = part * SEARCH_ROWS;
    const to = Math.min(rows, from + SEARCH_ROWS);
    exports.search(from, to);
    const values = (to - from) * k;
    result.indices.set(new Int32Array(memory.buffer, indicesAt, values), from * k);
    result.distances.set(new Float32Array(memory.buffer, distancesAt, values), from * k);
  };
};

/** The first group of eight points of each node that is a leaf; one more value, the number of all groups. */
function groupsOfLeaves({ start, end, left }: KdTree): Int32Array {
  const groups = new Int32Array(start.length + 1);
  let next = 0;
  for (let node = 0; node < start.length; node++) {
    groups[node] = next;
    if (left[node] < 0) next += Math.ceil((end[node] - start[node]) / 8);
  }
  groups[start.length] = next;
  return groups;
}

/** Each group column by column, eight points a column; lanes without a point lie infinitely far. */
function packLeaves(
  { dims, points, start, end, left }: KdTree,
  groupOf: Int32Array,
  out: Float32Array,
): void {
  out.fill(Number.POSITIVE_INFINITY);
  for (let node = 0; node < start.length; node++) {
    if (left[node] >= 0) continue;
    for (let i = start[node]; i < end[node]; i++) {
      const inside = i - start[node];
      const to = (groupOf[node] + (inside >> 3)) * 8 * dims + (inside & 7);
      for (let d = 0; d < dims; d++) out[to + 8 * d] = points[i * dims + d];
    }
  }
}
