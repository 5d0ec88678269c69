import { createRng } from '../random/rng.ts';
import { groupLosses, type HeldOut, MOST_EVENTS, type RowOf } from './group-losses.ts';
import { aucOf } from './roc.ts';
import { predictSmallMlp, type SmallMlp } from './small-mlp.ts';
import { scaledRows } from './standardise.ts';
import { shuffle } from './training-rows.ts';

/** AUC of one class against all others. @param found probabilities, rows x classes */
export function classAuc(found: Float32Array, labels: Int32Array, classes: number, c: number): number {
  return aucOf(
    Float32Array.from(labels, (_, i) => found[i * classes + c]),
    labels.map((label) => (label === c ? 1 : 0)),
  );
}

/**
 * Permutation importance of groups of columns (see permute-groups.ts) where there are more than two classes: the loss
 * of the mean AUC of each class against all others. Gives one loss a group.
 */
export function permuteClassGroups(
  model: SmallMlp,
  { columns, scales, rows, labels }: HeldOut,
  groups: Int32Array,
  seed: number,
): number[] {
  const rng = createRng(seed);
  const taken = Int32Array.from(rows, (_, i) => i);
  shuffle(taken, rng);
  const some = taken.slice(0, MOST_EVENTS);
  const held = some.map((i) => rows[i]);
  const truth = some.map((i) => labels[i]);
  const score = (rowOf?: RowOf): number => {
    const found = predictSmallMlp(model, scaledRows(columns, scales, held, rowOf), held.length);
    let sum = 0;
    let present = 0;
    for (let c = 0; c < model.classes; c++) {
      const auc = classAuc(found, truth, model.classes, c);
      if (Number.isNaN(auc)) continue;
      sum += auc;
      present++;
    }
    return sum / present;
  };
  return groupLosses(held, groups, rng, score);
}
