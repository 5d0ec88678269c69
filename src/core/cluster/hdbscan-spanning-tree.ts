import type { Progress } from '../progress.ts';
import { buildKdTree, type KdTree, makeNeighbors, STACK, searchRange } from '../space/kd-tree.ts';

const CHUNK = 4096;
const LEAF = 16;
/** Values of a box of two columns, and the places of its low and high ends; see KdTree. */
const BOX = 8;
const HIGH = 4;

/** points - 1 edges in no order; weight is the squared mutual reachability distance. */
export interface SpanningTree {
  from: Int32Array;
  to: Int32Array;
  weight: Float64Array;
}

/**
 * A minimum spanning tree of the mutual reachability distance max(core a, core b, |a - b|), where the core
 * distance of a point is that to its minSamples-th nearest, itself counted (the farthest where there are
 * fewer points). Boruvka's rounds over a kd-tree (March, Ram, Gray 2010, by single points). Exact.
 * @param x, y finite.
 */
export function reachabilityTree(
  x: Float32Array,
  y: Float32Array,
  minSamples: number,
  progress: Progress,
): SpanningTree {
  const points = x.length;
  const edges = Math.max(0, points - 1);
  const from = new Int32Array(edges);
  const to = new Int32Array(edges);
  const weight = new Float64Array(edges);
  if (edges === 0) return { from, to, weight };
  const matrix = new Float32Array(2 * points);
  for (let i = 0; i < points; i++) {
    matrix[2 * i] = x[i];
    matrix[2 * i + 1] = y[i];
  }
  const tree = buildKdTree(matrix, points, 2, LEAF);
  const core = coreDistances(tree, Math.min(minSamples, points));
  const search = new NearestForeigner(tree, core);
  const parent = Int32Array.from({ length: points }, (_, i) => i);
  let filled = 0;
  while (filled < edges) {
    progress({ stage: 'cluster', done: filled, total: points });
    for (let i = 0; i < points; i++) search.component[i] = rootOf(parent, i);
    search.round();
    for (let c = 0; c < points; c++) {
      if (search.component[c] !== c) continue;
      const a = rootOf(parent, search.source[c]);
      const b = rootOf(parent, search.target[c]);
      // Two components may have chosen one edge, or edges of one length that close a circle.
      if (a === b) continue;
      parent[a] = b;
      from[filled] = tree.order[search.source[c]];
      to[filled] = tree.order[search.target[c]];
      weight[filled++] = search.best[c];
    }
  }
  return { from, to, weight };
}

/** Squared, by tree position. */
function coreDistances(tree: KdTree, k: number): Float64Array {
  const { rows, points } = tree;
  const core = new Float64Array(rows);
  const found = makeNeighbors(Math.min(CHUNK, rows), k);
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK);
    searchRange(tree, 'l2', from, to, found, from);
    for (let i = from; i < to; i++) {
      const j = found.indices[(i - from + 1) * k - 1];
      const dx = points[2 * i] - points[2 * j];
      const dy = points[2 * i + 1] - points[2 * j + 1];
      core[i] = dx * dx + dy * dy;
    }
  }
  return core;
}

/** Finds the shortest edge out of each component. All points are tree positions, all distances squared. */
class NearestForeigner {
  /** Of each point, named by one of its points; the caller's to set before each round. */
  readonly component: Int32Array;
  /** At each component: its shortest edge out and the ends of it. */
  readonly best: Float64Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  private readonly tree: KdTree;
  private readonly core: Float64Array;
  /** The smallest core distance in each node. */
  private readonly nodeCore: Float64Array;
  /** The component of each node, -1 where it holds several. */
  private readonly nodeComponent: Int32Array;
  /** No edge from a point out of its component is shorter; it only grows, as components do. */
  private readonly least: Float64Array;
  /** The end of an edge of just that length, or -1. */
  private readonly partner: Int32Array;

