import { hasKernels, MemoryPlan, startKernel } from '../kernels/kernel.ts';
import { neighborsModule } from '../kernels/neighbors.generated.ts';
import { boxWidth, type KdTree, type Neighbors, type Norm, STACK } from './kd-tree.ts';

interface SearchExports {
  place(...addresses: number[]): void;
  configure(dims: number, boxWidth: number, k: number, squared: boolean): void;
  search(from: number, to: number): void;
}

/** Fills the neighbours of the tree positions from..to-1 into their places of a result for the whole tree. */
export type Search = (from: number, to: number, result: Neighbors) => void;

/**
 * searchRange in WebAssembly, to the bit; null where this machine or this memory cannot run it.
 * @param most positions a call, at most.
 */
export function kernelSearch(tree: KdTree, norm: Norm, k: number, most: number): Search | null {
  if (!hasKernels) return null;
  const { dims, boxes, start, end, left, parent, leafOf } = tree;
  const width = boxWidth(dims);
  const groupOf = groupsOfLeaves(tree);
  const plan = new MemoryPlan();
  const packed = plan.room(16 * dims * groupOf[groupOf.length - 1]);
  const inputs = [boxes, start, end, left, parent, groupOf, leafOf];
  const inputsAt = inputs.map((array) => plan.room(array.byteLength));
  const scratchAt = [width, k, k, STACK, STACK].map((length) => plan.room(4 * length));
  const indicesAt = plan.room(4 * most * k);
  const distancesAt = plan.room(4 * most * k);
  if (!plan.fits) return null;
  const { exports, memory } = startKernel<SearchExports>(neighborsModule, plan);
  packLeaves(tree, groupOf, new Float32Array(memory, packed, 4 * dims * groupOf[groupOf.length - 1]));
  inputs.forEach((array, i) => {
    const copy = new Int32Array(memory, inputsAt[i], array.length);
    copy.set(new Int32Array(array.buffer, array.byteOffset, array.length));
  });
  exports.place(packed, ...inputsAt, ...scratchAt, indicesAt, distancesAt);
  exports.configure(dims, width, k, norm === 'l2');
  return (from, to, result) => {
    exports.search(from, to);
    const values = (to - from) * k;
    result.indices.set(new Int32Array(memory, indicesAt, values), from * k);
    result.distances.set(new Float32Array(memory, distancesAt, values), from * k);
  };
}

/** The first group of four points of each node that is a leaf; one more value, the number of all groups. */
function groupsOfLeaves({ start, end, left }: KdTree): Int32Array {
  const groups = new Int32Array(start.length + 1);
  let next = 0;
  for (let node = 0; node < start.length; node++) {
    groups[node] = next;
    if (left[node] < 0) next += Math.ceil((end[node] - start[node]) / 4);
  }
  groups[start.length] = next;
  return groups;
}

/** Each group column by column, four points a column; lanes without a point lie infinitely far. */
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
      const to = (groupOf[node] + (inside >> 2)) * 4 * dims + (inside & 3);
      for (let d = 0; d < dims; d++) out[to + 4 * d] = points[i * dims + d];
    }
  }
}
