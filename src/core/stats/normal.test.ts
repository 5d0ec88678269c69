import { expect, test } from 'vitest';
import { logitInterval, normalCdf, normalInterval, normalQuantile, Z95 } from './normal.ts';

// scipy.stats.norm.cdf and .ppf, scipy 1.10.1
test('distribution and quantiles of the normal agree with scipy', () => {
  const cdf: [number, number][] = [
    [-8, 6.22096057427174e-16],
    [-3.1, 0.0009676032132183563],
    [-1, 0.15865525393145707],
    [0, 0.5],
    [0.5, 0.6914624612740131],
    [2.9, 0.998134186699616],
    [4, 0.9999683287581669],
  ];
  for (const [z, p] of cdf) expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(1e-12);
  const quantile: [number, number][] = [
    [1e-12, -7.034483825301131],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.999999, 4.753424308817087],
  ];
  for (const [p, z] of quantile) expect(normalQuantile(p)).toBeCloseTo(z, 9);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(() => normalQuantile(2)).toThrow('invalid p: 2');
  expect(Z95).toBeCloseTo(normalQuantile(0.975), 12);
});

test('intervals', () => {
  const plain = normalInterval(10, 2);
  expect(plain.low).toBeCloseTo(10 - 3.919928, 6);
  expect(plain.high).toBeCloseTo(10 + 3.919928, 6);
  const near1 = logitInterval(0.999, 0.002);
  expect(near1.high).toBeLessThan(1);
  expect(near1.low).toBeGreaterThan(0.9);
  const middle = logitInterval(0.5, 0.01);
  expect(middle.low + middle.high).toBeCloseTo(1, 12);
  expect(middle.high - middle.low).toBeCloseTo(2 * Z95 * 0.01, 4);
});
