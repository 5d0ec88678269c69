import type { Neighbors } from '../space/kd-tree.ts';
import { countUpTo } from './two-samples.ts';

/** Neighbours that the two measures go by. */
const NEAR = 5;
const AROUND = 10;
/** The fewest neighbours a row must come with. */
export const NOVELTY_NEIGHBORS = AROUND;
/** Keeps heaps of exact duplicates from dividing by 0. */
const LEAST = 1e-10;

/** How far each row lies from reviewed events, by both measures. */
export interface Farness {
  /** Distance to the 5th nearest reviewed event, in scale units of the features. */
  distance: Float32Array;
  /** That over the root of the same of the nearest themselves: far, with half the allowance for an empty region. */
  far: Float64Array;
  /** Distance to the 10th nearest over the same of the nearest themselves: alone for its place. */
  alone: Float64Array;
}

/**
 * @param reviewed neighbours of the reviewed rows among themselves, in row order, without the row itself.
 * @returns of rows given by their neighbours among the reviewed ones. At least NOVELTY_NEIGHBORS each. O(rows).
 */
export function farnessFrom(reviewed: Neighbors): (neighbors: Neighbors) => Farness {
  const near = kDistances(reviewed, NEAR);
  const around = kDistances(reviewed, AROUND);
  return (neighbors) => {
    const { k, indices } = neighbors;
    const distance = kDistances(neighbors, NEAR);
    const rows = distance.length;
    const far = new Float64Array(rows);
    const alone = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      const from = row * k;
      far[row] = distance[row] / Math.sqrt(meanOf(near, indices, from, NEAR) + LEAST);
      const reach = neighbors.distances[from + AROUND - 1] + LEAST;
      alone[row] = reach / (meanOf(around, indices, from, AROUND) + LEAST);
    }
    return { distance, far, alone };
  };
}

function kDistances({ k, distances }: Neighbors, nth: number): Float32Array {
  const values = new Float32Array(distances.length / k);
  for (let row = 0; row < values.length; row++) values[row] = distances[row * k + nth - 1];
  return values;
}

function meanOf(values: Float32Array, indices: Int32Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += values[indices[i]];
  return sum / count;
}

/** What is unlike the reviewed events. */
export interface Novelty {
  /** 1 for rows that are far. */
  far: Uint8Array;
  count: number;
  /** The same of the reviewed events, each by all others: the share that chance alone makes far. */
  reviewedFar: Uint8Array;
  reviewedCount: number;
}

/**
 * Rows farther from the reviewed events than nearly all of these are from each other. Of each measure a row has the
 * share of reviewed events that are at least as far; the smaller of the two is its rarity; rows rarer than all but
 * `share` of the reviewed events are far. So, of rows drawn as the reviewed ones were, a share `share` is far, in
 * any number of columns (a conformal test, Vovk and others 2005). O((reviewed + rows) log reviewed).
 * @param share expected by chance, 0 < share < 1.
 */
export function findNovel(reviewed: Farness, rows: Farness, share: number): Novelty {
  const sortedFar = reviewed.far.slice().sort();
  const sortedAlone = reviewed.alone.slice().sort();
  const total = sortedFar.length;
  const rarity = (of: Farness, own: number): Float64Array =>
    Float64Array.from(of.far, (far, row) => {
      const asFar = Math.min(atLeast(sortedFar, far), atLeast(sortedAlone, of.alone[row]));
      return (1 - own + asFar) / (total + 1 - own);
    });
  const reviewedRarity = rarity(reviewed, 1);
  const allowed = Math.floor(share * total);
  const ranked = reviewedRarity.slice().sort();
  // Rarer than the first that may not be far.
  const limit = allowed < total ? ranked[allowed] : Number.POSITIVE_INFINITY;
  const flag = (values: Float64Array): { far: Uint8Array; count: number } => {
    const far = Uint8Array.from(values, (value) => Number(value < limit));
    return { far, count: far.reduce((sum, one) => sum + one, 0) };
  };
  const ofRows = flag(rarity(rows, 0));
  const ofReviewed = flag(reviewedRarity);
  return { ...ofRows, reviewedFar: ofReviewed.far, reviewedCount: ofReviewed.count };
}

function atLeast(sorted: Float64Array, value: number): number {
  return sorted.length - countBelow(sorted, value);
}

function countBelow(sorted: Float64Array, value: number): number {
  const upTo = countUpTo(sorted, value);
  if (upTo === 0 || sorted[upTo - 1] !== value) return upTo;
  let low = 0;
  let high = upTo;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
