import { expect, test } from 'vitest';
import { median, quantileSorted, quantiles, sortedFinite } from './quantile.ts';

// numpy.quantile([7, 1, 3, 9, 12.5], [0, .1, .25, .5, .9, 1])
test('quantiles interpolate as numpy does', () => {
  const found = quantiles([7, 1, 3, 9, 12.5], [0, 0.1, 0.25, 0.5, 0.9, 1]);
  [1, 1.8, 3, 7, 11.1, 12.5].forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 12);
  });
});

test('NaN and infinities are no values', () => {
  const nan = Number.NaN;
  expect([...sortedFinite([2, nan, 1, Number.POSITIVE_INFINITY, -3])]).toEqual([-3, 1, 2]);
  expect(median([nan, 4, nan])).toBe(4);
  expect(median([nan])).toBeNaN();
  expect(quantileSorted([], 0.5)).toBeNaN();
});
