import { expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { stratifiedSample } from './stratified-sample.ts';

/** 10,000 rows of three populations: 90 %, 9.5 % and, far out, 50 rows. */
function populations(): { matrix: Float32Array; kind(row: number): number } {
  const rng = createRng(3);
  const kind = (row: number): number => (row % 200 === 7 ? 2 : row % 10 === 3 ? 1 : 0);
  const matrix = Float32Array.from({ length: 40_000 }, (_, i) => 8 * kind(i >> 2) + rng.normal());
  return { matrix, kind };
}

it('draws every population in proportion, whatever the seed', () => {
  const { matrix, kind } = populations();
  for (const seed of [1, 2, 3]) {
    const sample = stratifiedSample(matrix, 10_000, 4, 1000, seed);
    expect(new Set(sample).size).toBe(1000);
    expect(sample).toEqual(sample.slice().sort((a, b) => a - b));
    const counts = [0, 0, 0];
    for (const row of sample) counts[kind(row)]++;
    expect(Math.abs(counts[2] - 5)).toBeLessThanOrEqual(2);
    expect(Math.abs(counts[1] - 100)).toBeLessThanOrEqual(6);
  }
});

it('is the same for the same seed and another for another; all rows where as many are asked for', () => {
  const { matrix } = populations();
  const first = stratifiedSample(matrix, 10_000, 4, 300, 1);
  expect(stratifiedSample(matrix, 10_000, 4, 300, 1)).toEqual(first);
  expect(stratifiedSample(matrix, 10_000, 4, 300, 2)).not.toEqual(first);
  expect(stratifiedSample(matrix, 10_000, 4, 10_000, 1)).toEqual(
    Int32Array.from({ length: 10_000 }, (_, row) => row),
  );
  for (const count of [1, 3, 6666, 9999]) {
    expect(new Set(stratifiedSample(matrix, 10_000, 4, count, 1)).size).toBe(count);
  }
  expect([...stratifiedSample(new Float32Array(20), 10, 2, 4, 1)]).toHaveLength(4);
});
