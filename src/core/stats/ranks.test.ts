import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { midRanks } from './ranks.ts';
import { sortOrder } from './sort-order.ts';

test('order of a hand case: stable, without NaN and infinities, -0 as 0', () => {
  const values = [2, Number.NaN, -1, 2, 0, -0, Number.POSITIVE_INFINITY, -1e300, 5e-324];
  expect([...sortOrder(values)]).toEqual([7, 2, 4, 5, 8, 0, 3]);
  expect([...sortOrder([])]).toEqual([]);
  expect([...sortOrder([Number.NaN])]).toEqual([]);
});

test('order agrees with a comparing sort on random numbers of every size', () => {
  const rng = createRng(3);
  for (const make of [
    () => rng.normal() * 10 ** (rng.integer(40) - 20),
    () => rng.integer(7) - 3,
    () => Math.fround(rng.normal()),
    () => 1.6e18 + rng.integer(1e6) * 256,
    () => -1.7e9 - rng.uniform() * (rng.integer(2) * 1e3),
  ]) {
    const values = Float64Array.from({ length: 3000 }, make);
    const slow = Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b);
    expect([...sortOrder(values)]).toEqual(slow);
  }
});

// scipy.stats.rankdata([3, 1, 4, 1, 5, 9, 2, 6, 5, 3])
test('equal values share the mean of their ranks', () => {
  expect([...midRanks([3, 1, 4, 1, 5, 9, 2, 6, 5, 3])]).toEqual([4.5, 1.5, 6, 1.5, 7.5, 10, 3, 9, 7.5, 4.5]);
  expect([...midRanks([5, Number.NaN, 5])]).toEqual([1.5, Number.NaN, 1.5]);
});
