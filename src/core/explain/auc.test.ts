import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { median } from '../stats/quantile.ts';
import { type Bits, bitsFrom } from '../table/bits.ts';
import type { NumberColumn } from '../table/column.ts';
import { aucInterval, type Separation, separate } from './auc.ts';
import { rankColumn } from './ranked-column.ts';

const ON_NEITHER = 0;
const ON_IN = 1;
const ON_OUT = 2;

function separateSides(values: number[], sides: Uint8Array, countIn: number, countOut: number): Separation {
  const rowsOn = (side: number): Bits => bitsFrom(sides.length, (row) => sides[row] === side);
  const outs = sides.includes(ON_NEITHER) ? rowsOn(ON_OUT) : null;
  return separate(rankColumn(columnOf(values), false), rowsOn(ON_IN), outs, countIn, countOut);
}

const columnOf = (values: number[]): NumberColumn => ({
  name: 'q',
  unit: null,
  role: 'feature',
  missing: null,
  type: 'float64',
  values: Float64Array.from(values),
});

const bySide = (values: number[], sides: Uint8Array, side: number): number[] =>
  values.filter((value, row) => sides[row] === side && Number.isFinite(value));

/** AUC and DeLong's variance by all pairs. */
function slow(values: number[], sides: Uint8Array): { auc: number; variance: number } {
  const inside = bySide(values, sides, ON_IN);
  const outside = bySide(values, sides, ON_OUT);
  const wins = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
  const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const variance = (list: number[]): number =>
    list.reduce((sum, value) => sum + (value - mean(list)) ** 2, 0) / (list.length - 1);
  const ofIn = inside.map((a) => mean(outside.map((b) => wins(a, b))));
  const ofOut = outside.map((b) => mean(inside.map((a) => wins(a, b))));
  return { auc: mean(ofIn), variance: variance(ofIn) / ofIn.length + variance(ofOut) / ofOut.length };
}

// sklearn.metrics.roc_auc_score([0, 0, 1, 1, 0, 1], [.1, .4, .35, .8, .35, .9]), scikit-learn 1.2.1
test('hand case with a tie agrees with scikit-learn', () => {
  const values = [0.1, 0.4, 0.35, 0.8, 0.35, 0.9];
  const sides = Uint8Array.from([0, 0, 1, 1, 0, 1], (label) => (label === 1 ? ON_IN : ON_OUT));
  const found = separateSides(values, sides, 3, 3);
  expect(found.auc).toBeCloseTo(0.8333333333333334, 12);
  expect(found.medianIn).toBe(0.8);
  expect(found.medianOut).toBe(0.35);
});

test('AUC, variance, medians and bins agree with counting all pairs', () => {
  const rng = createRng(5);
  for (let round = 0; round < 200; round++) {
    const rows = 10 + rng.integer(150);
    const draw = [() => rng.normal(), () => rng.integer(5), () => Math.round(rng.normal() * 20)][round % 3];
    const values = Array.from({ length: rows }, () => (rng.uniform() < 0.1 ? Number.NaN : draw()));
    const kinds = [
      [ON_IN, ON_OUT, ON_OUT, ON_NEITHER],
      [ON_IN, ON_OUT],
      [ON_IN, ON_IN, ON_IN, ON_OUT],
    ][rng.integer(3)];
    const sides = Uint8Array.from(values, () => kinds[rng.integer(kinds.length)]);
    const inside = bySide(values, sides, ON_IN);
    const outside = bySide(values, sides, ON_OUT);
    if (inside.length < 2 || outside.length < 2) continue;
    const found = separateSides(values, sides, inside.length, outside.length);
    const expected = slow(values, sides);
    expect(found.auc).toBeCloseTo(expected.auc, 12);
    expect(found.variance).toBeCloseTo(expected.variance, 12);
    expect(found.medianIn).toBeCloseTo(median(inside), 12);
    expect(found.medianOut).toBeCloseTo(median(outside), 12);
    expect(found.binsIn.reduce((a, b) => a + b)).toBe(inside.length);
    expect(found.binsOut.reduce((a, b) => a + b)).toBe(outside.length);
  }
});

test('the 95 % interval holds the true AUC of two normals in about 95 % of repeats', () => {
  // AUC of N(1.2, 1) against N(0, 1): Phi(1.2 / sqrt 2).
  const truth = 0.8019280454239629;
  const rng = createRng(17);
  const [countIn, countOut, repeats] = [40, 200, 1000];
  const sides = Uint8Array.from({ length: countIn + countOut }, (_, row) => (row < countIn ? ON_IN : ON_OUT));
  let covered = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const values = Array.from(sides, (side) => rng.normal() + (side === ON_IN ? 1.2 : 0));
    const { auc, variance } = separateSides(values, sides, countIn, countOut);
    const { low, high } = aucInterval(auc, variance, countIn, countOut);
    if (low <= truth && truth <= high) covered++;
  }
  expect(covered / repeats).toBeGreaterThan(0.93);
  expect(covered / repeats).toBeLessThan(0.975);
});

test('intervals stay within [0, 1] and say something at the ends', () => {
  const perfect = aucInterval(1, 0, 20, 1000);
  expect(perfect.high).toBe(1);
  expect(perfect.low).toBeGreaterThan(0.8);
  expect(perfect.low).toBeLessThan(0.99);
  const mirrored = aucInterval(0, 0, 20, 1000);
  expect(mirrored.high).toBeCloseTo(1 - perfect.low, 10);
  const one = aucInterval(0.7, Number.NaN, 1, 1000);
  expect(one.low).toBeLessThan(0.3);
  expect(one.high).toBeGreaterThan(0.9);
  const near = aucInterval(0.9995, 1e-6, 50, 1000);
  expect(near.high).toBeLessThan(1);
  expect(aucInterval(0.5, 0, 1, 1).low).toBeGreaterThanOrEqual(0);
});
