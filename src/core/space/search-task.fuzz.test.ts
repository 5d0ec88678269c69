import fc from 'fast-check';
import { expect, it } from 'vitest';
import { METRICS, type Metric } from '../embed/embedding.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { buildKdTree, makeNeighbors, type Neighbors, searchForeign } from './kd-tree.ts';
import { orderedNeighbors } from './nearest-neighbors.ts';
import { planSearch, SEARCH_ROWS, searchTask } from './search-task.ts';

interface Shape {
  rows: number;
  dims: number;
  /** Neighbours, at most the rows. */
  k: number;
  /** Values are multiples of it, so that many distances tie; 0 for none. */
  grid: number;
  /** Of ten columns, and of ten rows: constant, and copies of others. */
  constant: number;
  copied: number;
  /** Values are multiplied by 2 to this. */
  unit: number;
  seed: number;
}

/** Few rows more often than many; of many columns no more than brute force can do at once. */
const shapes: fc.Arbitrary<Shape> = fc
  .record({
    rows: fc.oneof(fc.integer({ min: 2, max: 120 }), fc.integer({ min: 2, max: 5000 })),
    dims: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 64 })),
    k: fc.integer({ min: 1, max: 40 }),
    grid: fc.constantFrom(0, 0.5, 2),
    constant: fc.constantFrom(0, 0, 3, 10),
    copied: fc.constantFrom(0, 1, 9),
    unit: fc.constantFrom(0, 0, -90, 80),
    seed: fc.nat(1e6),
  })
  .map((shape) => {
    const rows = shape.dims < 4 ? shape.rows : Math.min(shape.rows, Math.floor(Math.sqrt(6e6 / shape.dims)));
    return { ...shape, rows, k: Math.min(rows, shape.k) };
  });

function table({ rows, dims, grid, constant, copied, unit, seed }: Shape): Float32Array {
  const rng = createRng(seed);
  const fixed = Array.from({ length: dims }, () => rng.integer(10) < constant);
  const matrix = Float32Array.from({ length: rows * dims }, (_, i) => {
    const value = fixed[i % dims] ? 3 : rng.normal();
    return 2 ** unit * (grid === 0 ? value : grid * Math.round(value / grid));
  });
  for (let row = 0; row < rows; row++) {
    const from = rng.integer(rows) * dims;
    if (rng.integer(10) < copied) matrix.copyWithin(row * dims, from, from + dims);
  }
  return matrix;
}

function sameBits(a: Neighbors, b: Neighbors): boolean {
  const bits = ({ distances }: Neighbors): Int32Array => new Int32Array(distances.buffer);
  return (
    a.indices.length === b.indices.length &&
    a.indices.every((value, i) => value === b.indices[i]) &&
    bits(a).every((value, i) => value === bits(b)[i])
  );
}

/** By the definition of the metric; a row without a direction lies at 1 from all others and at 0 from its like. */
function distance(metric: Metric, a: Float32Array, b: Float32Array): number {
  if (metric === 'euclidean') return Math.hypot(...a.map((value, d) => value - b[d]));
  if (metric === 'manhattan') return a.reduce((sum, value, d) => sum + Math.abs(value - b[d]), 0);
  const [u, v] = [a, b].map((row) => {
    const mean = metric === 'correlation' ? row.reduce((sum, value) => sum + value, 0) / row.length : 0;
    const moved = Array.from(row, (value) => value - mean);
    const length = Math.hypot(...moved);
    return length <= 1e-6 * Math.hypot(...row) ? null : moved.map((value) => value / length);
  });
  if (u === null || v === null) return u === v ? 0 : 1;
  return u.reduce((sum, value, d) => sum + (value - v[d]) ** 2, 0) / 2;
}

it.each(METRICS)(
  'finds the same to the bit with the kernel and without, and what brute force finds: %s',
  (metric) => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { rows, dims, k, unit } = shape;
        const matrix = table(shape);
        const found = orderedNeighbors(matrix, rows, dims, k, metric, unwatched, true);
        const plain = orderedNeighbors(matrix, rows, dims, k, metric, unwatched, false);
        expect(sameBits(found, plain), 'the same bits').toBe(true);
        expect(found.order).toEqual(plain.order);
        expect(found.order.toSorted()).toEqual(Int32Array.from({ length: rows }, (_, i) => i));
        const isLength = metric === 'euclidean' || metric === 'manhattan';
        const tolerance =
          2e-5 * (isLength ? 2 ** unit * (metric === 'manhattan' ? dims : Math.sqrt(dims)) : 1);
        for (let at = 0; at < rows; at++) {
          const own = found.indices.subarray(at * k, (at + 1) * k);
          const far = found.distances.subarray(at * k, (at + 1) * k);
          if (own[0] !== at || far[0] !== 0) expect.fail(`row ${at} is not its own first neighbour`);
          if (own.some((other) => other < 0 || other >= rows))
            expect.fail(`no such neighbour of ${at}: ${own}`);
          if (new Set(own).size !== k) expect.fail(`neighbours of ${at} twice: ${own}`);
          if (far.some((value, i) => i > 0 && !(value >= far[i - 1]))) expect.fail(`not rising: ${far}`);
          if (rows > 60 || dims > 20) continue;
          const rowAt = (place: number): Float32Array => {
            const row = found.order[place];
            return matrix.subarray(row * dims, (row + 1) * dims);
          };
          const all = Array.from({ length: rows }, (_, other) => distance(metric, rowAt(at), rowAt(other)));
          const sorted = all.toSorted((a, b) => a - b);
          own.forEach((other, i) => {
            const claims = [all[other], sorted[i]].map((wanted) => Math.abs(far[i] - wanted));
            if (!(Math.max(...claims) <= tolerance)) {
              expect.fail(
                `neighbour ${i} of ${at} at ${far[i]}; expected ${all[other]}, the least ${sorted[i]}`,
              );
            }
          });
        }
      }),
      {
        seed: 33_002,
        numRuns: 14,
        examples: [
          [{ rows: 5000, dims: 64, k: 5, grid: 2, constant: 10, copied: 9, unit: 0, seed: 1 }],
          [{ rows: 2, dims: 64, k: 2, grid: 0, constant: 0, copied: 0, unit: 0, seed: 2 }],
        ],
      },
    );
  },
);

it('finds the same to the bit for points that are not of the tree', () => {
  fc.assert(
    fc.property(shapes, fc.integer({ min: 1, max: 600 }), fc.boolean(), (shape, asking, isNear) => {
      const { rows, dims, k, seed } = shape;
      const own = { ...shape, unit: 0 };
      const tree = buildKdTree(table(own), rows, dims, 8 * (1 + (seed % 7)));
      const queries = table({ ...own, rows: asking, seed: isNear ? seed : seed + 1 });
      for (const norm of ['l2', 'l1'] as const) {
        const plain = makeNeighbors(asking, k);
        searchForeign(tree, norm, queries, 0, asking, plain);
        const found = makeNeighbors(asking, k);
        const args = planSearch(tree, norm, found, queries, 1, false);
        if (args === null) throw new Error('expected a kernel');
        const search = searchTask(args, 0);
        for (let part = 0; part * SEARCH_ROWS < asking; part++) search(0, part);
        expect(sameBits(found, plain), norm).toBe(true);
        for (let at = 0; at < asking; at++) {
          if (new Set(found.indices.subarray(at * k, (at + 1) * k)).size !== k) expect.fail(`${at}: twice`);
        }
      }
    }),
    { seed: 33_003, numRuns: 16 },
  );
});
