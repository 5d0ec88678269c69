import { expect, test } from 'vitest';
import { countAtLeast, fallingOf, outlierStep, topThreshold } from './outlier-cut.ts';

test('the top by number, ties along, and above a threshold', () => {
  const falling = fallingOf(Float32Array.of(1, 3, Number.NaN, 2, 3, 1.5));
  expect([...falling]).toEqual([3, 3, 2, 1.5, 1]);
  expect(topThreshold(falling, 1)).toBe(3);
  expect(countAtLeast(falling, topThreshold(falling, 1))).toBe(2);
  expect(countAtLeast(falling, topThreshold(falling, 3))).toBe(3);
  expect(topThreshold(falling, 99)).toBe(1);
  expect([0, 1.5, 1.6, 3, 3.1].map((low) => countAtLeast(falling, low))).toEqual([5, 4, 3, 2, 0]);
});

test('it is a cut on a column, so it can be named and undone', () => {
  expect(outlierStep('u1', 'LOF', 2.5, 'add')).toEqual({
    mode: 'add',
    clause: { type: 'range', column: 'u1:LOF', low: 2.5, high: null },
  });
});
