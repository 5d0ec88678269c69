import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { robustScale } from './robust-scale.ts';

test('normal data: median and standard deviation, whatever the outliers', () => {
  const rng = createRng(1);
  const values = Float64Array.from({ length: 20_000 }, (_, i) => (i < 200 ? 1e9 : 5 + 2 * rng.normal()));
  const found = robustScale(values);
  expect(found.from).toBe('iqr');
  expect(Math.abs(found.center - 5)).toBeLessThan(0.1);
  expect(Math.abs(found.scale - 2)).toBeLessThan(0.1);
});

test('a mostly constant column takes the spread of the rest', () => {
  expect(robustScale([0, 0, 0, 0, 0, 0, 3, -4])).toEqual({
    center: 0,
    scale: Math.sqrt(12.5),
    from: 'rest',
  });
});

test('constant, empty and all-missing columns divide by 1', () => {
  expect(robustScale([7, 7, Number.NaN])).toEqual({ center: 7, scale: 1, from: 'constant' });
  expect(robustScale([Number.NaN])).toEqual({ center: 0, scale: 1, from: 'constant' });
});
