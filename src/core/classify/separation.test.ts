import { expect, test } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng, type Rng } from '../random/rng.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import { bitsFrom } from '../table/bits.ts';
import type { Role } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { fitIsotonic, isotonicAt, reliabilityOf } from './calibration.ts';
import golden from './golden.json' with { type: 'json' };
import { overFolds } from './over-folds.ts';
import { ownTrainer } from './own-trainer.ts';
import { searchPairs } from './pair-search.ts';
import { permuteGroups } from './permute-groups.ts';
import { aucOf, aucWithInterval, rocCurve } from './roc.ts';
import { separatePopulations } from './separate-populations.ts';
import { SEPARATION_DEFAULTS, type Separation } from './separation.ts';
import type { SmallMlp } from './small-mlp.ts';
import { stratifiedFolds } from './stratified-folds.ts';

const labels = Int32Array.from(golden.labels);

test('AUC, ROC, Brier, calibration error and isotonic regression agree with scikit-learn', () => {
  expect(aucOf(golden.scores, labels)).toBeCloseTo(golden.auc, 12);
  expect(aucWithInterval(golden.scores, labels)).toMatchObject({ auc: expect.closeTo(golden.auc, 12) });
  const curve = rocCurve(golden.scores, labels, 1e9);
  expect(curve.falseRate).toEqual(Float32Array.from(golden.false_rate));
  expect(curve.trueRate).toEqual(Float32Array.from(golden.true_rate));
  const plain = reliabilityOf(golden.scores, labels, null);
  expect(plain.brier).toBeCloseTo(golden.brier, 12);
  expect(plain.ece).toBeCloseTo(golden.ece, 12);
  plain.bins.forEach((bin, i) => {
    expect(bin.said).toBeCloseTo(golden.said[i], 12);
    expect(bin.found).toBeCloseTo(golden.found[i], 12);
  });
  const weights = Float64Array.from(golden.weights);
  expect(reliabilityOf(golden.scores, labels, weights).brier).toBeCloseTo(golden.brier_weighted, 12);
  const isotonic = fitIsotonic(golden.scores, labels, weights);
  golden.isotonic_at.forEach((score, i) => {
    expect(isotonicAt(isotonic, score)).toBeCloseTo(golden.isotonic[i], 10);
  });
});

test('permutation importance of a fixed model agrees with scikit-learn within its spread', async () => {
  const truth = Int32Array.from(golden.y);
  const columns = [0, 1, 2].map((c) => Float32Array.from(truth, (_, row) => golden.x[3 * row + c]));
  const fixed: SmallMlp = {
    columns: 3,
    classes: 2,
    layers: [{ inputs: 3, outputs: 1, weights: Float32Array.of(1.5, -0.7, 0), biases: Float32Array.of(0) }],
    epochs: 0,
    bestEpoch: 0,
    validationLoss: 0,
  };
  const scales = columns.map(() => ({ median: 0, scale: 1, indicator: false }));
  const rows = Int32Array.from(truth, (_, row) => row);
  const groups = Int32Array.of(0, 1, 2);
  const sum = [0, 0, 0];
  const rounds = 20;
  for (let seed = 0; seed < rounds; seed++) {
    const losses = permuteGroups(fixed, { columns, scales, rows, labels: truth }, groups, seed);
    losses.forEach((loss, i) => {
      sum[i] += loss / rounds;
    });
  }
  sum.forEach((loss, i) => {
    expect(Math.abs(loss - golden.importance[i])).toBeLessThan(1e-12 + golden.importance_sd[i]);
  });
  expect(sum[2]).toBe(0);
});

test('over folds: a case by hand, with the factor of Nadeau and Bengio', () => {
  const { mean, low, high } = overFolds([0.8, 0.9], 2);
  expect(mean).toBeCloseTo(0.85, 12);
  const half = 12.706 * Math.sqrt(0.005 * 1.5);
  expect([low, high]).toEqual([expect.closeTo(0.85 - half, 10), expect.closeTo(0.85 + half, 10)]);
});

test('folds hold their share of each class', () => {
  const classes = Int32Array.from({ length: 103 }, (_, i) => (i < 20 ? 1 : 0));
  const fold = stratifiedFolds(classes, 5, createRng(1));
  for (let f = 0; f < 5; f++) {
    expect(classes.filter((label, row) => fold[row] === f && label === 1)).toHaveLength(4);
    expect(classes.filter((_, row) => fold[row] === f).length).toBeGreaterThanOrEqual(20);
  }
  expect(() => stratifiedFolds(Int32Array.of(1, 0, 0, 0), 3, createRng(1))).toThrow('1 events of class 1');
});

