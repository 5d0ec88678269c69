import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng } from '../../random/rng.ts';
import {
  blockAfter,
  filterTask,
  type Polynomial,
  plainFilter,
  planFilter,
  type SparseMatrix,
  WIDTH,
} from './filter-task.ts';

interface Shape {
  rows: number;
  degree: number;
  /** Distinct values; 1 where all are alike. */
  values: number;
  /** Vectors of the block that are constant, of WIDTH. */
  constant: number;
  unit: number;
  seed: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  rows: fc.oneof(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 5000 })),
  degree: fc.integer({ min: 0, max: 12 }),
  values: fc.constantFrom(1, 4, 100_000),
  constant: fc.integer({ min: 0, max: WIDTH }),
  unit: fc.constantFrom(0, 0, -120, 30),
  seed: fc.nat(1e6),
});

const polynomials: fc.Arbitrary<Polynomial> = fc.record({
  degree: fc.integer({ min: 1, max: 14 }),
  low: fc.constant(-1),
  high: fc.constantFrom(0, 0.3, 0.9, 1 - 1e-9, 1),
});

/** Rows of values whose sizes add up to at most 1, some of them to the same row twice, some rows without any. */
function matrixOf({ rows, degree, values, seed }: Shape): SparseMatrix {
  const rng = createRng(seed);
  const offsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row] + rng.integer(degree + 1);
  return {
    rows,
    offsets,
    targets: Int32Array.from({ length: offsets[rows] }, () => rng.integer(rows)),
    values: Float32Array.from({ length: offsets[rows] }, () => (1 + rng.integer(values)) / values / degree),
  };
}

function blockOf({ rows, constant, unit, seed }: Shape): Float32Array {
  const rng = createRng(seed + 1);
  return Float32Array.from(
    { length: WIDTH * rows },
    (_, i) => 2 ** unit * (i % WIDTH < constant ? 1 : rng.normal()),
  );
}

/** With the parts of each round done from the last to the first, as threads might. */
function byKernel(
  matrix: SparseMatrix,
  block: Float32Array,
  polynomial: Polynomial,
  parts: number,
): Float32Array {
  const rowBounds = Int32Array.from({ length: parts + 1 }, (_, p) => Math.floor((p * matrix.rows) / parts));
  const plan = planFilter(matrix, (values) => values.set(matrix.values), rowBounds, false);
  if (plan === null) throw new Error('expected a kernel');
  blockAfter(plan, 0, matrix.rows).set(block);
  const doPart = filterTask({ ...plan, polynomial }, 0);
  for (let round = 0; round < polynomial.degree; round++) {
    for (let part = parts - 1; part >= 0; part--) doPart(round, part);
  }
  return blockAfter(plan, polynomial.degree, matrix.rows).slice();
}

function bits(values: Float32Array): Int32Array {
  return new Int32Array(values.buffer);
}

it('gives the same bits with the kernel, in any number of parts, and without', () => {
  fc.assert(
    fc.property(shapes, polynomials, fc.integer({ min: 1, max: 17 }), (shape, polynomial, parts) => {
      const matrix = matrixOf(shape);
      const block = blockOf(shape);
      const before = block.slice();
      const plain = plainFilter(matrix, block, polynomial);
      const kernel = byKernel(matrix, block, polynomial, parts);
      expect(
        bits(block).every((value, i) => value === bits(before)[i]),
        'the block as it was',
      ).toBe(true);
      const first = bits(kernel).findIndex((value, i) => value !== bits(plain)[i]);
      if (first >= 0)
        expect.fail(`value ${first} is ${kernel[first]} with the kernel, ${plain[first]} without`);
    }),
    { seed: 33_005, numRuns: 120 },
  );
});

it('is the Chebyshev polynomial of the matrix times the block', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 1e6 }), (degree, seed) => {
      const rng = createRng(seed);
      const rows = 8;
      const [low, high] = [-1, 0.4];
      // Of a diagonal matrix, row by row.
      const values = Float32Array.from({ length: rows }, () => low + (high - low) * rng.uniform());
      const offsets = Int32Array.from({ length: rows + 1 }, (_, i) => i);
      const matrix = { rows, offsets, targets: offsets.slice(0, rows), values };
      const block = Float32Array.from({ length: WIDTH * rows }, () => rng.normal());
      const found = byKernel(matrix, block, { degree, low, high }, 3);
      found.forEach((value, i) => {
        const x = (values[Math.floor(i / WIDTH)] - (high + low) / 2) / ((high - low) / 2);
        expect(value).toBeCloseTo(Math.cos(degree * Math.acos(x)) * block[i], 3);
      });
    }),
    { seed: 33_006, numRuns: 40 },
  );
});
