import { createRng } from '../random/rng.ts';
import { aucOf } from './roc.ts';
import { type SmallMlp, scoreRows } from './small-mlp.ts';
import { type ColumnScale, scaledRows } from './standardise.ts';
import { shuffle } from './training-rows.ts';

/** Permutations of each group on each fold; their mean is taken. */
const PERMUTATIONS = 3;
/** Held-out events at most: the loss of AUC is known well enough from so many. */
const EVENTS = 3000;

interface HeldOut {
  columns: readonly Float32Array[];
  scales: readonly ColumnScale[];
  /** Rows of the columns that the model has not seen, and their classes. */
  rows: Int32Array;
  labels: Int32Array;
}

/**
 * Permutation importance (Breiman 2001; Fisher et al. 2019) of groups of columns: the AUC on held-out events
 * less that with the columns of a group exchanged among the events, all by one permutation.
 * @param groups a number for each column. Gives one loss a group.
 */
export function permuteGroups(
  model: SmallMlp,
  { columns, scales, rows, labels }: HeldOut,
  groups: Int32Array,
  seed: number,
): number[] {
  const rng = createRng(seed);
  const taken = rows.length > EVENTS ? drawBoth(rows.length, labels, rng) : null;
  const held = taken === null ? rows : taken.map((i) => rows[i]);
  const truth = taken === null ? labels : taken.map((i) => labels[i]);
  const score = (rowOf?: (column: number) => Int32Array | null): number =>
    aucOf(scoreRows(model, scaledRows(columns, scales, held, rowOf), held.length), truth);
  const whole = score();
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const losses: number[] = [];
  for (let group = 0; group < count; group++) {
    let lost = 0;
    for (let i = 0; i < PERMUTATIONS; i++) {
      const order = held.slice();
      shuffle(order, rng);
      lost += whole - score((column) => (groups[column] === group ? order : null));
    }
    losses.push(lost / PERMUTATIONS);
  }
  return losses;
}

/** Places of up to EVENTS rows, half of them of each class where there are so many. */
function drawBoth(count: number, labels: Int32Array, rng: ReturnType<typeof createRng>): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  shuffle(order, rng);
  const ones = labels.reduce((sum, label) => sum + label, 0);
  const ofOnes = Math.min(ones, Math.max(EVENTS / 2, EVENTS - (count - ones)));
  const room = [EVENTS - ofOnes, ofOnes];
  return order.filter((i) => room[labels[i]]-- > 0);
}
