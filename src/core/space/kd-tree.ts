/** How boxes and points are measured: sum of squares, or sum of absolute differences. */
export type Norm = 'l2' | 'l1';

/**
 * A balanced kd-tree of boxes over float rows. Rows are stored in tree order, so that the rows of every node
 * are neighbours in memory. Node 0 is the root, the children of node i are left[i] and left[i] + 1.
 */
export interface KdTree {
  rows: number;
  dims: number;
  /** Rows in tree order, row-major. */
  points: Float32Array;
  /** Tree position -> row of the matrix it was built from. */
  order: Int32Array;
  /** First and one-past-last tree position of each node. */
  start: Int32Array;
  end: Int32Array;
  /** First child, or -1 in a leaf. */
  left: Int32Array;
  parent: Int32Array;
  /**
   * The corners of each node's rows, 2 boxWidth(dims) values a node: for each four columns their low ends, then
   * their high ends; columns beyond `dims` are 0.
   */
  boxes: Float32Array;
  /** The leaf of each tree position. */
  leafOf: Int32Array;
}

/** Columns of a box: `dims` filled up to a multiple of 4. */
export function boxWidth(dims: number): number {
  return (dims + 3) & ~3;
}

/** Place of a column's low end in its box; the high end stands 4 further. */
function lowAt(column: number): number {
  return ((column >> 2) << 3) + (column & 3);
}

/** Rows of a node that are looked at for its widest side. */
const SPREAD_ROWS = 128;

/**
 * Splits the widest side near the median until at most `leafSize` rows are left (Friedman, Bentley, Finkel 1977):
 * at a multiple of `leafSize`, so that leaves are full, however many rows there are. Exact duplicates are fine. O(rows log rows dims) time.
 * @param matrix row-major, rows x dims, finite.
 */
export function buildKdTree(matrix: Float32Array, rows: number, dims: number, leafSize: number): KdTree {
  const order = new Int32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  const capacity = Math.max(1, 4 * Math.ceil(rows / leafSize) + 1);
  const start = new Int32Array(capacity);
  const end = new Int32Array(capacity);
  const left = new Int32Array(capacity).fill(-1);
  const parent = new Int32Array(capacity).fill(-1);
  const boxSize = 2 * boxWidth(dims);
  const boxes = new Float32Array(capacity * boxSize);
  const leafOf = new Int32Array(rows);
  const keys = new Float32Array(rows);
  end[0] = rows;
  let nodes = 1;
  for (let node = 0; node < nodes; node++) {
    const from = start[node];
    const to = end[node];
    if (to - from <= leafSize) {
      leafOf.fill(node, from, to);
      continue;
    }
    const widest = widestColumn(matrix, dims, order, from, to);
    const middle = from + leafSize * Math.ceil((to - from) / (2 * leafSize));
    for (let i = from; i < to; i++) keys[i] = matrix[order[i] * dims + widest];
    selectMiddle(keys, order, from, to - 1, middle);
    left[node] = nodes;
    start[nodes] = from;
    end[nodes] = middle;
    parent[nodes] = node;
    start[nodes + 1] = middle;
    end[nodes + 1] = to;
    parent[nodes + 1] = node;
    nodes += 2;
  }
  const points = new Float32Array(rows * dims);
  for (let i = 0; i < rows; i++) {
    const at = order[i] * dims;
    for (let d = 0; d < dims; d++) points[i * dims + d] = matrix[at + d];
  }
  // Children stand behind their parents.
  for (let node = nodes - 1; node >= 0; node--) {
    if (left[node] < 0) boxRows(boxes, node, points, dims, start[node], end[node]);
    else joinBoxes(boxes, node, left[node], boxSize);
  }
  return {
    rows,
    dims,
    points,
    order,
    start: start.slice(0, nodes),
    end: end.slice(0, nodes),
    left: left.slice(0, nodes),
    parent: parent.slice(0, nodes),
    boxes: boxes.slice(0, nodes * boxSize),
    leafOf,
  };
}

