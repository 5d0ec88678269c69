import { expect, test } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import { clopperPearson } from '../stats/binomial-interval.ts';
import { makeTable, type Table } from '../table/table.ts';
import { applyModel } from './classifier-model.ts';
import { classifyEvents } from './classify-events.ts';
import { ownTrainer } from './own-trainer.ts';
import { SEPARATION_DEFAULTS } from './separation.ts';
import { weightedShare } from './shares.ts';

const PARAMS = { ...SEPARATION_DEFAULTS, folds: 3, repeats: 1, epochs: 25, hidden: [12], eventsASide: 200 };
const features: FeatureSpec[] = ['area', 'tba', 'noise'].map((column) => ({
  column,
  transform: column === 'area' ? 'log10' : 'linear',
}));

/** Three classes told by two quantities; events 700 and up have no label, and some no value. */
function threeClasses(seed: number): { table: Table; labels: Int32Array } {
  const rng = createRng(seed);
  const rows = 800;
  const truth = Int32Array.from({ length: rows }, (_, row) => (row % 10 < 6 ? 0 : row % 10 < 9 ? 1 : 2));
  const column = (name: string, value: (row: number) => number) => ({
    name,
    unit: '',
    role: 'feature' as const,
    type: 'float64' as const,
    missing: null,
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  const table = makeTable([
    column('area', (row) => 10 ** (3 + 0.3 * rng.normal() + (truth[row] === 2 ? 2 : 0))),
    column('tba', (row) => (row % 97 === 5 ? Number.NaN : 0.3 * rng.normal() + (truth[row] === 1 ? 1.6 : 0))),
    column('noise', () => rng.normal()),
  ]);
  return { table, labels: truth.map((label, row) => (row < 700 ? label : -1)) };
}

test('three classes: held-out figures, probabilities that add up, the same bits by the same seed', async () => {
  const { table, labels } = threeClasses(4);
  const run = () =>
    classifyEvents(table, features, labels, ['bulk', 'gas', 'rise'], PARAMS, ownTrainer, unwatched);
  const found = await run();
  expect(await run()).toEqual(found);
  expect(found.classes.map(({ name, events, drawn }) => [name, events, drawn])).toEqual([
    ['bulk', 420, 200],
    ['gas', 210, 200],
    ['rise', 70, 70],
  ]);
  expect(found.unlabelled).toBe(100);
  for (const { auc } of found.classes) {
    expect(auc.auc).toBeGreaterThan(0.97);
    expect(auc.low).toBeLessThanOrEqual(auc.auc);
    expect(auc.high).toBeGreaterThanOrEqual(auc.auc);
  }
  found.confusion.forEach((row, c) => {
    expect(row.reduce((a, b) => a + b, 0)).toBe(found.classes[c].drawn);
    const { low, high } = clopperPearson(row[c], found.classes[c].drawn);
    expect(found.classes[c].recall.share).toBeCloseTo(row[c] / found.classes[c].drawn, 10);
    expect(found.classes[c].recall.low).toBeCloseTo(low, 10);
    expect(found.classes[c].recall.high).toBeCloseTo(high, 10);
  });
  // Unlabelled events are called as well, mostly rightly.
  const right = Array.from({ length: 100 }, (_, i) => 700 + i).filter(
    (row) => found.label[row] === (row % 10 < 6 ? 0 : row % 10 < 9 ? 1 : 2),
  );
  expect(right.length).toBeGreaterThan(85);
  for (let row = 0; row < table.rows; row++) {
    const sum = found.probabilities.reduce((all, one) => all + one[row], 0);
    expect(sum).toBeCloseTo(1, 5);
  }
  const losses = new Map(found.importances.map((one) => [one.columns[0], one]));
  expect(losses.get('noise')!.low).toBeLessThanOrEqual(0);
  expect(Math.min(losses.get('area')!.low, losses.get('tba')!.low)).toBeGreaterThan(0);
});

test('a model gives events that nobody drew the same probabilities again, and names what a table lacks', async () => {
  const { table, labels } = threeClasses(5);
  const found = await classifyEvents(table, features, labels, ['a', 'b', 'c'], PARAMS, ownTrainer, unwatched);
  const model = JSON.parse(JSON.stringify(found.model));
  const applied = applyModel(model, table, unwatched);
  for (let row = 700; row < table.rows; row++) {
    for (const c of [0, 1, 2]) expect(applied.probabilities[c][row]).toBe(found.probabilities[c][row]);
    expect(applied.label[row]).toBe(found.label[row]);
  }
  const poorer = { rows: table.rows, columns: table.columns.slice(0, 1) };
  expect(() => applyModel(model, poorer, unwatched)).toThrow('the events have no quantity tba, noise');
});

test('classes too small for the folds are left out by name, and two must remain', async () => {
  const { table, labels } = threeClasses(6);
  const few = labels.map((label, row) => (label === 2 && row > 30 ? -1 : label));
  const params = { ...PARAMS, epochs: 5 };
  const found = await classifyEvents(table, features, few, ['a', 'b', 'c'], params, ownTrainer, unwatched);
  expect(found.model.classes).toEqual(['a', 'b']);
  expect(found.warnings[0]).toBe('left out, with fewer than 6 events each: c');
  const one = labels.map((label) => (label === 0 ? 0 : -1));
  await expect(
    classifyEvents(table, features, one, ['a', 'b', 'c'], params, ownTrainer, unwatched),
  ).rejects.toThrow('1 classes have 6 events or more');
});

test('a weighted share: by counts where weights are equal, at fewer events where they are not', () => {
  const { low, high } = clopperPearson(3, 10);
  const isIn = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0].map(Boolean);
  const equal = weightedShare(Array(10).fill(4), isIn);
  expect([equal.share, equal.low, equal.high]).toEqual([
    expect.closeTo(0.3, 12),
    expect.closeTo(low, 10),
    expect.closeTo(high, 10),
  ]);
  const uneven = weightedShare([9, 1, 1, 1, 1, 1, 1, 1, 1, 1], isIn);
  expect(uneven.share).toBeCloseTo(11 / 18, 12);
  expect(uneven.high - uneven.low).toBeGreaterThan(high - low);
});
