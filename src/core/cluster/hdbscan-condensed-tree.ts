import type { SpanningTree } from './hdbscan-spanning-tree.ts';

/** Clusters of the condensed tree, children before parents. */
export interface CondensedTree {
  /** -1 for the root, which is the last. */
  parent: number[];
  /** Points of each cluster, those of its children included. */
  size: number[];
  /** Sum over its points of 1 / distance where they leave it, less 1 / distance where it is born. */
  stability: number[];
  /** The selected cluster of each point, -1 for noise. */
  labels: Int32Array;
}

/**
 * The condensed tree, grown from its leaves: edges are taken by rising length, and a group that reaches
 * minClusterSize is born as a cluster. Edges of one length are taken together, so that the result does not
 * depend on which of several minimum spanning trees it was given (the reference implementation splits such
 * levels in arbitrary order). Edges of length 0 count with the density of the shortest longer one, so that
 * stabilities stay finite. Then selects clusters by excess of mass, never the root. O(n log n).
 */
export function condense(points: number, tree: SpanningTree, minClusterSize: number): CondensedTree {
  const { from, to, weight } = tree;
  const parent: number[] = [];
  const size: number[] = [];
  const stability: number[] = [];
  const clusterOf = new Int32Array(points).fill(-1);
  /** Union-find. At the root of each group: its points, and its cluster, -1 while it is too small. */
  const sets = Int32Array.from({ length: points }, (_, i) => i);
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

  const order = Uint32Array.from(weight, (_, e) => e).sort((a, b) => weight[a] - weight[b]);
  const edges = order.length;
  let shortest = 0;
  for (let e = 0; e < edges && shortest === 0; e++) shortest = weight[order[e]];
  const groups: number[] = [];
  for (let level = 0, stop = 0; level < edges; level = stop) {
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
        for (let i = group; i >= 0; i = next[i]) clusterOf[i] = into;
        size[into] += count[group];
        stability[into] += count[group] * density;
      } else if (child !== into) {
        parent[child] = into;
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
  const selected = selectByMass(parent, stability);
  return { parent, size, stability, labels: clusterOf.map((c) => (c < 0 ? -1 : selected[c])) };
}

/**
 * Excess of mass: a cluster is selected where its stability is at least that of the best selection below it;
 * the root never is. @returns for each cluster the selected one that holds it, or -1.
 */
function selectByMass(parent: number[], stability: number[]): Int32Array {
  const clusters = parent.length;
  const below = new Float64Array(clusters);
  const best = new Uint8Array(clusters);
  for (let c = 0; c < clusters; c++) {
    if (parent[c] < 0) continue;
    best[c] = stability[c] >= below[c] ? 1 : 0;
    below[parent[c]] += Math.max(stability[c], below[c]);
  }
  const selected = new Int32Array(clusters).fill(-1);
  for (let c = clusters - 1; c >= 0; c--) {
    const above = parent[c] < 0 ? -1 : selected[parent[c]];
    selected[c] = above < 0 && best[c] === 1 ? c : above;
  }
  return selected;
}

function join(sets: Int32Array, count: Int32Array, a: number, b: number): void {
  const first = rootOf(sets, a);
  const second = rootOf(sets, b);
  if (count[first] < count[second]) sets[first] = second;
  else sets[second] = first;
}

function rootOf(sets: Int32Array, i: number): number {
  let root = i;
  while (sets[root] !== root) {
    sets[root] = sets[sets[root]];
    root = sets[root];
  }
  return root;
}
