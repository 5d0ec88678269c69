import type { Progress } from '../progress.ts';
import { buildKdTree, type KdTree } from '../space/kd-tree.ts';
import { expectClusterParams } from './check-params.ts';
import { orderBySize } from './labels.ts';
import { boxDistance, boxReach, type NodeBoxes, nodeBoxes, squareWithin } from './node-boxes.ts';
import type { Points } from './points.ts';
import { rootOf, unite } from './union-find.ts';

const LEAF = 24;
/** Points between two reports. */
const CHUNK = 256;

/**
 * Exact DBSCAN in any number of columns (Ester and others 1996) over a kd-tree: a count ends at minSamples, a
 * node wholly within eps counts at once, and nodes already of one cluster are not looked into again. Two points
 * are neighbours where the sum of the squared differences of their columns, each step in double precision and in
 * the order of the columns, is <= eps * eps, as in scikit-learn's kd-tree on the same values. minSamples counts
 * the point itself; a border point goes to the cluster whose first core point comes first. Expected O(n log n) at
 * low dimension and modest eps, O(n^2) at worst.
 * @returns one label a row: 0.. by falling size, -1 noise.
 */
export function dbscanTree(
  { matrix, rows, dims }: Points,
  eps: number,
  minSamples: number,
  progress: Progress,
): Int32Array {
  expectClusterParams({ method: 'dbscan', eps, minSamples });
  const labels = new Int32Array(rows).fill(-1);
  if (rows === 0) return labels;
  const tree = buildKdTree(matrix, rows, dims, LEAF);
  const square = eps * eps;
  const step = (done: number): void => progress({ stage: 'cluster', done: Math.round(done), total: rows });
  const core = corePoints(tree, nodeBoxes(tree, null), square, minSamples, (at) => step(0.6 * at));
  const boxes = nodeBoxes(tree, core);
  const sets = joinCores(tree, boxes, core, square, (at) => step(0.6 * rows + 0.3 * at));
  const first = new Int32Array(rows).fill(rows);
  for (let i = 0; i < rows; i++) {
    if (core[i] === 0) continue;
    const root = rootOf(sets, i);
    first[root] = Math.min(first[root], tree.order[i]);
  }
  for (let i = 0; i < rows; i++) if (core[i] === 1) labels[tree.order[i]] = first[rootOf(sets, i)];
  assignBorder(tree, boxes, core, square, labels, (at) => step(0.9 * rows + 0.1 * at));
  step(rows);
  return orderBySize(labels);
}

type Step = (position: number) => void;

/** 1 where at least minSamples points lie within eps; by tree position. */
function corePoints(
  tree: KdTree,
  boxes: NodeBoxes,
  square: number,
  minSamples: number,
  step: Step,
): Uint8Array {
  const { rows, dims, points, start, end, left } = tree;
  const core = new Uint8Array(rows);
  const stack = new Int32Array(128);
  const path = new Int32Array(128);
  // Only a node less than 2 eps across can lie within eps of a point.
  const narrow = Uint8Array.from(left, (_, node) => (boxes.diagonal(node) <= 4 * square ? 1 : 0));
  // Down to each leaf by the path from the root, the siblings along it on the stack, nearest on top.
  const visit = (leaf: number, above: number): void => {
    for (let i = start[leaf]; i < end[leaf]; i++) {
      let found = 0;
      let depth = 0;
      for (let p = 0; p < above; p++) stack[depth++] = path[p];
      stack[depth++] = leaf;
      while (depth > 0 && found < minSamples) {
        const node = stack[--depth];
        if (boxDistance(boxes, node, points, i, square) > square) continue;
        const size = end[node] - start[node];
        const child = left[node];
        if (narrow[node] === 1 && boxReach(boxes, node, points, i, square) <= square) {
          found += size;
          continue;
        }
        if (child < 0) {
          for (let j = start[node]; j < end[node]; j++) {
            if (squareWithin(points, dims, i, j, square)) found++;
          }
          continue;
        }
        stack[depth++] = child + 1;
        stack[depth++] = child;
      }
      if (found >= minSamples) core[i] = 1;
      if (i % CHUNK === 0) step(i);
    }
  };
  const descend = (node: number, above: number): void => {
    const child = left[node];
    if (end[node] - start[node] >= minSamples && boxes.diagonal(node) <= square) {
      core.fill(1, start[node], end[node]);
      return;
    }
    if (child < 0) {
      visit(node, above);
      return;
    }
    path[above] = child + 1;
    descend(child, above + 1);
    path[above] = child;
    descend(child + 1, above + 1);
  };
  descend(0, 0);
  return core;
}

