import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng } from '../../random/rng.ts';
import { alone } from '../../threads/crew.ts';
import { fitCurve } from './curve.ts';
import type { FuzzyGraph } from './fuzzy-set.ts';
import { optimizeLayout } from './layout.ts';

interface Shape {
  rows: number;
  /** Edges that begin in a row, at most. */
  degree: number;
  /** Distinct weights; 1 where every edge is drawn in every epoch. */
  weights: number;
  /** Rows begin so far apart, on so many places at most: a few, and most of them coincide. */
  spread: number;
  places: number;
  epochs: number;
  negativeSamples: number;
  minDist: number;
  seed: number;
}

/** Small ones more often than those that are shared out to several parts. */
const shapes: fc.Arbitrary<Shape> = fc.record({
  rows: fc.oneof(fc.integer({ min: 2, max: 80 }), fc.integer({ min: 2, max: 5000 })),
  degree: fc.integer({ min: 0, max: 12 }),
  weights: fc.constantFrom(1, 3, 1000),
  spread: fc.constantFrom(0, 1e-20, 1e-3, 10, 1e4, 1e18),
  places: fc.constantFrom(1, 5, 10_000),
  epochs: fc.integer({ min: 1, max: 12 }),
  negativeSamples: fc.integer({ min: 0, max: 9 }),
  minDist: fc.constantFrom(0, 0.1, 1),
  seed: fc.nat(1e6),
});

/** Edges to any row, some of them twice or back to the row itself; some rows without any. */
function graphOf({ rows, degree, weights, seed }: Shape): FuzzyGraph {
  const rng = createRng(seed);
  const offsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row] + rng.integer(degree + 1);
  const edges = offsets[rows];
  const targets = Int32Array.from({ length: edges }, () => rng.integer(rows));
  return {
    rows,
    offsets,
    targets,
    weights: Float32Array.from({ length: edges }, () => (1 + rng.integer(weights)) / weights),
  };
}

function startOf({ rows, spread, places, seed }: Shape): Float32Array {
  const rng = createRng(seed + 1);
  const known = Float32Array.from({ length: 2 * places }, () => spread * rng.normal());
  const start = new Float32Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    const place = rng.integer(places);
    start.set(known.subarray(2 * place, 2 * place + 2), 2 * row);
  }
  return start;
}

function bits(values: Float32Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length);
}

it('gives the same bits with the kernel and without, of any graph from any start', async () => {
  await fc.assert(
    fc.asyncProperty(shapes, async (shape) => {
      const { rows, epochs, negativeSamples, minDist, seed } = shape;
      const graph = graphOf(shape);
      const start = startOf(shape);
      const before = start.slice();
      const choice = { curve: fitCurve(1, minDist), epochs, negativeSamples };
      const [kernel, plain] = await Promise.all(
        [true, false].map((useKernel) =>
          optimizeLayout(start, graph, choice, createRng(seed), alone, () => undefined, useKernel),
        ),
      );
      expect(
        bits(start).every((value, i) => value === bits(before)[i]),
        'the start as it was',
      ).toBe(true);
      expect(kernel).toHaveLength(2 * rows);
      const first = bits(kernel).findIndex((value, i) => value !== bits(plain)[i]);
      if (first >= 0)
        expect.fail(`value ${first} is ${kernel[first]} with the kernel, ${plain[first]} without`);
      expect(plain.every(Number.isFinite), 'all finite').toBe(true);
    }),
    { seed: 33_004, numRuns: 40 },
  );
});
