import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/random/rng.ts';
import { adjustedRand } from '../../src/core/stats/adjusted-rand.ts';
import { bestEps } from './best-eps.ts';
/** By golden.py, with scikit-learn 1.2.1. */
import golden from './golden.json' with { type: 'json' };
import { trustworthiness } from './trustworthiness.ts';

/** The recurrence of golden.py. */
function draw(seed: number, count: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  });
}

const labelled = (seed: number, rows: number, classes: number): Int32Array =>
  Int32Array.from(draw(seed, rows), (value) => Math.floor(value * classes) - 1);

describe('adjusted Rand index', () => {
  it('is that of a case worked by hand', () => {
    // Pairs: 2 in the table, 4 in either side, of 15; so 16 / 15 together by chance.
    const a = Int32Array.of(0, 0, 0, 1, 1, 2);
    const b = Int32Array.of(5, 5, -1, -1, -1, 7);
    expect(adjustedRand(a, b)).toBeCloseTo((2 - (4 * 4) / 15) / (4 - (4 * 4) / 15), 12);
  });

  it('knows no names, and is 1 only where the classes are the same', () => {
    const a = labelled(11, 100, 4);
    expect(
      adjustedRand(
        a,
        a.map((label) => 9 - label),
      ),
    ).toBe(1);
    expect(adjustedRand(a, labelled(12, 100, 4))).toBeLessThan(0.1);
    expect(adjustedRand(new Int32Array(5), new Int32Array(5))).toBe(1);
  });

  it.each(golden.rand)("is scikit-learn's: $rows rows, $a and $b classes", ({ seed, rows, a, b, score }) => {
    const left = labelled(seed, rows, a);
    const right = labelled(seed + 100, rows, b).map((label, row) => (row % 2 === 0 ? left[row] : label));
    expect(adjustedRand(left, right)).toBeCloseTo(score, 12);
  });
});

describe('trustworthiness', () => {
  it.each(golden.trust)("is scikit-learn's: $rows x $columns, k $k", ({ seed, rows, columns, k, score }) => {
    const matrix = Float32Array.from(draw(seed, rows * columns));
    const beside = Float32Array.from(draw(seed + 100, rows * 2));
    const plane = {
      x: Float32Array.from(
        { length: rows },
        (_, row) => matrix[row * columns] + Math.fround(beside[2 * row] / 4),
      ),
      y: Float32Array.from({ length: rows }, (_, row) => beside[2 * row + 1]),
    };
    expect(trustworthiness(matrix, columns, plane, k, rows, createRng(1))).toBeCloseTo(score, 10);
    const sampled = trustworthiness(matrix, columns, plane, k, rows / 2, createRng(1));
    expect(Math.abs(sampled - score)).toBeLessThan(0.05);
  });

  it('is 1 where the plane is the data', () => {
    const matrix = Float32Array.from(draw(21, 200));
    const axis = (d: number): Float32Array =>
      Float32Array.from({ length: 100 }, (_, row) => matrix[2 * row + d]);
    expect(trustworthiness(matrix, 2, { x: axis(0), y: axis(1) }, 7, 100, createRng(1))).toBe(1);
  });
});

describe('best eps', () => {
  it('finds the eps that parts two blobs, whatever the scale of the plane', () => {
    const rng = createRng(3);
    const labels = Int32Array.from({ length: 600 }, (_, row) => row % 2);
    for (const scale of [0.01, 1, 100]) {
      const x = Float32Array.from(labels, (label) => scale * (6 * label + rng.normal()));
      const y = Float32Array.from(labels, () => scale * rng.normal());
      const { ari, clusters } = bestEps({ x, y }, labels);
      expect(clusters).toBe(2);
      expect(ari).toBeGreaterThan(0.9);
    }
  });
});