test('the pair that tells only together is found, and a pair of noise covers one half', () => {
  const rng = createRng(8);
  const rows = 4000;
  const values = [0, 1, 2, 3].map(() => Float32Array.from({ length: rows }, () => rng.normal()));
  const truth = Int32Array.from({ length: rows }, (_, row) => (values[1][row] * values[3][row] > 0 ? 1 : 0));
  const pairs = searchPairs(values, truth, stratifiedFolds(truth, 5, rng), 5);
  expect(pairs).toHaveLength(6);
  expect(pairs[0]).toMatchObject({ x: 1, y: 3 });
  expect(pairs[0].low).toBeGreaterThan(0.95);
  expect(pairs[0].single).toBeLessThan(0.55);
  const noise = pairs.find(({ x, y }) => x === 0 && y === 2)!;
  expect(noise.low).toBeLessThan(0.5);
  expect(noise.high).toBeGreaterThan(0.5);
});

function tableOf(
  rows: number,
  columns: Record<string, (row: number, rng: Rng) => number>,
  role: Role = 'feature',
): Table {
  const rng = createRng(21);
  return makeTable(
    Object.entries(columns).map(([name, value]) => ({
      name,
      unit: '',
      role: name === 'truth' ? 'truth' : role,
      missing: null,
      type: 'float64',
      values: Float64Array.from({ length: rows }, (_, row) => value(row, rng)),
    })),
  );
}

const linear = (table: Table): FeatureSpec[] =>
  table.columns.map(({ name }) => ({ column: name, transform: 'linear' }));
const quick = { ...SEPARATION_DEFAULTS, hidden: [8], epochs: 15, eventsASide: 600 };
const separate = (table: Table, size: number, params = quick): Promise<Separation> =>
  separatePopulations(
    table,
    linear(table),
    bitsFrom(table.rows, (row) => row < size),
    null,
    params,
    ownTrainer,
    unwatched,
  );

test('a planted quantity wins, its duplicate shares its group, noise covers 0, truth is left out', async () => {
  const rows = 3000;
  const size = 400;
  let planted = 0;
  const table = tableOf(rows, {
    noise: (_, rng) => rng.normal(),
    planted: (row, rng) => {
      planted = rng.normal() + (row < size ? 2 : 0);
      return planted;
    },
    truth: (row) => (row < size ? 1 : 0),
    holey: (row, rng) => (row % 7 === 0 ? Number.NaN : rng.normal()),
  });
  const source = table.columns[1];
  table.columns.push({
    ...source,
    name: 'twin',
    values: Float64Array.from(source.type === 'float64' ? source.values : [], (v) => -3 * v),
  } as typeof source);
  const found = await separate(table, size);
  // AUC of N(2, 1) against N(0, 1): 0.921.
  expect(found.auc.low).toBeLessThan(0.921);
  expect(found.auc.high).toBeGreaterThan(0.921);
  expect(found.verdict).not.toBe('not separable');
  expect(found.importances[0].columns.sort()).toEqual(['planted', 'twin']);
  expect(found.importances[0].low).toBeGreaterThan(0.2);
  for (const { low, high } of found.importances.slice(1)) {
    expect(low).toBeLessThan(0.01);
    expect(high).toBeGreaterThan(-0.01);
  }
  expect(found.left).toEqual([{ column: 'truth', reason: 'a truth label is never a feature' }]);
  expect(found.columns).toEqual(['noise', 'planted', 'holey', 'twin']);
  expect(found.calibrated.ece).toBeLessThan(found.raw.ece);
  expect(found.warnings.join('; ')).toMatch(/at most 600 events .*missing values of 1 quantity/);
  const mean = (from: number, to: number): number =>
    found.probability.subarray(from, to).reduce((sum, p) => sum + p, 0) / (to - from);
  expect(mean(0, size)).toBeGreaterThan(0.4);
  expect(mean(size, rows)).toBeLessThan(0.12);
  expect(await separate(table, size)).toEqual(found);
});

test('labels without a cause are not separable', async () => {
  const table = tableOf(1500, { a: (_, rng) => rng.normal(), b: (_, rng) => rng.normal() });
  const found = await separate(table, 300);
  expect(found.verdict).toBe('not separable');
  expect(found.auc.low).toBeLessThan(0.5);
  expect(found.auc.high).toBeGreaterThan(0.5);
  await expect(separate(table, 6)).rejects.toThrow('6 events of the population');
});
