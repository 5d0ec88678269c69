import type { Progress } from '../progress.ts';
import { buildKdTree, makeNeighbors, searchRange } from '../space/kd-tree.ts';

const CHUNK = 4096;

/**
 * Distance of every point to its k-th nearest, the point itself counted as the first, sorted descending: a
 * point is a core point of DBSCAN with min_samples k where eps is at least this. Exact, O(n log n).
 * @param x, y finite, at least one point. @param k 1..; more than the number of points takes the farthest.
 */
export function kDistances(x: Float32Array, y: Float32Array, k: number, progress: Progress): Float32Array {
  const points = x.length;
  const matrix = new Float32Array(2 * points);
  for (let i = 0; i < points; i++) {
    matrix[2 * i] = x[i];
    matrix[2 * i + 1] = y[i];
  }
  const width = Math.min(k, points);
  const tree = buildKdTree(matrix, points, 2, 16);
  const found = makeNeighbors(Math.min(CHUNK, points), width);
  const distances = new Float32Array(points);
  for (let from = 0; from < points; from += CHUNK) {
    progress({ stage: 'k-distance', done: from, total: points });
    const to = Math.min(points, from + CHUNK);
    searchRange(tree, 'l2', from, to, found, from);
    for (let i = from; i < to; i++) distances[i] = found.distances[(i - from + 1) * width - 1];
  }
  return distances.sort().reverse();
}

/** A curve of at most `most` points, all of the steep end and ever fewer of the flat one. */
export function thinCurve(
  descending: Float32Array,
  most = 2000,
): { share: Float32Array; distance: Float32Array } {
  const points = descending.length;
  const kept: number[] = [];
  if (points <= most) for (let i = 0; i < points; i++) kept.push(i);
  else {
    // Positions t^3 of the curve: three of four kept points lie in its first 42 %.
    for (let i = 0; i < most; i++) {
      const at = Math.max(Math.round((i / (most - 1)) ** 3 * (points - 1)), i);
      kept.push(Math.min(at, points - 1));
    }
  }
  return {
    share: Float32Array.from(kept, (i) => (i + 1) / points),
    distance: Float32Array.from(kept, (i) => descending[i]),
  };
}

/**
 * The knee of a descending curve: the point farthest below the chord from its first to its last point, both
 * axes scaled to 0..1 (Satopaa and others 2011, without their smoothing). NaN for an empty curve.
 */
export function kneeOf(descending: Float32Array): number {
  const points = descending.length;
  if (points === 0) return Number.NaN;
  const high = descending[0];
  const low = descending[points - 1];
  if (high === low) return high;
  let knee = high;
  let farthest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < points; i++) {
    const below = 1 - i / (points - 1) - (descending[i] - low) / (high - low);
    if (below > farthest) {
      farthest = below;
      knee = descending[i];
    }
  }
  return knee;
}
