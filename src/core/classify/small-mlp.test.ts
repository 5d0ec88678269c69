import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { floatRoom } from './multiply.ts';
import { predictSmallMlp, SMALL_MLP_DEFAULTS, type SmallMlp, trainSmallMlp } from './small-mlp.ts';

test('the kernel and its plain version give the same bits, near those of doubles', () => {
  const rng = createRng(3);
  for (const [m, n, k] of [
    [1, 4, 1],
    [4, 8, 5],
    [7, 12, 33],
    [9, 20, 3],
  ]) {
    const values = Float32Array.from({ length: m * k + k * n }, () => rng.normal());
    const rows = { at: 0, rowStep: k, columnStep: 1 };
    const columns = { at: 0, rowStep: 1, columnStep: m };
    for (const left of [rows, columns]) {
      const right = { at: m * k, rowStep: n, columnStep: 1 };
      const into = { at: m * k + k * n, rowStep: n, columnStep: 1 };
      const [kernel, plain] = [false, true].map((isPlain) => {
        const room = floatRoom(values.length + m * n, isPlain);
        room.floats.set(values);
        room.multiply(m, n, k, left, right, into);
        return room.floats.slice(into.at);
      });
      expect(kernel).toEqual(plain);
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          let sum = 0;
          for (let i = 0; i < k; i++) {
            sum += values[row * left.rowStep + i * left.columnStep] * values[right.at + i * n + column];
          }
          expect(kernel[row * n + column]).toBeCloseTo(sum, 4);
        }
      }
    }
  }
});

test('a network by hand: relu(x - 1) - relu(-x - 1), then the logistic function', () => {
  const model: SmallMlp = {
    columns: 1,
    classes: 2,
    layers: [
      { inputs: 1, outputs: 2, weights: Float32Array.of(1, -1), biases: Float32Array.of(-1, -1) },
      { inputs: 2, outputs: 1, weights: Float32Array.of(1, -1), biases: Float32Array.of(0) },
    ],
    epochs: 0,
    bestEpoch: 0,
    validationLoss: 0,
  };
  const found = predictSmallMlp(model, Float32Array.of(0, 3, -2), 3);
  expect(found[1]).toBe(0.5);
  expect(found[3]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  expect(found[5]).toBeCloseTo(1 / (1 + Math.exp(1)), 6);
  expect(found[0] + found[1]).toBeCloseTo(1, 6);
});

function rings(rows: number, classes: number): { x: Float32Array; labels: Int32Array } {
  const rng = createRng(11);
  const x = Float32Array.from({ length: rows * 2 }, () => rng.normal());
  const radius = (row: number): number => Math.hypot(x[2 * row], x[2 * row + 1]);
  const labels = Int32Array.from({ length: rows }, (_, row) =>
    Math.min(classes - 1, Math.floor(radius(row))),
  );
  return { x, labels };
}

test.each([2, 3])('it learns %i rings, by the same seed to the same bits', (classes) => {
  const { x, labels } = rings(1500, classes);
  for (const hidden of [[24], [12, 8]]) {
    const params = { ...SMALL_MLP_DEFAULTS, hidden, batch: 64, epochs: 25, seed: 5 };
    const model = trainSmallMlp(x, 1500, 2, labels, params);
    const found = predictSmallMlp(model, x, 1500);
    let right = 0;
    for (let row = 0; row < 1500; row++) {
      const shares = found.subarray(row * classes, (row + 1) * classes);
      if (shares.indexOf(Math.max(...shares)) === labels[row]) right++;
    }
    expect(right / 1500).toBeGreaterThan(0.92);
    expect(trainSmallMlp(x, 1500, 2, labels, params)).toEqual(model);
    expect(trainSmallMlp(x, 1500, 2, labels, { ...params, seed: 6 })).not.toEqual(model);
  }
});

test('it stops where the validation part no longer gains, and keeps the best epoch', () => {
  const rng = createRng(2);
  const x = Float32Array.from({ length: 400 * 8 }, () => rng.normal());
  const labels = Int32Array.from({ length: 400 }, () => rng.integer(2));
  const model = trainSmallMlp(x, 400, 8, labels, { ...SMALL_MLP_DEFAULTS, epochs: 500, batch: 32 });
  expect(model.epochs).toBeLessThan(500);
  expect(model.epochs - model.bestEpoch).toBe(SMALL_MLP_DEFAULTS.patience);
});

test('what cannot be trained on is refused by name', () => {
  const x = Float32Array.of(0, 1, 2, Number.NaN);
  const train = (labels: number[], params = {}): SmallMlp =>
    trainSmallMlp(x, labels.length, 1, Int32Array.from(labels), { ...SMALL_MLP_DEFAULTS, ...params });
  expect(() => train([0, 0, 0])).toThrow('all 3 rows are of class 0');
  expect(() => train([0, 1, 0, 1])).toThrow('row 3 has NaN');
  expect(() => train([0, 1, 0], { hidden: [4, 4, 4] })).toThrow('invalid hidden: [4,4,4]');
  expect(() => train([0, -1])).toThrow('invalid label: -1');
});
