import type { Progress } from '../progress.ts';
import { buildKdTree, type KdTree } from '../space/kd-tree.ts';
import { boxDistance, type NodeBoxes, nodeBoxes } from './node-boxes.ts';
import type { Points } from './points.ts';
import { rootOf } from './union-find.ts';

const LEAF = 16;
/** More than twice the levels of any tree. */
const STACK = 128;
/** Points between two reports. */
const CHUNK = 4096;

/** points - 1 edges in no order; weight is the squared mutual reachability distance. */
export interface SpanningTree {
  from: Int32Array;
  to: Int32Array;
  weight: Float64Array;
}

/**
 * A minimum spanning tree of the mutual reachability distance max(core a, core b, |a - b|). Boruvka's rounds over
 * a kd-tree (March, Ram, Gray 2010, by single points). Exact.
 * @param core squared core distance of each point, see core-distances.ts.
 */
export function reachabilityTree(
  { matrix, rows, dims }: Points,
  core: Float64Array,
  progress: Progress,
): SpanningTree {
  const edges = Math.max(0, rows - 1);
  const from = new Int32Array(edges);
  const to = new Int32Array(edges);
  const weight = new Float64Array(edges);
  if (edges === 0) return { from, to, weight };
  const tree = buildKdTree(matrix, rows, dims, LEAF);
  const search = new NearestForeigner(tree, core);
  const parent = new Int32Array(rows);
  for (let i = 0; i < rows; i++) parent[i] = i;
  let filled = 0;
  while (filled < edges) {
    for (let i = 0; i < rows; i++) search.component[i] = rootOf(parent, i);
    // A round at least halves the components: what is left of them is what is left to do.
    const before = filled;
    const open = edges - filled;
    search.round((at) => {
      progress({ stage: 'cluster', done: Math.round(before + (open / 2) * (at / rows)), total: rows });
    });
    for (let c = 0; c < rows; c++) {
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

/** Finds the shortest edge out of each component. All points are tree positions, all distances squared. */
class NearestForeigner {
  /** Of each point, named by one of its points; the caller's to set before each round. */
  readonly component: Int32Array;
  /** At each component: its shortest edge out and the ends of it. */
  readonly best: Float64Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  private readonly tree: KdTree;
  private readonly boxes: NodeBoxes;
  private readonly core: Float64Array;
  /** The smallest core distance in each node. */
  private readonly nodeCore: Float64Array;
  /** The component of each node, -1 where it holds several. */
  private readonly nodeComponent: Int32Array;
  /** No edge from a point out of its component is shorter; it only grows, as components do. */
  private readonly least: Float64Array;
  /** The end of an edge of just that length, or -1. */
  private readonly partner: Int32Array;

  /** @param core by row. */
  constructor(tree: KdTree, core: Float64Array) {
    this.tree = tree;
    this.boxes = nodeBoxes(tree, null);
    this.core = new Float64Array(tree.rows);
    for (let i = 0; i < tree.rows; i++) this.core[i] = core[tree.order[i]];
    this.component = new Int32Array(tree.rows);
    this.best = new Float64Array(tree.rows);
    this.source = new Int32Array(tree.rows);
    this.target = new Int32Array(tree.rows);
    this.least = this.core.slice();
    this.partner = new Int32Array(tree.rows).fill(-1);
    this.nodeComponent = new Int32Array(tree.left.length);
    this.nodeCore = new Float64Array(tree.left.length);
    for (let node = tree.left.length - 1; node >= 0; node--) {
      const child = tree.left[node];
      let smallest = Number.POSITIVE_INFINITY;
      if (child >= 0) smallest = Math.min(this.nodeCore[child], this.nodeCore[child + 1]);
      else
        for (let i = tree.start[node]; i < tree.end[node]; i++) smallest = Math.min(smallest, this.core[i]);
      this.nodeCore[node] = smallest;
    }
  }

  round(step: (position: number) => void): void {
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
      if (i % CHUNK === 0) step(i);
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
    const { boxes, component, core, nodeComponent, nodeCore } = this;
    const { dims, points, left, start, end } = this.tree;
    const own = component[i];
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
          if (core[j] >= shortest) continue;
          let square = 0;
          for (let d = 0, p = i * dims, q = j * dims; d < dims && square < shortest; d++, p++, q++) {
            square += (points[p] - points[q]) ** 2;
          }
          const distance = Math.max(square, coreHere, core[j]);
          if (distance < shortest) {
            shortest = distance;
            found = j;
          }
        }
        continue;
      }
      const first = boxDistance(boxes, child, points, i, shortest);
      const second = boxDistance(boxes, child + 1, points, i, shortest);
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
