import { log } from '../math/log.ts';
import { Problem } from '../problem.ts';
import { createRng } from '../random/rng.ts';
import {
  adamStep,
  backward,
  copyValues,
  createNet,
  type DenseLayer,
  forward,
  layersOf,
  type MlpNet,
  netOfLayers,
  outputErrors,
  probabilities,
  setInput,
} from './mlp-net.ts';
import { classFactors, shuffle, splitRows } from './training-rows.ts';

export interface SmallMlpParams {
  /** Units of the hidden layers, one or two; ReLU. */
  hidden: readonly number[];
  /** At most; fewer where the validation part stops improving. */
  epochs: number;
  batch: number;
  learningRate: number;
  /** Half of it times the squared weights is added to the loss, as scikit-learn's alpha over the rows. */
  weightDecay: number;
  /** Share of the rows, of each class alike, that only tells when to stop; 0 trains all epochs on all rows. */
  validation: number;
  /** Epochs without a lower validation loss before it stops; the best weights are kept. */
  patience: number;
  /** `balanced`: each class counts the same in all, n / (classes n_class); or a factor for each class. */
  classWeights: 'balanced' | 'none' | readonly number[];
  seed: number;
}

export const SMALL_MLP_DEFAULTS: SmallMlpParams = {
  hidden: [32],
  epochs: 40,
  batch: 256,
  learningRate: 5e-3,
  weightDecay: 1e-5,
  validation: 0.15,
  patience: 5,
  classWeights: 'balanced',
  seed: 1,
};

/** Plain data, so that it can be saved and sent. Two classes have one output, the logit of class 1. */
export interface SmallMlp {
  columns: number;
  classes: number;
  layers: DenseLayer[];
  /** Epochs that were trained, and that whose weights are kept. */
  epochs: number;
  bestEpoch: number;
  /** Weighted log loss of the validation part at the best epoch; NaN without such a part. */
  validationLoss: number;
}

/** Rows handled at once in predictions. */
const BLOCK = 512;
/**
 * A multilayer perceptron by Adam (Kingma & Ba 2015) on the log loss of softmax, or of the logistic function for
 * two classes. The same arguments give the same bits in every engine: doubles, sums in a fixed order, an exp of
 * our own. O(epochs rows weights), about 1 ns a multiplication.
 * @param x rows x columns, row by row, standardised (mean 0, deviation about 1); every value finite
 * @param labels class of each row: whole numbers from 0, at least two classes present below the highest
 * @throws Problem bad-parameter, bad-data
 */
export function trainSmallMlp(
  x: Float32Array,
  rows: number,
  columns: number,
  labels: Int32Array,
  params: SmallMlpParams,
  onEpoch: (done: number, total: number) => void = () => undefined,
): SmallMlp {
  const classes = checkTraining(x, rows, columns, labels, params);
  const rng = createRng(params.seed);
  const { train, validation } = splitRows(labels, rows, classes, params.validation, rng);
  const factors = classFactors(labels, train, classes, params.classWeights);
  const widths = [columns, ...params.hidden, classes === 2 ? 1 : classes];
  const batch = Math.min(Math.max(Math.round(params.batch), 1), train.length);
  const net = createNet(widths, batch, rng);
  const found = new Float64Array(batch * classes);
  let best = copyValues(net);
  let bestLoss = Number.POSITIVE_INFINITY;
  let bestEpoch = 0;
  let epoch = 0;
  while (epoch < params.epochs) {
    shuffle(train, rng);
    for (let from = 0; from < train.length; from += batch) {
      const count = Math.min(batch, train.length - from);
      setInput(net, x, train, from, count);
      forward(net, count);
      probabilities(net, count, found);
      outputErrors(net, found, labels, factors, train, from, count);
      backward(net, count, params.weightDecay);
      adamStep(net, params.learningRate);
    }
    epoch++;
    onEpoch(epoch, params.epochs);
    if (validation.length === 0) continue;
    const loss = logLoss(net, found, x, labels, factors, validation);
    if (loss < bestLoss) {
      bestLoss = loss;
      bestEpoch = epoch;
      best = copyValues(net);
    } else if (epoch - bestEpoch >= params.patience) break;
  }
  if (validation.length === 0) {
    best = copyValues(net);
    bestEpoch = epoch;
  }
  if (!best.every(Number.isFinite)) {
    throw new Problem(
      'bad-data',
      `training diverged at learning rate ${params.learningRate}; expected finite weights`,
    );
  }
  return {
    columns,
    classes,
    layers: layersOf(net, best),
    epochs: epoch,
    bestEpoch,
    validationLoss: validation.length === 0 ? Number.NaN : bestLoss,
  };
}

