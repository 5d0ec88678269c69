import * as tf from '@tensorflow/tfjs';
import type { DenseLayer } from '../../../src/core/classify/mlp-net.ts';
import type { Trainer, TrainRequest } from '../../../src/core/classify/separation.ts';
import { SMALL_MLP_DEFAULTS, type SmallMlp } from '../../../src/core/classify/small-mlp.ts';
import { classFactors, shuffle, splitRows } from '../../../src/core/classify/training-rows.ts';
import { Problem } from '../../../src/core/problem.ts';
import { createRng, type Rng } from '../../../src/core/random/rng.ts';
import { isBackendLost, lostBackend, orLost, type TfjsBackend } from './backend.ts';

const { learningRate, validation, patience, batch: BATCH } = SMALL_MLP_DEFAULTS;

/**
 * The network of core/classify/small-mlp.ts with its start, its split and its early stopping, but for the weight
 * decay, trained by TensorFlow.js on the backend in use. The same seed gives the same weights on one machine.
 */
export const tfjsTrainer = (backend: TfjsBackend): Trainer => ({ name: `TensorFlow.js, ${backend}`, train });

async function train(request: TrainRequest, onShare: (share: number) => void): Promise<SmallMlp> {
  const { x, rows, columns, labels, classes, hidden, epochs, seed } = request;
  const rng = createRng(seed);
  const parts = splitRows(labels, rows, classes, validation, rng);
  const factors = classFactors(labels, parts.train, classes, 'balanced');
  const widths = [columns, ...hidden, classes === 2 ? 1 : classes];
  const variables = createVariables(widths, rng);
  const optimizer = tf.train.adam(learningRate);
  const take = (order: Int32Array): Batch => batchOf(x, columns, labels, classes, factors, order);
  const held = parts.validation.length > 0 ? take(parts.validation) : null;
  let best = await valuesOf(variables);
  let bestLoss = Number.POSITIVE_INFINITY;
  let bestEpoch = 0;
  let epoch = 0;
  try {
    while (epoch < epochs) {
      shuffle(parts.train, rng);
      for (let from = 0; from < parts.train.length; from += BATCH) {
        const order = parts.train.subarray(from, from + BATCH);
        tf.tidy(() => {
          const batch = take(order);
          optimizer.minimize(() => lossOf(variables, batch, classes), false, variables);
        });
        onShare((epoch + Math.min(1, (from + BATCH) / parts.train.length)) / epochs);
      }
      epoch++;
      if (held === null) continue;
      const scalar = tf.tidy(() => lossOf(variables, held, classes));
      const [loss] = await orLost(scalar.data());
      scalar.dispose();
      if (isBackendLost()) throw lostBackend();
      if (loss < bestLoss) {
        bestLoss = loss;
        bestEpoch = epoch;
        best = await valuesOf(variables);
      } else if (epoch - bestEpoch >= patience) break;
    }
    if (held === null) {
      best = await valuesOf(variables);
      bestEpoch = epoch;
    }
  } finally {
    optimizer.dispose();
    if (held !== null) tf.dispose([held.x, held.y, held.weight]);
    tf.dispose(variables);
  }
  if (!best.every((values) => values.every(Number.isFinite))) {
    throw new Problem(
      'bad-data',
      `training diverged at learning rate ${learningRate}; expected finite weights`,
    );
  }
  return {
    columns,
    classes,
    layers: layersOf(widths, best),
    epochs: epoch,
    bestEpoch,
    validationLoss: held === null ? Number.NaN : bestLoss,
  };
}

/** Rows, what is wanted of them (1 or 0, one output a class but for two classes), and what each counts. */
interface Batch {
  x: tf.Tensor2D;
  y: tf.Tensor2D;
  weight: tf.Tensor2D;
}

function batchOf(
  x: Float32Array,
  columns: number,
  labels: Int32Array,
  classes: number,
  factors: Float64Array,
  order: Int32Array,
): Batch {
  const count = order.length;
  const outputs = classes === 2 ? 1 : classes;
  const values = new Float32Array(count * columns);
  const wanted = new Float32Array(count * outputs);
  order.forEach((row, i) => {
    values.set(x.subarray(row * columns, (row + 1) * columns), i * columns);
    if (outputs === 1) wanted[i] = labels[row];
    else wanted[i * outputs + labels[row]] = 1;
  });
  const weights = Float32Array.from(order, (row) => factors[labels[row]]);
  return {
    x: tf.tensor2d(values, [count, columns]),
    y: tf.tensor2d(wanted, [count, outputs]),
    weight: tf.tensor2d(weights, [count, 1]),
  };
}

/** Weights and biases by turns, drawn as our own trainer draws them. */
function createVariables(widths: number[], rng: Rng): tf.Variable[] {
  return widths.slice(1).flatMap((outputs, i) => {
    const limit = Math.sqrt((i + 2 < widths.length ? 6 : 3) / widths[i]);
    const drawn = Float32Array.from({ length: widths[i] * outputs }, () => limit * (2 * rng.uniform() - 1));
    return [tf.variable(tf.tensor2d(drawn, [widths[i], outputs])), tf.variable(tf.zeros([outputs]))];
  });
}

/** Weighted mean of the log loss, from logits. */
function lossOf(variables: tf.Variable[], { x, y, weight }: Batch, classes: number): tf.Scalar {
  let out: tf.Tensor2D = x;
  for (let i = 0; i < variables.length; i += 2) {
    const sum = tf.add(tf.matMul(out, variables[i] as tf.Tensor2D), variables[i + 1]) as tf.Tensor2D;
    out = i + 2 < variables.length ? tf.relu(sum) : sum;
  }
  if (classes > 2) {
    const each = tf.sub(tf.logSumExp(out, 1, true), tf.sum(tf.mul(out, y), 1, true));
    return tf.mean(tf.mul(each, weight)) as tf.Scalar;
  }
  const log = tf.log1p(tf.exp(tf.neg(tf.abs(out))));
  const each = tf.add(tf.sub(tf.relu(out), tf.mul(out, y)), log);
  return tf.mean(tf.mul(each, weight)) as tf.Scalar;
}

async function valuesOf(variables: tf.Variable[]): Promise<Float32Array[]> {
  return Promise.all(variables.map(async (variable) => Float32Array.from(await orLost(variable.data()))));
}

function layersOf(widths: number[], values: Float32Array[]): DenseLayer[] {
  return widths.slice(1).map((outputs, i) => ({
    inputs: widths[i],
    outputs,
    weights: values[2 * i],
    biases: values[2 * i + 1],
  }));
}
