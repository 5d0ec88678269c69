import { NOISE } from '../cluster/clustering.ts';
import type { Fate, Refound } from './reality.ts';

/**
 * Hennig (2007, Comput. Stat. Data Anal. 52, 258): from a Jaccard of 0.75 on a cluster counts as recovered, at or
 * below 0.5 as dissolved; his clusterboot (R, fpc) has the same defaults.
 */
export const FOUND = 0.75;
export const DISSOLVED = 0.5;
/** Fewer events of a population in a repetition tell nothing. */
const FEWEST = 5;

/**
 * What became of populations when some of their events were clustered once more: the largest Jaccard with any
 * cluster, over these events alone (the noise with the noise). O(rows + populations clusters).
 * @param reference label of each event in the clustering that is judged, NOISE for noise; below that: left out
 * @param found label of each in the other, NOISE for noise
 * @param wanted labels of the populations
 */
export function refoundIn(reference: Int32Array, found: Int32Array, wanted: readonly number[]): Refound[] {
  const sizes = new Map<number, number>();
  const both = new Map<number, Map<number, number>>();
  const count = (counts: Map<number, number>, label: number): void => {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  };
  for (let i = 0; i < found.length; i++) {
    if (reference[i] < NOISE) continue;
    count(sizes, found[i]);
    let row = both.get(reference[i]);
    if (!row) {
      row = new Map();
      both.set(reference[i], row);
    }
    count(row, found[i]);
  }
  return wanted.map((label) => fateOf(label, both, sizes));
}

function fateOf(label: number, both: Map<number, Map<number, number>>, sizes: Map<number, number>): Refound {
  const mine = both.get(label) ?? new Map<number, number>();
  const size = sum(mine.values());
  if (size < FEWEST) return { jaccard: Number.NaN, fate: 'unknown', joined: null };
  let jaccard = 0;
  let most = NOISE;
  let mostShared = 0;
  for (const [other, shared] of mine) {
    if ((other === NOISE) !== (label === NOISE)) continue;
    jaccard = Math.max(jaccard, shared / (size + (sizes.get(other) ?? 0) - shared));
    if (shared > mostShared) {
      mostShared = shared;
      most = other;
    }
  }
  if (jaccard >= FOUND) return { jaccard, fate: 'found', joined: null };
  const total = sizes.get(most) ?? 0;
  const lost = label === NOISE ? 0 : (mine.get(NOISE) ?? 0);
  let fate: Fate = 'changed';
  let joined: number | null = null;
  if (2 * lost > size) fate = 'noise';
  else if (2 * mostShared > size && total >= 2 * mostShared) {
    fate = 'joined';
    joined = mostOfRest(label, most, total - mostShared, both);
  } else if (2 * mostShared <= size) fate = 'split';
  return { jaccard, fate, joined };
}

/** The population that is more than half of what else is in a cluster. */
function mostOfRest(
  label: number,
  cluster: number,
  rest: number,
  both: Map<number, Map<number, number>>,
): number | null {
  for (const [other, row] of both) {
    if (other !== label && other !== NOISE && 2 * (row.get(cluster) ?? 0) > rest) return other;
  }
  return null;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
