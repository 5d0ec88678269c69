import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { buildKdTree, makeNeighbors, type Neighbors } from './kd-tree.ts';
import { refineRange } from './neighbors-of-neighbors.ts';
import { listNeighbors, refineTask } from './refine-task.ts';
import { planSearch, SEARCH_ROWS, searchTask } from './search-task.ts';

/** Skips nearly all boxes but the own. */
const HASTE = 40;

function table(rows: number, dims: number, grid: number, seed: number): Float32Array {
  const rng = createRng(seed);
  return Float32Array.from({ length: rows * dims }, () => {
    const value = rng.normal();
    return grid === 0 ? value : grid * Math.round(value / grid);
  });
}

/** Found in haste, refined by the kernel and without. */
function refined(
  matrix: Float32Array,
  rows: number,
  dims: number,
  k: number,
): { hasty: Neighbors; kernel: Neighbors; plain: Neighbors } {
  const tree = buildKdTree(matrix, rows, dims, 16);
  const result = makeNeighbors(rows, k);
  const args = planSearch(tree, 'l2', result, null, 1, false, true);
  if (args === null) throw new Error('expected a kernel');
  const all = (doPart: (round: number, part: number) => void): void => {
    for (let part = 0; part * SEARCH_ROWS < rows; part++) doPart(0, part);
  };
  all(searchTask({ ...args, prune: HASTE }, 0));
  const hasty = { k, indices: result.indices.slice(), distances: result.distances.slice() };
  listNeighbors(args);
  all(refineTask(args, 0));
  const plain = makeNeighbors(rows, k);
  refineRange(tree, hasty, 0, rows, plain);
  return { hasty, kernel: result, plain };
}

it('finds the same to the bit with the kernel and without, each neighbour once and none farther than before', () => {
  fc.assert(
    fc.property(
      fc.record({
        rows: fc.integer({ min: 64, max: 1500 }),
        dims: fc.integer({ min: 1, max: 40 }),
        k: fc.integer({ min: 2, max: 40 }),
        grid: fc.constantFrom(0, 0.5, 2),
        seed: fc.nat(1e6),
      }),
      ({ rows, dims, k, grid, seed }) => {
        const { hasty, kernel, plain } = refined(table(rows, dims, grid, seed), rows, dims, k);
        expect(kernel.indices).toEqual(plain.indices);
        expect(kernel.distances).toEqual(plain.distances);
        for (let row = 0; row < rows; row++) {
          const own = kernel.indices.subarray(row * k, (row + 1) * k);
          if (new Set(own).size !== k || own[0] !== row) expect.fail(`neighbours of ${row}: ${own}`);
        }
        if (kernel.distances.some((distance, i) => distance > hasty.distances[i])) expect.fail('farther');
      },
    ),
    { seed: 41_001, numRuns: 25 },
  );
});

it('finds most of what a search in haste has missed', () => {
  const [rows, dims, k] = [4000, 6, 15];
  const matrix = table(rows, dims, 0, 5);
  const { hasty, kernel } = refined(matrix, rows, dims, k);
  const tree = buildKdTree(matrix, rows, dims, 16);
  const share = (found: Neighbors): number => {
    let hits = 0;
    for (let row = 0; row < rows; row += 40) {
      const all = Array.from({ length: rows }, (_, other) => {
        let sum = 0;
        for (let d = 0; d < dims; d++)
          sum += (tree.points[row * dims + d] - tree.points[other * dims + d]) ** 2;
        return sum;
      });
      const reach = all.toSorted((a, b) => a - b)[k - 1];
      for (let i = 1; i < k; i++) if (all[found.indices[row * k + i]] <= reach) hits++;
    }
    return hits / ((rows / 40) * (k - 1));
  };
  expect(share(hasty)).toBeLessThan(0.7);
  expect(share(kernel)).toBeGreaterThan(0.5 + share(hasty) / 2);
});