const UNKNOWN = -1;

/** Union-find over tree positions: core points within eps of one another are of one set. */
function joinCores(tree: KdTree, boxes: NodeBoxes, core: Uint8Array, square: number, step: Step): Int32Array {
  const { rows, dims, points, start, end, left } = tree;
  const sets = Int32Array.from({ length: rows }, (_, i) => i);
  /** A core point of each node whose core points are known to be of one set. */
  const one = new Int32Array(left.length).fill(UNKNOWN);

  function sameSet(a: number, b: number): boolean {
    return one[a] !== UNKNOWN && one[b] !== UNKNOWN && rootOf(sets, one[a]) === rootOf(sets, one[b]);
  }

  function settle(node: number): void {
    const child = left[node];
    const a = boxes.cores[child];
    const b = boxes.cores[child + 1];
    if (a === 0) one[node] = one[child + 1];
    else if (b === 0 || sameSet(child, child + 1)) one[node] = one[child];
  }

  function settleLeaf(leaf: number): void {
    let seen = UNKNOWN;
    for (let i = start[leaf]; i < end[leaf]; i++) {
      if (core[i] === 0) continue;
      if (seen === UNKNOWN) seen = i;
      else if (rootOf(sets, i) !== rootOf(sets, seen)) return;
    }
    one[leaf] = seen;
  }

  function joinAll(node: number, to: number): void {
    if (one[node] !== UNKNOWN) {
      unite(sets, one[node], to);
      return;
    }
    for (let i = start[node]; i < end[node]; i++) if (core[i] === 1) unite(sets, i, to);
    one[node] = to;
  }

  function joinLeaves(a: number, b: number): void {
    for (let i = start[a]; i < end[a]; i++) {
      if (core[i] === 0 || boxDistance(boxes, b, points, i, square) > square) continue;
      for (let j = start[b]; j < end[b]; j++) {
        if (core[j] === 0 || rootOf(sets, i) === rootOf(sets, j)) continue;
        if (!squareWithin(points, dims, i, j, square)) continue;
        unite(sets, i, j);
        if (sameSet(a, b)) return;
      }
    }
    if (one[a] === UNKNOWN) settleLeaf(a);
    if (one[b] === UNKNOWN) settleLeaf(b);
  }

  /** Joins a leaf with all that stands behind it in the tree's order. */
  function joinBehind(leaf: number, node: number): void {
    if (end[node] <= end[leaf] || boxes.cores[node] === 0 || sameSet(leaf, node)) return;
    if (boxes.between(leaf, node, square) > square) return;
    const child = left[node];
    if (child < 0) {
      joinLeaves(leaf, node);
      return;
    }
    joinBehind(leaf, child);
    joinBehind(leaf, child + 1);
    if (one[node] === UNKNOWN) settle(node);
  }

  for (let node = left.length - 1; node >= 0; node--) {
    if (boxes.cores[node] === 0) continue;
    if (boxes.diagonal(node) <= square) {
      let seen = start[node];
      while (core[seen] === 0) seen++;
      joinAll(node, seen);
    } else if (left[node] < 0) {
      joinLeaves(node, node);
    } else settle(node);
  }
  for (let i = 0; i < rows; ) {
    const leaf = tree.leafOf[i];
    if (boxes.cores[leaf] > 0) joinBehind(leaf, 0);
    i = end[leaf];
    step(i);
  }
  return sets;
}

/** Gives each point that is not core, but in reach of one, the smallest label of those in its reach. */
function assignBorder(
  tree: KdTree,
  boxes: NodeBoxes,
  core: Uint8Array,
  square: number,
  labels: Int32Array,
  step: Step,
): void {
  const { rows, dims, points, order, start, end, left } = tree;
  const stack = new Int32Array(128);
  for (let i = 0; i < rows; i++) {
    if (i % CHUNK === 0) step(i);
    if (core[i] === 1) continue;
    let earliest = rows;
    let depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      if (boxes.cores[node] === 0 || boxDistance(boxes, node, points, i, square) > square) continue;
      const child = left[node];
      if (child >= 0) {
        stack[depth++] = child;
        stack[depth++] = child + 1;
        continue;
      }
      for (let j = start[node]; j < end[node]; j++) {
        if (core[j] === 0 || labels[order[j]] >= earliest) continue;
        if (squareWithin(points, dims, i, j, square)) earliest = labels[order[j]];
      }
    }
    if (earliest < rows) labels[order[i]] = earliest;
  }
}