/** The column in which some of the rows lie farthest apart: all of few, else a sample. */
function widestColumn(
  matrix: Float32Array,
  dims: number,
  order: Int32Array,
  from: number,
  to: number,
): number {
  const stride = Math.max(1, Math.floor((to - from) / SPREAD_ROWS));
  let widest = 0;
  let width = -1;
  for (let d = 0; d < dims; d++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i += stride) {
      const value = matrix[order[i] * dims + d];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > width) {
      width = high - low;
      widest = d;
    }
  }
  return widest;
}

/** The box of the rows from..to-1. */
function boxRows(
  boxes: Float32Array,
  node: number,
  points: Float32Array,
  dims: number,
  from: number,
  to: number,
): void {
  const box = node * 2 * boxWidth(dims);
  for (let d = 0; d < dims; d++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from * dims + d; i < to * dims; i += dims) {
      const value = points[i];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const at = box + lowAt(d);
    boxes[at] = low;
    boxes[at + 4] = high;
  }
}

/** The box around the boxes of `child` and its sibling. */
function joinBoxes(boxes: Float32Array, node: number, child: number, boxSize: number): void {
  const to = node * boxSize;
  const from = child * boxSize;
  for (let i = 0; i < boxSize; i++) {
    const a = boxes[from + i];
    const b = boxes[from + boxSize + i];
    boxes[to + i] = (i & 4) === 0 ? Math.min(a, b) : Math.max(a, b);
  }
}

/** Quickselect (Hoare): keys[from..middle] <= keys[middle..to], `order` moved alongside. */
function selectMiddle(keys: Float32Array, order: Int32Array, from: number, to: number, middle: number): void {
  let low = from;
  let high = to;
  while (low < high) {
    const a = keys[low];
    const b = keys[(low + high) >>> 1];
    const c = keys[high];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = low;
    let j = high;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i <= j) {
        const key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        const row = order[i];
        order[i] = order[j];
        order[j] = row;
        i++;
        j--;
      }
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}

/** Depth of a search's stack: more than the levels of any tree. */
export const STACK = 128;
/** Floats throughout, so that the kernel can do the same to the bit. */
const float = Math.fround;
/** The distance of a box may be rounded up to beyond that of a row in it. */
export const CAUTION = float(0.9999);

/** Neighbours of each row, k values a row. */
export interface Neighbors {
  k: number;
  indices: Int32Array;
  distances: Float32Array;
}

/**
 * Fills the k nearest neighbours of the tree positions from..to-1, the position itself first at distance 0,
 * then by rising distance; indices are tree positions. Exact. Searches the own leaf first, then the sibling
 * of each ancestor, skipping boxes farther than the worst neighbour so far.
 * The oracle and stand-in of search-task.ts.
 * @param origin tree position of the first row of `result`.
 */
export function searchRange(
  tree: KdTree,
  norm: Norm,
  from: number,
  to: number,
  result: Neighbors,
  origin = 0,
): void {
  searchRows(tree, norm, null, from, to, result, origin);
}

/**
 * As searchRange for points that are not of the tree: their k nearest tree positions, by rising distance.
 * @param queries row-major, in the columns of the tree; from..to-1 are rows of them.
 */
export function searchForeign(
  tree: KdTree,
  norm: Norm,
  queries: Float32Array,
  from: number,
  to: number,
  result: Neighbors,
): void {
  searchRows(tree, norm, queries, from, to, result, 0);
}