/**
 * Class probabilities, rows x classes, row by row. O(rows weights).
 * @param x as for training; a NaN gives NaN probabilities of its row
 */
export function predictSmallMlp(model: SmallMlp, x: Float32Array, rows: number): Float32Array {
  const { classes } = model;
  const net = netOfLayers(model.layers, Math.min(BLOCK, Math.max(rows, 1)));
  const width = classes === 2 ? 1 : classes;
  const found = new Float64Array(net.batch * width);
  const result = new Float32Array(rows * classes);
  for (let from = 0; from < rows; from += net.batch) {
    const count = Math.min(net.batch, rows - from);
    setInput(net, x, null, from, count);
    forward(net, count);
    probabilities(net, count, found);
    if (width > 1) {
      result.set(found.subarray(0, count * width), from * width);
      continue;
    }
    for (let row = 0; row < count; row++) {
      result[2 * (from + row) + 1] = found[row];
      result[2 * (from + row)] = 1 - found[row];
    }
  }
  return result;
}

/** Probability of class 1 of two. O(rows weights). */
export function scoreRows(model: SmallMlp, x: Float32Array, rows: number): Float32Array {
  const found = predictSmallMlp(model, x, rows);
  return Float32Array.from({ length: rows }, (_, row) => found[2 * row + 1]);
}

/** Weighted mean of the log loss over the rows that `order` names. */
function logLoss(
  net: MlpNet,
  found: Float64Array,
  x: Float32Array,
  labels: Int32Array,
  factors: Float64Array,
  order: Int32Array,
): number {
  const { outputs: width } = net.layers[net.layers.length - 1];
  let loss = 0;
  let weight = 0;
  for (let from = 0; from < order.length; from += net.batch) {
    const count = Math.min(net.batch, order.length - from);
    setInput(net, x, order, from, count);
    forward(net, count);
    probabilities(net, count, found);
    for (let row = 0; row < count; row++) {
      const label = labels[order[from + row]];
      const p = width > 1 ? found[row * width + label] : label === 1 ? found[row] : 1 - found[row];
      loss -= factors[label] * log(Math.max(p, 1e-12));
      weight += factors[label];
    }
  }
  return loss / weight;
}

function checkTraining(
  x: Float32Array,
  rows: number,
  columns: number,
  labels: Int32Array,
  params: SmallMlpParams,
): number {
  const refuse = (what: string): never => {
    throw new Problem('bad-parameter', what);
  };
  if (!(rows >= 2 && columns >= 1) || x.length < rows * columns || labels.length !== rows) {
    refuse(
      `invalid training table: ${rows} x ${columns} with ${labels.length} labels; expected 2 rows or more, a column, a label a row`,
    );
  }
  if (
    params.hidden.length > 2 ||
    params.hidden.some((width) => !(Number.isInteger(width) && width >= 1 && width <= 1024))
  ) {
    refuse(`invalid hidden: [${params.hidden}]; expected at most two whole numbers from 1 to 1024`);
  }
  if (!(params.learningRate > 0))
    refuse(`invalid learningRate: ${params.learningRate}; expected a number > 0`);
  if (!(params.validation >= 0 && params.validation < 1)) {
    refuse(`invalid validation: ${params.validation}; expected 0 to below 1`);
  }
  for (let i = 0; i < rows * columns; i++) {
    if (x[i] - x[i] !== 0) {
      throw new Problem(
        'bad-data',
        `row ${Math.floor(i / columns)} has ${x[i]} in column ${i % columns}; expected finite values`,
      );
    }
  }
  let highest = 0;
  let present = 0;
  const seen = new Set<number>();
  for (const label of labels) {
    if (label < 0 || label > 255) refuse(`invalid label: ${label}; expected 0 to 255`);
    if (!seen.has(label)) present++;
    seen.add(label);
    highest = Math.max(highest, label);
  }
  if (present < 2)
    throw new Problem('bad-data', `all ${rows} rows are of class ${highest}; expected two classes or more`);
  return highest + 1;
}
