import type { KdTree } from '../space/kd-tree.ts';

/**
 * The corners of the points of each node of a kd-tree. Distances are squared and summed in double precision in
 * the order of the columns: rounding is monotone, so that no bound of a box ever contradicts squareWithin.
 */
export interface NodeBoxes {
  dims: number;
  /** Low ends and high ends, dims values a node each. */
  low: Float64Array;
  high: Float64Array;
  /** Points counted in each node. */
  cores: Int32Array;
  /** Between opposite corners of a node. */
  diagonal(node: number): number;
  /** Between two boxes, or more than `most` where that is exceeded. */
  between(a: number, b: number, most: number): number;
}

/** @param chosen 1 at the tree positions that count; null for all. O(rows dims). */
export function nodeBoxes(tree: KdTree, chosen: Uint8Array | null): NodeBoxes {
  const { dims, points, start, end, left } = tree;
  const nodes = left.length;
  const low = new Float64Array(nodes * dims).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(nodes * dims).fill(Number.NEGATIVE_INFINITY);
  const cores = new Int32Array(nodes);
  for (let node = nodes - 1; node >= 0; node--) {
    const to = node * dims;
    const child = left[node];
    if (child >= 0) {
      const one = child * dims;
      const two = one + dims;
      cores[node] = cores[child] + cores[child + 1];
      for (let d = 0; d < dims; d++) {
        low[to + d] = Math.min(low[one + d], low[two + d]);
        high[to + d] = Math.max(high[one + d], high[two + d]);
      }
      continue;
    }
    for (let i = start[node]; i < end[node]; i++) {
      if (chosen !== null && chosen[i] === 0) continue;
      cores[node]++;
      for (let d = 0; d < dims; d++) {
        const value = points[i * dims + d];
        if (value < low[to + d]) low[to + d] = value;
        if (value > high[to + d]) high[to + d] = value;
      }
    }
  }
  return {
    dims,
    low,
    high,
    cores,
    diagonal(node) {
      let sum = 0;
      for (let d = node * dims; d < (node + 1) * dims; d++) sum += (high[d] - low[d]) ** 2;
      return sum;
    },
    between(a, b, most) {
      let sum = 0;
      for (let d = 0, p = a * dims, q = b * dims; d < dims && sum <= most; d++, p++, q++) {
        const gap = Math.max(0, low[p] - high[q], low[q] - high[p]);
        sum += gap * gap;
      }
      return sum;
    },
  };
}

/** From the point at a tree position to the nearest point of a box, 0 inside; may stop beyond `most`. */
export function boxDistance(
  boxes: NodeBoxes,
  node: number,
  points: Float32Array,
  i: number,
  most: number,
): number {
  const { dims, low, high } = boxes;
  let sum = 0;
  let at = node * dims;
  for (let p = i * dims, stop = p + dims; p < stop; p++, at++) {
    const value = points[p];
    const gap = value < low[at] ? low[at] - value : value > high[at] ? value - high[at] : 0;
    sum += gap * gap;
    if (sum > most) return sum;
  }
  return sum;
}

/** From the point at a tree position to the farthest corner of a box; may stop beyond `most`. */
export function boxReach(
  boxes: NodeBoxes,
  node: number,
  points: Float32Array,
  i: number,
  most: number,
): number {
  const { dims, low, high } = boxes;
  let sum = 0;
  let at = node * dims;
  for (let p = i * dims, stop = p + dims; p < stop; p++, at++) {
    const value = points[p];
    const reach = Math.max(value - low[at], high[at] - value);
    sum += reach * reach;
    if (sum > most) return sum;
  }
  return sum;
}

/** Whether the points at two tree positions are at a squared distance of at most `most`. */
export function squareWithin(
  points: Float32Array,
  dims: number,
  i: number,
  j: number,
  most: number,
): boolean {
  let sum = 0;
  let p = i * dims;
  let q = j * dims;
  const stop = p + dims;
  for (; p + 3 < stop && sum <= most; p += 4, q += 4) {
    const a = points[p] - points[q];
    const b = points[p + 1] - points[q + 1];
    const c = points[p + 2] - points[q + 2];
    const d = points[p + 3] - points[q + 3];
    sum = sum + a * a + b * b + c * c + d * d;
  }
  if (sum > most) return false;
  for (; p < stop; p++, q++) {
    const a = points[p] - points[q];
    sum += a * a;
  }
  return sum <= most;
}
