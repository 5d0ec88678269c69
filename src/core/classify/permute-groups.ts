import { createRng } from '../random/rng.ts';
import { groupLosses, type HeldOut, MOST_EVENTS, type RowOf } from './group-losses.ts';
import { aucOf } from './roc.ts';
import { type SmallMlp, scoreRows } from './small-mlp.ts';
import { scaledRows } from './standardise.ts';
import { shuffle } from './training-rows.ts';

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
  const taken = rows.length > MOST_EVENTS ? drawBoth(rows.length, labels, rng) : null;
  const held = taken === null ? rows : taken.map((i) => rows[i]);
  const truth = taken === null ? labels : taken.map((i) => labels[i]);
  const score = (rowOf?: RowOf): number =>
    aucOf(scoreRows(model, scaledRows(columns, scales, held, rowOf), held.length), truth);
  return groupLosses(held, groups, rng, score);
}

/** Places of up to MOST_EVENTS rows, half of them of each class where there are so many. */
function drawBoth(count: number, labels: Int32Array, rng: ReturnType<typeof createRng>): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  shuffle(order, rng);
  const ones = labels.reduce((sum, label) => sum + label, 0);
  const ofOnes = Math.min(ones, Math.max(MOST_EVENTS / 2, MOST_EVENTS - (count - ones)));
  const room = [MOST_EVENTS - ofOnes, ofOnes];
  return order.filter((i) => room[labels[i]]-- > 0);
}