  constructor(tree: KdTree, core: Float64Array) {
    this.tree = tree;
    this.core = core;
    this.component = new Int32Array(tree.rows);
    this.best = new Float64Array(tree.rows);
    this.source = new Int32Array(tree.rows);
    this.target = new Int32Array(tree.rows);
    this.least = core.slice();
    this.partner = new Int32Array(tree.rows).fill(-1);
    this.nodeComponent = new Int32Array(tree.left.length);
    this.nodeCore = new Float64Array(tree.left.length);
    for (let node = tree.left.length - 1; node >= 0; node--) {
      const child = tree.left[node];
      let smallest = Number.POSITIVE_INFINITY;
      if (child >= 0) smallest = Math.min(this.nodeCore[child], this.nodeCore[child + 1]);
      else for (let i = tree.start[node]; i < tree.end[node]; i++) smallest = Math.min(smallest, core[i]);
      this.nodeCore[node] = smallest;
    }
  }

  round(): void {
    const { component, best, least, partner } = this;
    this.markNodes();
    best.fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < component.length; i++) {
      const c = component[i];
      if (partner[i] < 0) continue;
      if (component[partner[i]] === c) partner[i] = -1;
      else if (least[i] < best[c]) this.take(c, least[i], i, partner[i]);
    }
    for (let i = 0; i < component.length; i++) {
      if (partner[i] < 0 && least[i] < best[component[i]]) this.search(i);
    }
  }

  private take(c: number, distance: number, source: number, target: number): void {
    this.best[c] = distance;
    this.source[c] = source;
    this.target[c] = target;
  }

  private markNodes(): void {
    const { component, nodeComponent } = this;
    const { left, start, end } = this.tree;
    for (let node = left.length - 1; node >= 0; node--) {
      const child = left[node];
      if (child >= 0) {
        const same = nodeComponent[child] === nodeComponent[child + 1];
        nodeComponent[node] = same ? nodeComponent[child] : -1;
        continue;
      }
      let common = component[start[node]];
      for (let i = start[node] + 1; i < end[node]; i++) if (component[i] !== common) common = -1;
      nodeComponent[node] = common;
    }
  }

  /** Looks for an edge from point i that is shorter than the best of its component. */
  private search(i: number): void {
    const { component, core, nodeComponent, nodeCore } = this;
    const { points, boxes, left, start, end } = this.tree;
    const own = component[i];
    const x = points[2 * i];
    const y = points[2 * i + 1];
    const coreHere = core[i];
    let shortest = this.best[own];
    let found = -1;
    stack[0] = 0;
    reach[0] = coreHere;
    let depth = 1;
    while (depth > 0) {
      const node = stack[--depth];
      if (reach[depth] >= shortest) continue;
      const child = left[node];
      if (child < 0) {
        for (let j = start[node]; j < end[node]; j++) {
          if (component[j] === own) continue;
          const dx = x - points[2 * j];
          const dy = y - points[2 * j + 1];
          const distance = Math.max(dx * dx + dy * dy, coreHere, core[j]);
          if (distance < shortest) {
            shortest = distance;
            found = j;
          }
        }
        continue;
      }
      const first = boxDistance(boxes, child, x, y);
      const second = boxDistance(boxes, child + 1, x, y);
      // The nearer child goes on top of the stack.
      const nearer = first <= second ? child : child + 1;
      for (let turn = 0; turn < 2; turn++) {
        const next = turn === 0 ? child + child + 1 - nearer : nearer;
        if (nodeComponent[next] === own) continue;
        const bound = Math.max(next === child ? first : second, coreHere, nodeCore[next]);
        if (bound >= shortest) continue;
        stack[depth] = next;
        reach[depth++] = bound;
      }
    }
    this.least[i] = shortest;
    this.partner[i] = found;
    if (found >= 0) this.take(own, shortest, i, found);
  }
}

const stack = new Int32Array(STACK);
const reach = new Float64Array(STACK);

/** Squared, from a point to the nearest point of a node's box, 0 inside. */
function boxDistance(boxes: Float32Array, node: number, x: number, y: number): number {
  const at = node * BOX;
  const dx = Math.max(0, boxes[at] - x, x - boxes[at + HIGH]);
  const dy = Math.max(0, boxes[at + 1] - y, y - boxes[at + 1 + HIGH]);
  return dx * dx + dy * dy;
}

function rootOf(parent: Int32Array, i: number): number {
  let root = i;
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]];
    root = parent[root];
  }
  return root;
}
