import { expect, test } from 'vitest';
import { midRanks } from './ranks.ts';
import { correlation } from './spearman.ts';

// scipy.stats.spearmanr([3,1,4,1,5,9,2,6,5,3], [2,7,1,8,2,8,1,8,2,8]), scipy 1.10.1
test('correlation of mid-ranks agrees with scipy', () => {
  const a = midRanks([3, 1, 4, 1, 5, 9, 2, 6, 5, 3]);
  const b = midRanks([2, 7, 1, 8, 2, 8, 1, 8, 2, 8]);
  expect(correlation(a, b)).toBeCloseTo(0.13471506281091267, 12);
});

test('missing pairs do not count; constants and too few pairs say NaN', () => {
  const nan = Number.NaN;
  expect(correlation([1, 2, nan, 3, 9], [2, 4, 100, 6, nan])).toBeCloseTo(1, 12);
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  expect(correlation([1, 1, 1], [1, 2, 3])).toBeNaN();
  expect(correlation([1, 2, nan], [1, 2, 3])).toBeNaN();
});