function searchRows(
  tree: KdTree,
  norm: Norm,
  queries: Float32Array | null,
  from: number,
  to: number,
  result: Neighbors,
  origin: number,
): void {
  const { dims, points, start, end, left, parent, boxes, leafOf } = tree;
  const { k, indices, distances } = result;
  const squared = norm === 'l2';
  const asking = queries ?? points;
  const best = new Float32Array(k);
  const who = new Int32Array(k);
  const query = new Float32Array(boxWidth(dims));
  const stack = new Int32Array(STACK);
  const reach = new Float32Array(STACK);
  // One flat loop on purpose: a number that a closure writes to lives on the heap, at five times the cost.
  for (let row = from; row < to; row++) {
    for (let d = 0; d < dims; d++) query[d] = asking[row * dims + d];
    best.fill(Number.POSITIVE_INFINITY);
    let worst = Number.POSITIVE_INFINITY;
    let depth = 0;
    // A point of the tree is its own first neighbour, whatever coincides with it.
    const self = queries === null ? row : -1;
    const first = queries === null ? 1 : 0;
    let home = 0;
    if (queries === null) {
      best[0] = 0;
      who[0] = self;
      if (k === 1) worst = 0;
      home = leafOf[self];
    }
    while (parent[home] >= 0) {
      stack[depth++] = left[parent[home]] === home ? home + 1 : home - 1;
      home = parent[home];
    }
    for (let i = 0, j = depth - 1; i < j; i++, j--) {
      const node = stack[i];
      stack[i] = stack[j];
      stack[j] = node;
    }
    for (let i = 0; i < depth; i++) reach[i] = -1;
    stack[depth] = queries === null ? leafOf[self] : 0;
    reach[depth++] = queries === null ? 0 : -1;
    while (depth > 0) {
      const node = stack[--depth];
      let distance = reach[depth];
      if (distance < 0) distance = boxDistance(boxes, node, query, squared);
      if (float(distance * CAUTION) >= worst) continue;
      const child = left[node];
      if (child >= 0) {
        const lower = boxDistance(boxes, child, query, squared);
        const upper = boxDistance(boxes, child + 1, query, squared);
        const swap = lower <= upper ? 1 : 0;
        stack[depth] = child + swap;
        reach[depth++] = swap === 1 ? upper : lower;
        stack[depth] = child + 1 - swap;
        reach[depth++] = swap === 1 ? lower : upper;
        continue;
      }
      const stop = end[node];
      for (let i = start[node]; i < stop; i++) {
        let at = i * dims;
        let sum = 0;
        let d = 0;
        if (squared) {
          for (; d + 3 < dims && sum < worst; d += 4, at += 4) {
            const e = float(query[d] - points[at]);
            const f = float(query[d + 1] - points[at + 1]);
            const g = float(query[d + 2] - points[at + 2]);
            const h = float(query[d + 3] - points[at + 3]);
            sum = float(float(sum + float(e * e)) + float(f * f));
            sum = float(float(sum + float(g * g)) + float(h * h));
          }
          if (sum >= worst) continue;
          for (; d < dims; d++, at++) {
            const e = float(query[d] - points[at]);
            sum = float(sum + float(e * e));
          }
        } else {
          for (; d < dims; d++, at++) sum = float(sum + Math.abs(float(query[d] - points[at])));
        }
        if (sum >= worst || i === self) continue;
        let slot = k - 1;
        while (slot > first && best[slot - 1] > sum) {
          best[slot] = best[slot - 1];
          who[slot] = who[slot - 1];
          slot--;
        }
        best[slot] = sum;
        who[slot] = i;
        worst = best[k - 1];
      }
    }
    const out = (row - origin) * k;
    for (let i = 0; i < k; i++) {
      indices[out + i] = who[i];
      distances[out + i] = squared ? Math.sqrt(best[i]) : best[i];
    }
  }
}

/** From a point to the nearest point of a node's box, 0 inside; squared under l2. */
function boxDistance(boxes: Float32Array, node: number, query: Float32Array, squared: boolean): number {
  const width = query.length;
  let at = node * 2 * width;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let q = 0; q < width; q += 4, at += 8) {
    const e = outside(boxes[at], query[q], boxes[at + 4]);
    const f = outside(boxes[at + 1], query[q + 1], boxes[at + 5]);
    const g = outside(boxes[at + 2], query[q + 2], boxes[at + 6]);
    const h = outside(boxes[at + 3], query[q + 3], boxes[at + 7]);
    a = float(a + (squared ? float(e * e) : e));
    b = float(b + (squared ? float(f * f) : f));
    c = float(c + (squared ? float(g * g) : g));
    d = float(d + (squared ? float(h * h) : h));
  }
  return float(float(a + c) + float(b + d));
}

function outside(low: number, value: number, high: number): number {
  if (value < low) return float(low - value);
  return value > high ? float(value - high) : 0;
}

/** Room for k neighbours a row. @param shared for several threads to fill. */
export function makeNeighbors(rows: number, k: number, shared = false): Neighbors {
  if (!shared) return { k, indices: new Int32Array(rows * k), distances: new Float32Array(rows * k) };
  const room = (): SharedArrayBuffer => new SharedArrayBuffer(4 * rows * k);
  return { k, indices: new Int32Array(room()), distances: new Float32Array(room()) };
}
