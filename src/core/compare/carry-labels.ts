import type { Neighbors } from '../space/kd-tree.ts';

/** Nearest events that vote. */
export const VOTERS = 15;

/**
 * Carries labels to events by their nearest labelled ones: that of most of the first `voters` neighbours; of
 * labels with equally many the one whose nearest is nearest. Labels may be negative (noise votes like any
 * other). O(rows voters^2).
 * @param neighbors by rising distance, as rows of `labels`, at least `voters` each.
 */
export function carryLabels(neighbors: Neighbors, labels: Int32Array, voters: number): Int32Array {
  const { k, indices } = neighbors;
  const rows = indices.length / k;
  const carried = new Int32Array(rows);
  const seen = new Int32Array(voters);
  const votes = new Int32Array(voters);
  for (let row = 0; row < rows; row++) {
    let kinds = 0;
    for (let i = row * k; i < row * k + voters; i++) {
      const label = labels[indices[i]];
      let at = 0;
      while (at < kinds && seen[at] !== label) at++;
      if (at === kinds) {
        seen[kinds] = label;
        votes[kinds++] = 0;
      }
      votes[at]++;
    }
    let best = 0;
    for (let at = 1; at < kinds; at++) if (votes[at] > votes[best]) best = at;
    carried[row] = seen[best];
  }
  return carried;
}

/**
 * Neighbours without one of them: the row's own twin of another processing, which says nothing about where the row
 * lies; else the farthest. One fewer a row. O(rows k).
 * @param twin row of each row's twin, -1 where it has none.
 */
export function withoutTwins({ k, indices, distances }: Neighbors, twin: Int32Array): Neighbors {
  const rows = twin.length;
  const kept = {
    k: k - 1,
    indices: new Int32Array(rows * (k - 1)),
    distances: new Float32Array(rows * (k - 1)),
  };
  for (let row = 0; row < rows; row++) {
    let to = row * (k - 1);
    const end = to + k - 1;
    for (let i = row * k; to < end; i++) {
      if (indices[i] === twin[row]) continue;
      kept.indices[to] = indices[i];
      kept.distances[to++] = distances[i];
    }
  }
  return kept;
}
