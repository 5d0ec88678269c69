import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { logBinomial, logFisher, logPoissonRates } from './exact-tests.ts';
import golden from './golden.json' with { type: 'json' };
import { holm, sigmaOf } from './significance.ts';
import { kolmogorovSmirnov, populationStability } from './two-samples.ts';

test('exact tests are those of scipy, in logarithms', () => {
  for (const [a, allA, b, allB, logP] of golden.fisher) {
    expect(logFisher(a, allA, b, allB), `${a}/${allA} ${b}/${allB}`).toBeCloseTo(logP, 5);
  }
  for (const [k, n, share, logP] of golden.binomial) {
    expect(logBinomial(k, n, share), `${k} of ${n}, ${share}`).toBeCloseTo(logP, 5);
  }
  for (const [logP, sigma] of golden.sigma) expect(sigmaOf(logP)).toBeCloseTo(sigma, 4);
});

test('worked by hand', () => {
  // Tea: 3 of 4 against 1 of 4. Tables as likely or less: 34 of 70.
  expect(Math.exp(logFisher(1, 4, 3, 4))).toBeCloseTo(34 / 70, 12);
  // 8 against 2 in equal times: 2 (1 + 10 + 45) / 1024.
  expect(Math.exp(logPoissonRates(2, 60, 8, 60))).toBeCloseTo(112 / 1024, 12);
  expect(logFisher(0, 0, 3, 10)).toBe(0);
  expect(logPoissonRates(0, 1, 0, 2)).toBe(0);
  expect(sigmaOf(0)).toBe(0);
  expect(sigmaOf(Math.log(0.0026997960632601866))).toBeCloseTo(3, 5);
  // A population that doubles among 10 million is far below the least double.
  const far = logFisher(40_000, 1e7, 80_000, 1e7);
  expect(far).toBeLessThan(-6000);
  expect(sigmaOf(far)).toBeCloseTo(40_000 / Math.sqrt(120_000), -1);
  expect(() => logFisher(5, 4, 0, 1)).toThrow('invalid counts: 5 of 4');
  expect(() => logPoissonRates(1, 0, 1, 1)).toThrow('invalid livetimes');
});

test('two-sided sums are those over all outcomes', () => {
  const rng = createRng(3);
  for (let turn = 0; turn < 300; turn++) {
    const n = 1 + rng.integer(40);
    const k = rng.integer(n + 1);
    const share = 0.05 + 0.9 * rng.uniform();
    const pmf: number[] = [];
    for (let i = 0, choose = 1; i <= n; i++) {
      pmf.push(choose * share ** i * (1 - share) ** (n - i));
      choose = (choose * (n - i)) / (i + 1);
    }
    const slow = pmf.filter((p) => p <= pmf[k] * (1 + 1e-7)).reduce((sum, p) => sum + p, 0);
    expect(Math.exp(logBinomial(k, n, share)), `${k} ${n} ${share}`).toBeCloseTo(Math.min(1, slow), 9);
  }
});

test('Holm: the smallest by all, the next by one less, never falling', () => {
  const corrected = holm([0.01, 0.04, 0.03, 0.005].map(Math.log)).map(Math.exp);
  for (const [i, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(corrected[i]).toBeCloseTo(p, 12);
  expect(holm([])).toEqual([]);
  expect(Math.exp(holm([Math.log(0.9), Math.log(0.8)])[0])).toBe(1);
});

test('Kolmogorov-Smirnov as in scipy; limits hold the distance', () => {
  for (const { a, b, distance, p } of golden.ks) {
    const found = kolmogorovSmirnov(a, b);
    expect(found.distance).toBeCloseTo(distance, 12);
    expect(Math.abs(Math.exp(found.logP) - p)).toBeLessThan(0.02 + 0.1 * p);
    expect(found.low).toBeLessThanOrEqual(distance);
    expect(found.high).toBeGreaterThanOrEqual(distance);
  }
  expect(kolmogorovSmirnov([1, 2, 2, 3], [2, 4]).distance).toBe(0.5);
  expect(kolmogorovSmirnov([], [1])).toMatchObject({ distance: 0, logP: 0 });
  const rng = createRng(5);
  let below = 0;
  for (let turn = 0; turn < 400; turn++) {
    const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => rng.normal()).sort();
    if (kolmogorovSmirnov(draw(120), draw(90)).logP < Math.log(0.05)) below++;
  }
  expect(below).toBeLessThan(32);
  expect(below).toBeGreaterThan(6);
});

test('population stability: by hand, and what chance gives', () => {
  const tenths = Float64Array.from({ length: 1000 }, (_, i) => i);
  expect(populationStability(tenths, tenths).index).toBeCloseTo(0, 6);
  // All in the upper half: five parts of 0.2, five of nothing.
  const upper = Float64Array.from({ length: 1000 }, (_, i) => 500 + i / 2);
  const zero = 0.5 / 1005;
  const full = 200.5 / 1005;
  const part = (q: number): number => (q - 100.5 / 1005) * Math.log(q / (100.5 / 1005));
  expect(populationStability(tenths, upper).index).toBeCloseTo(5 * part(zero) + 5 * part(full), 1);
  expect(populationStability([1, 1, 1], [1, 1, 1]).index).toBeCloseTo(0, 12);
  const rng = createRng(7);
  let sum = 0;
  for (let turn = 0; turn < 60; turn++) {
    const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => rng.normal()).sort();
    const { index, expected } = populationStability(draw(900), draw(600));
    sum += index / expected / 60;
  }
  expect(sum).toBeGreaterThan(0.8);
  expect(sum).toBeLessThan(1.25);
});
