import type { SpanningTree } from './hdbscan-spanning-tree.ts';
import { rootOf } from './union-find.ts';

/** A double as digits of 16 bits. */
const DIGITS = 4;
const RADIX = 65_536;
/** Edges between two reports. */
const CHUNK = 8192;

/** Clusters of the condensed tree, children before parents. Densities are 1 / distance. */
export interface CondensedTree {
  /** -1 for the root, which is the last. */
  parent: number[];
  /** Points of each cluster, those of its children included. */
  size: number[];
  /** Sum over its points of the density where they leave it, less that where it is born. */
  stability: number[];
  /** The distance at which a cluster parts from its parent's other children; Infinity for the root. */
  birth: number[];
  /** The density at which nothing is left of a cluster, or only its children. */
  death: number[];
  /** The smallest cluster that ever holds a point, -1 for none, and the density at which the point leaves it. */
  clusterOf: Int32Array;
  density: Float64Array;
}

/**
 * The condensed tree, grown from its leaves: edges are taken by rising length, and a group that reaches
 * minClusterSize is born as a cluster. Edges of one length are taken together, so that the result does not
 * depend on which of several minimum spanning trees it was given (the reference implementation splits such
 * levels in arbitrary order). Edges of length 0 count with the density of the shortest longer one, so that
 * stabilities stay finite. O(n log n).
 * @param step told how many edges are done, now and then.
 */
export function condense(
  points: number,
  tree: SpanningTree,
  minClusterSize: number,
  step: (edge: number) => void,
): CondensedTree {
  const { from, to, weight } = tree;
  const parent: number[] = [];
  const size: number[] = [];
  const stability: number[] = [];
  const birth: number[] = [];
  const death: number[] = [];
  const densityOf = new Float64Array(points);
  const clusterOf = new Int32Array(points).fill(-1);
  /** Union-find. At the root of each group: its points, and its cluster, -1 while it is too small. */
  const sets = new Int32Array(points);
  for (let i = 0; i < points; i++) sets[i] = i;
  const count = new Int32Array(points).fill(1);
  const cluster = new Int32Array(points).fill(-1);
  /** The points of a group that is no cluster yet, as a list from its root on. */
  const next = new Int32Array(points).fill(-1);
  const last = sets.slice();
  /** At the roots that a level touches: points, clusters that meet, and the cluster that comes of it. */
  const total = new Int32Array(points);
  const met = new Int32Array(points);
  const heir = new Int32Array(points).fill(-1);
  const touched = new Uint8Array(points);

  const order = byLength(weight);
  const edges = order.length;
  let shortest = 0;
  for (let e = 0; e < edges && shortest === 0; e++) shortest = weight[order[e]];
  const groups: number[] = [];
  let told = 0;
  for (let level = 0, stop = 0; level < edges; level = stop) {
    if (level - told >= CHUNK) {
      told = level;
      step(level);
    }
    const length = weight[order[level]];
    // Where all points coincide, one density is as good as another.
    const density = shortest === 0 ? 1 : 1 / Math.sqrt(Math.max(length, shortest));
    groups.length = 0;
    for (stop = level; stop < edges && weight[order[stop]] === length; stop++) {
      for (const end of [from[order[stop]], to[order[stop]]]) {
        const root = rootOf(sets, end);
        if (touched[root] === 0) groups.push(root);
        touched[root] = 1;
      }
    }
    for (let e = level; e < stop; e++) join(sets, count, from[order[e]], to[order[e]]);
    for (const group of groups) {
      touched[group] = 0;
      const root = rootOf(sets, group);
      total[root] += count[group];
      if (cluster[group] >= 0) {
        met[root]++;
        heir[root] = cluster[group];
      }
    }
    for (const group of groups) {
      if (sets[group] !== group || total[group] < minClusterSize || met[group] === 1) continue;
      heir[group] = parent.length;
      parent.push(-1);
      size.push(0);
      stability.push(0);
      birth.push(Number.POSITIVE_INFINITY);
      death.push(density);
    }
    for (const group of groups) {
      const root = rootOf(sets, group);
      const into = heir[root];
      const child = cluster[group];
      if (into < 0) {
        if (group === root) continue;
        next[last[root]] = group;
        last[root] = last[group];
      } else if (child < 0) {
        for (let i = group; i >= 0; i = next[i]) {
          clusterOf[i] = into;
          densityOf[i] = density;
        }
        size[into] += count[group];
        stability[into] += count[group] * density;
      } else if (child !== into) {
        parent[child] = into;
        birth[child] = Math.sqrt(length);
        stability[child] = Math.max(0, stability[child] - size[child] * density);
        size[into] += size[child];
        stability[into] += size[child] * density;
      }
    }
    for (const group of groups) {
      if (sets[group] !== group) continue;
      count[group] = total[group];
      cluster[group] = heir[group];
      total[group] = 0;
      met[group] = 0;
      heir[group] = -1;
    }
  }
  return { parent, size, stability, birth, death, clusterOf, density: densityOf };
}

function join(sets: Int32Array, count: Int32Array, a: number, b: number): void {
  const first = rootOf(sets, a);
  const second = rootOf(sets, b);
  if (count[first] < count[second]) sets[first] = second;
  else sets[second] = first;
}

/** Indices by rising weight, by radix: the bits of doubles >= 0 are in the order of their values. O(n). */
function byLength(weight: Float64Array): Uint32Array {
  const digits = new Uint16Array(weight.buffer, weight.byteOffset, DIGITS * weight.length);
  let order = new Uint32Array(weight.length);
  for (let e = 0; e < order.length; e++) order[e] = e;
  let sorted = new Uint32Array(weight.length);
  // The least of the digits stands first in memory, on every machine that runs WebAssembly.
  for (let digit = 0; digit < DIGITS; digit++) {
    const next = new Uint32Array(RADIX + 1);
    for (let e = 0; e < order.length; e++) next[digits[DIGITS * e + digit] + 1]++;
    for (let value = 0; value < RADIX; value++) next[value + 1] += next[value];
    for (let at = 0; at < order.length; at++) {
      const e = order[at];
      sorted[next[digits[DIGITS * e + digit]]++] = e;
    }
    [order, sorted] = [sorted, order];
  }
  return order;
}
