import type { createRng } from '../random/rng.ts';
import type { ColumnScale } from './standardise.ts';
import { shuffle } from './training-rows.ts';

/** Permutations of each group on each fold; their mean is taken. */
const PERMUTATIONS = 3;
/** Held-out events at most: the loss of AUC is known well enough from so many. */
export const MOST_EVENTS = 3000;

export interface HeldOut {
  columns: readonly Float32Array[];
  scales: readonly ColumnScale[];
  /** Rows of the columns that the model has not seen, and their classes. */
  rows: Int32Array;
  labels: Int32Array;
}

/** The rows from which each column is taken; null leaves it as it is. */
export type RowOf = (column: number) => Int32Array | null;

/**
 * Permutation importance (Breiman 2001; Fisher et al. 2019): the score of held-out rows less that with the columns of a
 * group exchanged among them, all by one permutation; one loss a group. O(groups x cost of a score).
 * @param groups a number for each column
 */
export function groupLosses(
  held: Int32Array,
  groups: Int32Array,
  rng: ReturnType<typeof createRng>,
  score: (rowOf?: RowOf) => number,
): number[] {
  const whole = score();
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  return Array.from({ length: count }, (_, group) => {
    let lost = 0;
    for (let i = 0; i < PERMUTATIONS; i++) {
      const order = held.slice();
      shuffle(order, rng);
      lost += whole - score((column) => (groups[column] === group ? order : null));
    }
    return lost / PERMUTATIONS;
  });
}
