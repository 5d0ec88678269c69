import { expect, test } from 'vitest';
import { bitsFrom, bitsNone } from '../table/bits.ts';
import type { TextColumn } from '../table/column.ts';
import { bestAnswer, composition, type Goal, judgeAnswer } from './judge-answer.ts';

/** 10 of gas, 90 of bulk. */
const truth: TextColumn = {
  ...{ name: 'truth', unit: null, role: 'truth', type: 'text', missing: null },
  codes: Int32Array.from({ length: 100 }, (_, row) => Number(row >= 10)),
  levels: ['gas', 'bulk'],
};
const goal: Goal = { populations: ['gas'], efficiency: 0.8, purity: 0.7, othersTaken: 0.05 };
const taken = (gas: number, bulk: number) => bitsFrom(100, (row) => (row < 10 ? row < gas : row - 10 < bulk));

test.each([
  [9, 1, null],
  [8, 3, null],
  [7, 0, 'part'],
  [10, 30, 'wide'],
  [9, 4, 'wide'],
  [2, 40, 'elsewhere'],
  [0, 5, 'elsewhere'],
] as const)('%d of 10 sought and %d of 90 others: %s', (gas, bulk, failure) => {
  expect(judgeAnswer(taken(gas, bulk), truth, goal).failure).toBe(failure);
});

test('figures are counted by hand, with intervals that hold them', () => {
  const { efficiency, purity, restRemoved } = judgeAnswer(taken(9, 3), truth, goal).figures;
  expect([efficiency.value, purity.value, restRemoved.value]).toEqual([0.9, 0.75, 3 / 90]);
  for (const share of [efficiency, purity, restRemoved]) {
    expect(share.low).toBeLessThan(share.value);
    expect(share.high).toBeGreaterThan(share.value);
  }
});

test('nothing taken is told as such, and a goal may leave purity open', () => {
  expect(judgeAnswer(bitsNone(100), truth, goal).failure).toBe('nothing');
  expect(judgeAnswer(taken(10, 4), truth, { ...goal, purity: null, othersTaken: null }).failure).toBeNull();
});

test('of several flags the closest is judged; composition counts both', () => {
  const answers = [
    { name: 'all', rows: taken(10, 90) },
    { name: 'most', rows: taken(8, 1) },
    { name: 'few', rows: taken(2, 0) },
  ];
  expect(bestAnswer(answers, truth, goal)?.name).toBe('most');
  expect(bestAnswer([], truth, goal)).toBeNull();
  expect(composition(taken(8, 1), truth)).toEqual([
    { population: 'gas', events: 10, taken: 8 },
    { population: 'bulk', events: 90, taken: 1 },
  ]);
});
