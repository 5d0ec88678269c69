import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { cohenKappa } from './cohen-kappa.ts';

/**
 * Value by sklearn.metrics.cohen_kappa_score 1.2.1; standard error by the delta method in numpy, the gradient of kappa in
 * the shares taken numerically (central differences of 1e-6).
 */
const GOLDEN: [number[][], number, number][] = [
  [
    [
      [20, 5],
      [10, 15],
    ],
    0.4,
    0.12699606294094168,
  ],
  [
    [
      [45, 15],
      [25, 15],
    ],
    0.13043478260869568,
    0.09866153762817181,
  ],
  [
    [
      [9400, 60],
      [40, 500],
    ],
    0.9038017546559951,
    0.009535748326782275,
  ],
  [
    [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ],
    0.4915254237288136,
    0.05100181557567901,
  ],
  [
    [
      [50, 0],
      [0, 50],
    ],
    1,
    0,
  ],
  [
    [
      [0, 7],
      [9, 0],
    ],
    -0.9692307692307693,
    0.12023295901187407,
  ],
  [
    [
      [3, 1, 0, 2],
      [0, 5, 1, 1],
      [2, 0, 4, 0],
      [1, 1, 0, 6],
    ],
    0.551660516605166,
    0.12147802481073866,
  ],
]; // prettier-ignore

test('kappa agrees with scikit-learn and its error with the delta method', () => {
  for (const [table, value, error] of GOLDEN) {
    const found = cohenKappa(table);
    expect(found.value).toBeCloseTo(value, 12);
    expect(found.error).toBeCloseTo(error, 7);
    expect(found.low).toBeGreaterThanOrEqual(-1);
    expect(found.high).toBeLessThanOrEqual(1);
  }
});

test('where chance alone agrees on everything there is no kappa', () => {
  expect(
    cohenKappa([
      [12, 0],
      [0, 0],
    ]).value,
  ).toBeNaN(); // prettier-ignore
  expect(cohenKappa([[0]]).value).toBeNaN();
  expect(() => cohenKappa([[1, 2]])).toThrow('expected a square of counts');
  expect(() =>
    cohenKappa([
      [1, -2],
      [0, 1],
    ]),
  ).toThrow('counts >= 0'); // prettier-ignore
});

test('the interval covers the true kappa about as often as it says', () => {
  const rng = createRng(4);
  // 0.3 of both, 0.5 of neither: the true kappa is that of these shares.
  const truth = cohenKappa([
    [500_000, 100_000],
    [100_000, 300_000],
  ]).value; // prettier-ignore
  let covered = 0;
  for (let trial = 0; trial < 1500; trial++) {
    const table = [
      [0, 0],
      [0, 0],
    ]; // prettier-ignore
    for (let i = 0; i < 300; i++) {
      const u = rng.uniform();
      if (u < 0.5) table[0][0]++;
      else if (u < 0.6) table[0][1]++;
      else if (u < 0.7) table[1][0]++;
      else table[1][1]++;
    }
    const { low, high } = cohenKappa(table);
    if (low <= truth && truth <= high) covered++;
  }
  expect(Math.abs(covered / 1500 - 0.95)).toBeLessThan(0.02);
});
