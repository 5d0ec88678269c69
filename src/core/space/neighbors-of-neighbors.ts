import type { KdTree, Neighbors } from './kd-tree.ts';

/** So many of the nearest neighbours lead on to so many of theirs. */
export const NEAREST = 32;

/** Rows that one row is measured to at most. */
export function mostCandidates(k: number): number {
  return k - 1 + (Math.min(k, NEAREST) - 1) ** 2;
}

const float = Math.fround;

/**
 * Nearer neighbours for lists that lack a few: of the tree positions from..to-1 the nearest among their neighbours and
 * the neighbours of these, which are likely to be each other's (the local join of NN-descent: Dong, Moses, Li 2011).
 * From whole lists to new ones, so that no order of the rows matters. Squared Euclidean distances, summed up as the
 * search does. At most mostCandidates(k) distances a row; some half as many. The oracle of refine-task.ts.
 * @param known lists of all positions, each its own first. @param result filled for from..to-1.
 */
export function refineRange(
  { points, dims }: KdTree,
  known: Neighbors,
  from: number,
  to: number,
  result: Neighbors,
): void {
  const { k, indices } = known;
  const reach = Math.min(k, NEAREST);
  const squareTo = (row: number, other: number): number => {
    let sum = 0;
    for (let d = 0; d < dims; d++) {
      const step = float(points[row * dims + d] - points[other * dims + d]);
      sum = float(sum + float(step * step));
    }
    return sum;
  };
  for (let row = from; row < to; row++) {
    const own = indices.subarray(row * k + 1, (row + 1) * k);
    const seen = new Set([row]);
    const found: { other: number; square: number }[] = [];
    const look = (other: number): void => {
      if (seen.has(other)) return;
      seen.add(other);
      found.push({ other, square: squareTo(row, other) });
    };
    own.forEach(look);
    for (const other of own.subarray(0, reach - 1)) {
      indices.subarray(other * k + 1, other * k + reach).forEach(look);
    }
    // Stable: equal ones keep the order in which they were met.
    found.sort((a, b) => a.square - b.square);
    result.indices[row * k] = row;
    result.distances[row * k] = 0;
    for (let i = 1; i < k; i++) {
      result.indices[row * k + i] = found[i - 1].other;
      result.distances[row * k + i] = Math.sqrt(found[i - 1].square);
    }
  }
}
