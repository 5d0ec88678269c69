import { createRng } from '../random/rng.ts';
import { aucOf } from './roc.ts';
import { predictSmallMlp, type SmallMlp } from './small-mlp.ts';
import { type ColumnScale, scaledRows } from './standardise.ts';
import { shuffle } from './training-rows.ts';

/** Permutations of each group on each fold; their mean is taken. */
const PERMUTATIONS = 3;
/** Held-out events at most. */
const EVENTS = 3000;

interface HeldOut {
  columns: readonly Float32Array[];
  scales: readonly ColumnScale[];
  rows: Int32Array;
  labels: Int32Array;
}

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
  const some = taken.slice(0, EVENTS);
  const held = some.map((i) => rows[i]);
  const truth = some.map((i) => labels[i]);
  const score = (rowOf?: (column: number) => Int32Array | null): number => {
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
