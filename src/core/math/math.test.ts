import { expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { cosine, sine } from './circle.ts';
import { exp } from './exp.ts';
import { log, log1p, log10 } from './log.ts';
import { power } from './power.ts';

const ULP = 2 ** -52;
const rng = createRng(5);
const between = (low: number, high: number, count = 20_000): number[] =>
  Array.from({ length: count }, () => low + (high - low) * rng.uniform());

/** Largest difference to the engine's own function, as a share of the value. */
function worst(xs: number[], ours: (x: number) => number, engine: (x: number) => number): number {
  return Math.max(...xs.map((x) => Math.abs(ours(x) - engine(x)) / Math.max(Math.abs(engine(x)), 1e-300)));
}

it('is exp to four units in the last place', () => {
  expect(worst([...between(-2, 2), ...between(-700, 709.7)], exp, Math.exp)).toBeLessThan(4 * ULP);
});

it('is log to two units in the last place', () => {
  expect(worst([...between(0, 3), ...between(0, 1e300)], log, Math.log)).toBeLessThan(2 * ULP);
  expect(worst(between(0.99, 1.01), log, Math.log)).toBeLessThan(2 * ULP);
  expect(worst(between(-1e-3, 1e-3), log1p, Math.log1p)).toBeLessThan(3 * ULP);
  expect(worst(between(2, 1e9), log10, Math.log10)).toBeLessThan(4 * ULP);
});

it('is the power to what its logarithm allows', () => {
  for (const y of [-2.8, 0.135, 1.1, 3]) {
    expect(
      worst(
        between(1e-6, 1e4),
        (x) => power(x, y),
        (x) => x ** y,
      ),
    ).toBeLessThan(250 * ULP);
  }
  expect([power(0, 2), power(5, 0), power(2, 10)]).toEqual([0, 1, expect.closeTo(1024, 9)]);
});

it('is sine and cosine', () => {
  const xs = between(-1000, 1000);
  const off = (ours: (x: number) => number, engine: (x: number) => number): number =>
    Math.max(...xs.map((x) => Math.abs(ours(x) - engine(x))));
  expect(off(sine, Math.sin)).toBeLessThan(4e-16);
  expect(off(cosine, Math.cos)).toBeLessThan(4e-16);
});

it('keeps to the ends of the line', () => {
  expect([exp(0), exp(-800), exp(710), exp(-Infinity), exp(Infinity), exp(NaN)]).toEqual([
    1,
    0,
    Infinity,
    0,
    Infinity,
    NaN,
  ]);
  expect(exp(-740)).toBeCloseTo(Math.exp(-740), 320);
  expect(exp(709.782)).toBeLessThan(Infinity);
  expect([log(1), log(0), log(-1), log(Infinity), log(NaN)]).toEqual([0, -Infinity, NaN, Infinity, NaN]);
  expect(log(5e-324)).toBeCloseTo(Math.log(5e-324), 12);
});

it('has the same bits everywhere', () => {
  const bits = new Uint32Array(
    Float64Array.of(
      ...between(0.1, 20, 500).flatMap((x) => [exp(x), log(x), power(x, 0.3), sine(x), cosine(x)]),
    ).buffer,
  );
  let sum = 0;
  for (const word of bits) sum = (Math.imul(sum, 31) + word) | 0;
  expect(sum).toMatchInlineSnapshot(`529692765`);
});
