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
  /** 2 dims values a node: the low and the high corner of its rows. */
  boxes: Float32Array;
  /** The leaf of each tree position. */
  leafOf: Int32Array;
}

/**
 * Splits the widest side at the median until at most `leafSize` rows are left (Friedman, Bentley, Finkel
 * 1977). Exact duplicates are fine. O(rows log rows dims) time.
 * @param matrix row-major, rows x dims, finite.
 */
export function buildKdTree(matrix: Float32Array, rows: number, dims: number, leafSize = 24): KdTree {
  const order = new Int32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  const capacity = Math.max(1, 4 * Math.ceil(rows / leafSize) + 1);
  const start = new Int32Array(capacity);
  const end = new Int32Array(capacity);
  const left = new Int32Array(capacity).fill(-1);
  const parent = new Int32Array(capacity).fill(-1);
  const boxes = new Float32Array(capacity * 2 * dims);
  const leafOf = new Int32Array(rows);
  const keys = new Float32Array(rows);
  end[0] = rows;
  let nodes = 1;
  for (let node = 0; node < nodes; node++) {
    const from = start[node];
    const to = end[node];
    const low = node * 2 * dims;
    const high = low + dims;
    boxes.fill(Number.POSITIVE_INFINITY, low, high);
    boxes.fill(Number.NEGATIVE_INFINITY, high, high + dims);
    for (let i = from; i < to; i++) {
      const at = order[i] * dims;
      for (let d = 0; d < dims; d++) {
        const value = matrix[at + d];
        if (value < boxes[low + d]) boxes[low + d] = value;
        if (value > boxes[high + d]) boxes[high + d] = value;
      }
    }
    let widest = 0;
    let width = -1;
    for (let d = 0; d < dims; d++) {
      const side = boxes[high + d] - boxes[low + d];
      if (side > width) {
        width = side;
        widest = d;
      }
    }
    if (to - from <= leafSize) {
      leafOf.fill(node, from, to);
      continue;
    }
    const middle = (from + to) >>> 1;
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
  return {
    rows,
    dims,
    points,
    order,
    start: start.slice(0, nodes),
    end: end.slice(0, nodes),
    left: left.slice(0, nodes),
    parent: parent.slice(0, nodes),
    boxes: boxes.slice(0, nodes * 2 * dims),
    leafOf,
  };
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
  const { dims, points, start, end, left, parent, boxes, leafOf } = tree;
  const { k, indices, distances } = result;
  const squared = norm === 'l2';
  const best = new Float64Array(k);
  const who = new Int32Array(k);
  const query = new Float64Array(dims);
  const stack = new Int32Array(128);
  const reach = new Float64Array(128);
  // One flat loop on purpose: a number that a closure writes to lives on the heap, at five times the cost.
  for (let self = from; self < to; self++) {
    for (let d = 0; d < dims; d++) query[d] = points[self * dims + d];
    best.fill(Number.POSITIVE_INFINITY);
    best[0] = 0;
    who[0] = self;
    let worst = k === 1 ? 0 : Number.POSITIVE_INFINITY;
    let depth = 0;
    let home = leafOf[self];
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
    stack[depth] = leafOf[self];
    reach[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      let distance = reach[depth];
      if (distance < 0) distance = boxDistance(boxes, node, query, dims, squared);
      if (distance >= worst) continue;
      const child = left[node];
      if (child >= 0) {
        const first = boxDistance(boxes, child, query, dims, squared);
        const second = boxDistance(boxes, child + 1, query, dims, squared);
        const swap = first <= second ? 1 : 0;
        stack[depth] = child + swap;
        reach[depth++] = swap === 1 ? second : first;
        stack[depth] = child + 1 - swap;
        reach[depth++] = swap === 1 ? first : second;
        continue;
      }
      const stop = end[node];
      for (let i = start[node]; i < stop; i++) {
        let at = i * dims;
        let sum = 0;
        let d = 0;
        if (squared) {
          for (; d + 3 < dims && sum < worst; d += 4, at += 4) {
            const e = query[d] - points[at];
            const f = query[d + 1] - points[at + 1];
            const g = query[d + 2] - points[at + 2];
            const h = query[d + 3] - points[at + 3];
            sum += e * e + f * f + g * g + h * h;
          }
          if (sum >= worst) continue;
          for (; d < dims; d++, at++) {
            const e = query[d] - points[at];
            sum += e * e;
          }
        } else {
          for (; d < dims; d++, at++) sum += Math.abs(query[d] - points[at]);
        }
        if (sum >= worst || i === self) continue;
        let slot = k - 1;
        while (slot > 1 && best[slot - 1] > sum) {
          best[slot] = best[slot - 1];
          who[slot] = who[slot - 1];
          slot--;
        }
        best[slot] = sum;
        who[slot] = i;
        worst = best[k - 1];
      }
    }
    const out = (self - origin) * k;
    for (let i = 0; i < k; i++) {
      indices[out + i] = who[i];
      distances[out + i] = squared ? Math.sqrt(best[i]) : best[i];
    }
  }
}

/** From a point to the nearest point of a node's box, 0 inside; squared under l2. */
function boxDistance(
  boxes: Float32Array,
  node: number,
  query: Float64Array,
  dims: number,
  squared: boolean,
): number {
  let sum = 0;
  const low = node * 2 * dims;
  const high = low + dims;
  for (let d = 0; d < dims; d++) {
    const value = query[d];
    const below = boxes[low + d] - value;
    const above = value - boxes[high + d];
    if (below > 0) sum += squared ? below * below : below;
    else if (above > 0) sum += squared ? above * above : above;
  }
  return sum;
}

export function makeNeighbors(rows: number, k: number): Neighbors {
  return { k, indices: new Int32Array(rows * k), distances: new Float32Array(rows * k) };
}
