import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom } from '../table/bits.ts';
import { columnScores, onlyColumn } from './leading-column.ts';
import type { ClusterCard } from './reality.ts';
import { verdictOf } from './verdict.ts';

const ROWS = 1000;
const SIZE = 80;
const DIMS = 6;

/** Normal values, of which the first SIZE rows lie apart in some columns. */
function scoresOf(apart: readonly number[], dims = DIMS): Float64Array {
  const rng = createRng(3);
  const matrix = Float32Array.from({ length: ROWS * dims }, (_, i) => {
    const isApart = i < SIZE * dims && apart.includes(i % dims);
    return rng.normal() + (isApart ? 4 : 0);
  });
  return columnScores(
    matrix,
    dims,
    bitsFrom(ROWS, (row) => row < SIZE),
  );
}

const held = { auc: 0.999, low: 0.995, high: 1, inside: SIZE, outside: 500 };
const found = { found: 10, of: 10 };
const card: Omit<ClusterCard, 'verdict'> = {
  ...{ label: 1, size: SIZE, refound: [], found: { seed: found, sample: found }, meanJaccard: 0.95 },
  rate: { found: 20, of: 20, low: 0.83, high: 1 },
  ...{ others: held, nearest: { ...held, label: 0 } },
  contact: { k: 30, across: 0.005, acrossHigh: 0.01, through: 0.2, touches: [] },
};

test('a column is alone where no second one goes with it; of few columns one may be all there is', () => {
  expect(onlyColumn(scoresOf([2]))).toBe(2);
  expect(onlyColumn(scoresOf([2, 4]))).toBe(null);
  expect(onlyColumn(scoresOf([]))).toBe(null);
  expect(onlyColumn(scoresOf([1], 3))).toBe(null);
});

test('what one column alone sets apart is in doubt, true or not; what two do is real, and the bulk is never asked', () => {
  const names = Array.from({ length: DIMS }, (_, d) => `q${d}`);
  const verdict = (apart: number[], size = SIZE) => {
    const only = onlyColumn(scoresOf(apart));
    return verdictOf({ ...card, size }, ROWS, [], [], only === null ? null : names[only]);
  };
  expect(verdict([2, 4]).level).toBe('real');
  expect(verdict([2])).toMatchObject({
    level: 'doubtful',
    text: expect.stringMatching(
      /^In doubt: q2 alone sets it apart: a population of one quantity .*; found /i,
    ),
  });
  expect(verdict([2], 700).level).toBe('bulk');
});

test('what is not found again, or not told apart, is not believed; without a gap alone it is in doubt', () => {
  const never = { found: 2, of: 10 };
  const lost = { ...card, found: { seed: never, sample: never }, rate: { ...card.rate, found: 4 } };
  expect(verdictOf(lost, ROWS, [], []).level).toBe('unreal');
  const mixed = { ...held, auc: 0.55, low: 0.5, high: 0.6, label: 0 };
  expect(verdictOf({ ...card, nearest: mixed }, ROWS, [], []).level).toBe('unreal');
  const touching = { ...card, contact: { k: 30, across: 0.2, acrossHigh: 0.25, through: 0.2, touches: [] } };
  expect(verdictOf(touching, ROWS, [], []).level).toBe('doubtful');
});
