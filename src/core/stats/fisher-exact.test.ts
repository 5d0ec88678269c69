import { expect, test } from 'vitest';
import { fisherGreater } from './fisher-exact.ts';

test('the lady tasting tea, and shares that say nothing', () => {
  expect(fisherGreater(3, 4, 1, 4)).toBeCloseTo(17 / 70, 12);
  expect(fisherGreater(4, 4, 0, 4)).toBeCloseTo(1 / 70, 12);
  expect(fisherGreater(0, 4, 4, 4)).toBeCloseTo(1, 12);
  expect(fisherGreater(0, 0, 3, 5)).toBe(1);
  expect(() => fisherGreater(3, 2, 0, 1)).toThrow('invalid counts: 3 of 2');
});

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

test('the sum of exact binomial coefficients', () => {
  for (const [a, n, b, m] of [
    [95, 100, 80, 100],
    [50, 120, 40, 110],
    [1, 30, 0, 200],
    [199, 200, 190, 200],
    [0, 10, 0, 10],
  ]) {
    const all = choose(n + m, a + b);
    let tail = 0n;
    for (let k = a; k <= Math.min(n, a + b); k++) {
      if (a + b - k <= m) tail += choose(n, k) * choose(m, a + b - k);
    }
    const exact = Number((tail * 10n ** 18n) / all) / 1e18;
    expect(Math.abs(fisherGreater(a, n, b, m) - exact), `${a}/${n} ${b}/${m}`).toBeLessThan(1e-10);
  }
  // Of large counts too: a normal deviate of 4.9, far out in the tail.
  expect(fisherGreater(90_500, 100_000, 89_850, 100_000)).toBeLessThan(1e-5);
});
