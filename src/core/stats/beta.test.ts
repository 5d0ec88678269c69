import { expect, test } from 'vitest';
import { betaCdf, betaQuantile, logGamma } from './beta.ts';

// scipy.special.gammaln, scipy.special.betainc(a, b, x), scipy.stats.beta.ppf(p, a, b); scipy 1.10.1
test('log gamma agrees with scipy', () => {
  const golden: [number, number][] = [
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247],
    [3.7, 1.428072326665388],
    [100, 359.1342053695754],
    [1e5, 1051287.7089736569],
  ];
  for (const [x, value] of golden) expect(Math.abs(logGamma(x) / value - 1)).toBeLessThan(1e-12);
  expect(Math.abs(logGamma(1))).toBeLessThan(1e-14);
});

test('incomplete beta agrees with scipy', () => {
  const golden: [number, number, number, number][] = [
    [0.4, 2, 3, 0.5247999999999999],
    [0.1, 0.5, 0.5, 0.2048327646991335],
    [0.06, 50, 951, 0.9220755007204129],
    [0.2493, 5000, 15001, 0.4121730461937778],
    [1e-3, 1, 20, 0.019811135170465316],
  ];
  for (const [x, a, b, value] of golden) expect(betaCdf(x, a, b)).toBeCloseTo(value, 9);
  expect(betaCdf(0, 1, 1)).toBe(0);
  expect(betaCdf(1, 1, 1)).toBe(1);
});

test('quantiles of beta agree with scipy and invert the distribution', () => {
  const golden: [number, number, number, number][] = [
    [0.025, 5, 96, 0.016431879182052155],
    [0.975, 6, 95, 0.11283491110546275],
    [0.5, 0.3, 4, 0.019778314565049332],
    [0.025, 9990, 11, 0.9981617358657894],
    [1e-6, 2, 30, 4.6394691291346266e-5],
  ];
  for (const [p, a, b, value] of golden) {
    const found = betaQuantile(p, a, b);
    expect(Math.abs(found / value - 1)).toBeLessThan(1e-8);
    expect(Math.abs(betaCdf(found, a, b) / p - 1)).toBeLessThan(1e-8);
  }
  expect(betaQuantile(0, 2, 2)).toBe(0);
  expect(() => betaQuantile(0.5, 0, 1)).toThrow('expected both > 0');
});
