import { expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { lnOfRatio, squareRoot, toDouble } from './fixed-point.ts';
import { exp, ln, log2, log10, power } from './logarithm.ts';

const BITS = 192n;
const ONE = 1n << BITS;
const LN2 = lnOfRatio(4n, 3n, BITS) + lnOfRatio(3n, 2n, BITS);
const LN10 = 3n * LN2 + lnOfRatio(5n, 4n, BITS);
const rng = createRng(3);

/** A double of at least 2^-100, exactly. */
const fixed = (x: number): bigint => (BigInt(x * 2 ** 153) << BITS) >> 153n;

function trueLn(x: number): bigint {
  const exponent = Math.floor(Math.log2(x) + 0.5);
  return lnOfRatio(fixed(x / 2 ** exponent), ONE, BITS) + BigInt(exponent) * LN2;
}

/** By the series, of x / 2^10, squared ten times. */
function trueExp(x: bigint): bigint {
  let sum = ONE;
  let term = ONE;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = (((term * x) >> BITS) / n) >> 10n;
    sum += term;
  }
  for (let i = 0; i < 10; i++) sum = (sum * sum) >> BITS;
  return sum;
}

/** Distance of a double from what is true, in units of its last place. */
function ulps(found: number, expected: bigint): number {
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(found))) - 52);
  return Math.abs(toDouble(fixed(found) - expected, BITS)) / unit;
}

it('has tables that are right to the last bit', () => {
  expect(toDouble(LN2, BITS)).toBe(Math.LN2);
  expect(toDouble(LN10, BITS)).toBe(Math.LN10);
  expect(toDouble(squareRoot(2n * ONE, BITS), BITS)).toBe(Math.SQRT2);
  expect(squareRoot(0n, BITS)).toBe(0n);
});

it('is within 0.6 units in the last place of what is true', () => {
  let worst = 0;
  const look = (found: number, expected: bigint): void => {
    worst = Math.max(worst, ulps(found, expected));
  };
  for (let i = 0; i < 600; i++) {
    const x = i % 2 === 0 ? 1 + 0.1 * (rng.uniform() - 0.5) : 10 ** (16 * (rng.uniform() - 0.5));
    const y = 8 * (rng.uniform() - 0.5);
    const logarithm = trueLn(x);
    look(ln(x), logarithm);
    look(log2(x), (logarithm * ONE) / LN2);
    look(log10(x), (logarithm * ONE) / LN10);
    look(exp(y), trueExp(fixed(y)));
    look(power(x, y / 2), trueExp((logarithm * fixed(y / 2)) >> BITS));
  }
  expect(worst).toBeLessThan(0.6);
});

it('is exact where the result is a whole number', () => {
  for (let n = 0; n <= 22; n++) expect(log10(10 ** n)).toBe(n);
  for (const n of [-1074, -1022, -3, 0, 10, 1023]) expect(log2(2 ** n)).toBe(n);
  for (const [x, y, z] of [
    [3, 5, 243],
    [10, 22, 1e22],
    [2, -1074, 2 ** -1074],
    [2, 1023, 2 ** 1023],
    [49, 0.5, 7],
    [-2, 3, -8],
  ]) {
    expect(power(x, y)).toBe(z);
  }
});

it('keeps to the ends of the line', () => {
  expect([0, -1, -Infinity, NaN, Infinity].map(ln)).toEqual([NaN, NaN, NaN, NaN, Infinity]);
  expect([0, 710, -746, -Infinity, Infinity, NaN].map(exp)).toEqual([1, Infinity, 0, 0, Infinity, NaN]);
  expect(exp(709.78)).toBeLessThan(Infinity);
  expect(exp(-745)).toBe(5e-324);
  expect(log10(5e-324)).toBeCloseTo(-323.306, 3);
  const ends = [0, -0, 1, -1, 2, -2, 3, 0.5, -0.5, Infinity, -Infinity, NaN, 1e308, 1e-308, 5e-324, -1e300];
  for (const x of ends) {
    for (const y of ends) {
      const isNumber = !Number.isNaN(x) && !Number.isNaN(y) && !(x === 0 && y < 0);
      const expected = isNumber ? (Math.abs(x) === 1 && !Number.isFinite(y) ? 1 : x ** y) : NaN;
      const found = power(x, y);
      const close = Math.abs(found - expected) <= 4e-16 * Math.abs(expected);
      if (!close) expect({ x, y, found }).toEqual({ x, y, found: expected });
    }
  }
});
