import { Problem } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { isNumeric, numbersOf } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { isotonicAt } from './calibration.ts';
import { type ColumnEntry, enteredValues } from './population-columns.ts';
import { predictSmallMlp, type SmallMlp } from './small-mlp.ts';
import { type ColumnScale, scaledRows, widthOf } from './standardise.ts';

/** Weights as plain numbers, each that of a single float. */
export interface ModelLayer {
  inputs: number;
  outputs: number;
  weights: number[];
  biases: number[];
}

/** A network of one fold and seed, with the scales of its training rows. */
export interface ModelMember {
  scales: ColumnScale[];
  layers: ModelLayer[];
}

/** A trained classifier as plain data: an ensemble whose calibrated probabilities are averaged. */
export interface ClassifierModel {
  format: 'outcrop-classifier';
  version: 1;
  /** Names; of two, the second is the population. */
  classes: string[];
  columns: ColumnEntry[];
  missing: 'impute' | 'exclude';
  members: ModelMember[];
  /** Isotonic curve of each class against all others; of two classes that of the second alone. */
  calibration: { scores: number[]; values: number[] }[];
  /** What its held-out events said of it, in words. */
  about: string;
}

/** Nine digits tell single floats apart. */
const plain = (values: Float32Array): number[] => Array.from(values, (value) => Number(value.toPrecision(9)));

export function memberOf(net: SmallMlp, scales: readonly ColumnScale[]): ModelMember {
  const layers = net.layers.map(({ inputs, outputs, weights, biases }) => ({
    inputs,
    outputs,
    weights: plain(weights),
    biases: plain(biases),
  }));
  return { scales: scales.map((scale) => ({ ...scale })), layers };
}

export function netOf({ scales, layers }: ModelMember, classes: number): SmallMlp {
  return {
    columns: widthOf(scales),
    classes,
    layers: layers.map(({ inputs, outputs, weights, biases }) => ({
      inputs,
      outputs,
      weights: Float32Array.from(weights),
      biases: Float32Array.from(biases),
    })),
    epochs: 0,
    bestEpoch: 0,
    validationLoss: Number.NaN,
  };
}

/**
 * Calibrates the scores of one row in place: each class by its curve, then to a sum of 1 where there are more than two.
 * Scores of no class at all stay as they were trained.
 */
export function calibrateRow(scores: Float64Array, calibration: ClassifierModel['calibration']): void {
  if (scores.length === 2) {
    scores[1] = isotonicAt(calibration[0], scores[1]);
    scores[0] = 1 - scores[1];
    return;
  }
  const found = scores.map((score, c) => isotonicAt(calibration[c], score));
  const sum = found.reduce((a, b) => a + b, 0);
  if (sum > 0) scores.set(found.map((value) => value / sum));
}

/** What a model says of each row of a table. NaN, and -1 as label, where a row has no place in it. */
export interface ClassScores {
  /** One array a class. */
  probabilities: Float32Array[];
  /** Standard deviation over the members of the probability of the likeliest class. */
  spread: Float32Array;
  /** The likeliest class. */
  label: Int32Array;
}

/** Rows predicted at once. */
const CHUNK = 16_384;

/**
 * Mean calibrated probabilities over the members. O(rows weights).
 * @param values of each column as they enter, one a row
 * @param takesPart whether a member has a say in a row; all in all unless told
 */
export function scoreTable(
  { classes, members, calibration, missing }: ClassifierModel,
  values: readonly Float32Array[],
  rows: number,
  progress: Progress,
  takesPart: (member: number, row: number) => boolean = () => true,
): ClassScores {
  const k = classes.length;
  const sums = new Float64Array(rows * k);
  const squares = new Float64Array(rows * k);
  const count = new Uint16Array(rows);
  const usable = (row: number): boolean =>
    missing === 'impute' || values.every((column) => Number.isFinite(column[row]));
  const scores = new Float64Array(k);
  for (const [done, member] of members.entries()) {
    const net = netOf(member, k);
    for (let from = 0; from < rows; from += CHUNK) {
      progress({ stage: 'scores of all events', done: done + from / rows, total: members.length });
      const chunk = Int32Array.from({ length: Math.min(CHUNK, rows - from) }, (_, i) => from + i).filter(
        (row) => takesPart(done, row) && usable(row),
      );
      const found = predictSmallMlp(net, scaledRows(values, member.scales, chunk), chunk.length);
      chunk.forEach((row, i) => {
        for (let c = 0; c < k; c++) scores[c] = found[i * k + c];
        calibrateRow(scores, calibration);
        count[row]++;
        for (let c = 0; c < k; c++) {
          sums[row * k + c] += scores[c];
          squares[row * k + c] += scores[c] * scores[c];
        }
      });
    }
  }
  const probabilities = classes.map((_, c) =>
    Float32Array.from(count, (n, row) => (n === 0 ? Number.NaN : sums[row * k + c] / n)),
  );
  const label = Int32Array.from(count, (n, row) => (n === 0 ? -1 : likeliest(probabilities, row)));
  const spread = Float32Array.from(count, (n, row) => {
    if (n < 2) return Number.NaN;
    const at = row * k + label[row];
    return Math.sqrt(Math.max(0, squares[at] - (sums[at] * sums[at]) / n) / (n - 1));
  });
  return { probabilities, spread, label };
}

/** The class of the highest probability, the first of equal ones. */
export function likeliest(probabilities: readonly ArrayLike<number>[], row: number): number {
  let best = 0;
  for (let c = 1; c < probabilities.length; c++) {
    if (probabilities[c][row] > probabilities[best][row]) best = c;
  }
  return best;
}

/** A kept model on the events of a table. @throws Problem bad-data that names the quantities which the table lacks */
export function applyModel(model: ClassifierModel, table: Table, progress: Progress): ClassScores {
  const columns = model.columns.map(({ name }) => table.columns.find((column) => column.name === name));
  const lacking = model.columns.filter((_, i) => !columns[i] || !isNumeric(columns[i]));
  if (lacking.length > 0) {
    const names = lacking.map(({ name }) => name);
    throw new Problem(
      'bad-data',
      `the events have no quantity ${names.join(', ')}; expected all ${model.columns.length} that the model was trained on`,
    );
  }
  const values = model.columns.map((entry, i) => enteredValues(numbersOf(columns[i]!), entry));
  return scoreTable(model, values, table.rows, progress);
}
