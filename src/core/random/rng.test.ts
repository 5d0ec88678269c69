import { describe, expect, it } from 'vitest';
import { createRng } from './rng.ts';

const DRAWS = 20_000;

function moments(draw: () => number): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < DRAWS; i++) {
    const value = draw();
    sum += value;
    squares += value * value;
  }
  const mean = sum / DRAWS;
  return { mean, variance: squares / DRAWS - mean * mean };
}

describe('createRng', () => {
  it('gives the same stream for a seed, and others for others', () => {
    const stream = (seed: number): number[] => {
      const rng = createRng(seed);
      return Array.from({ length: 8 }, () => rng.uniform());
    };
    expect(stream(7)).toEqual(stream(7));
    expect(stream(7)).not.toEqual(stream(8));
    // Seeds beyond 32 bits count in full.
    expect(stream(2 ** 32 + 7)).not.toEqual(stream(7));
  });

  // Five standard errors of the mean each.
  const cases: [
    name: string,
    mean: number,
    variance: number,
    draw: (rng: ReturnType<typeof createRng>) => number,
  ][] = [
    ['uniform', 0.5, 1 / 12, (rng) => rng.uniform()],
    ['normal', 0, 1, (rng) => rng.normal()],
    ['exponential', 1, 1, (rng) => rng.exponential()],
    ['integer below 10', 4.5, 8.25, (rng) => rng.integer(10)],
    ['poisson of 3', 3, 3, (rng) => rng.poisson(3)],
    ['poisson of 400', 400, 400, (rng) => rng.poisson(400)],
    ['binomial of 20 at 0.3', 6, 4.2, (rng) => rng.binomial(20, 0.3)],
    ['binomial of 20 at 0.8', 16, 3.2, (rng) => rng.binomial(20, 0.8)],
    ['binomial of 5000 at 0.4', 2000, 1200, (rng) => rng.binomial(5000, 0.4)],
  ];
  for (const [name, mean, variance, draw] of cases) {
    it(`${name}: mean and variance as they should be`, () => {
      const rng = createRng(11);
      const found = moments(() => draw(rng));
      expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
      expect(found.variance / variance).toBeGreaterThan(0.9);
      expect(found.variance / variance).toBeLessThan(1.1);
    });
  }

  it('answers at the edges', () => {
    const rng = createRng(1);
    expect([rng.poisson(0), rng.binomial(0, 0.5), rng.binomial(9, 0), rng.binomial(9, 1)]).toEqual([
      0, 0, 0, 9,
    ]);
  });
});
