import { expect, it } from 'vitest';
import { METRICS } from '../embed/embedding.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { buildKdTree, makeNeighbors, searchForeign } from './kd-tree.ts';
import { orderedNeighbors } from './nearest-neighbors.ts';
import { planSearch, SEARCH_ROWS, searchTask } from './search-task.ts';

/** Rows on a coarse grid or not, so with ties or without, a tenth of them twice, one column constant. */
function table(rows: number, dims: number, step: number): Float32Array {
  const rng = createRng(rows + dims);
  const matrix = Float32Array.from({ length: rows * dims }, (_, i) => {
    if (dims > 2 && i % dims === 1) return 0.3;
    return step === 0 ? rng.normal() : step * Math.round(rng.normal() / step);
  });
  for (let copy = 0; copy < rows / 10; copy++) {
    const from = rng.integer(rows) * dims;
    matrix.copyWithin(rng.integer(rows) * dims, from, from + dims);
  }
  return matrix;
}

it.each(METRICS)('finds the same neighbours to the bit with the kernel and without: %s', (metric) => {
  for (const [rows, dims, k, step] of [
    [2, 1, 2, 0],
    [30, 3, 30, 0.5],
    [900, 1, 7, 0],
    [1500, 2, 15, 0.5],
    [1200, 7, 15, 0],
    [1200, 8, 1, 0],
    [1000, 17, 31, 1],
    [500, 64, 20, 0],
  ]) {
    const matrix = table(rows, dims, step);
    const plain = orderedNeighbors(matrix, rows, dims, k, metric, unwatched, false);
    expect(orderedNeighbors(matrix, rows, dims, k, metric, unwatched, true)).toEqual(plain);
  }
});

it('keeps to the distances at any unit', () => {
  const matrix = table(300, 4, 0);
  const plain = orderedNeighbors(matrix, 300, 4, 9, 'manhattan', unwatched);
  for (const unit of [2 ** -80, 2 ** 90]) {
    const found = orderedNeighbors(
      matrix.map((value) => value * unit),
      300,
      4,
      9,
      'manhattan',
      unwatched,
    );
    expect(found.indices).toEqual(plain.indices);
    expect(found.distances.map((distance) => distance / unit)).toEqual(plain.distances);
  }
});

it('finds for points that are not of the tree what brute force finds, the same with the kernel', () => {
  for (const [rows, asking, dims, k, step] of [
    [1, 3, 2, 1, 0],
    [40, 50, 1, 40, 0.5],
    [900, 300, 3, 5, 0.5],
    [700, 300, 9, 15, 0],
  ]) {
    const matrix = table(rows, dims, step);
    const queries = table(asking, dims, step);
    const tree = buildKdTree(matrix, rows, dims, 24);
    const plain = makeNeighbors(asking, k);
    searchForeign(tree, 'l2', queries, 0, asking, plain);
    const found = makeNeighbors(asking, k);
    const args = planSearch(tree, 'l2', found, queries, 1, false);
    if (args === null) throw new Error('expected a kernel');
    const search = searchTask(args, 0);
    for (let part = 0; part * SEARCH_ROWS < asking; part++) search(0, part);
    expect(found).toEqual(plain);
    for (let row = 0; row < asking; row++) {
      const all = Array.from({ length: rows }, (_, other) => {
        let sum = 0;
        for (let d = 0; d < dims; d++) sum += (queries[row * dims + d] - matrix[other * dims + d]) ** 2;
        return Math.sqrt(sum);
      });
      const sorted = all.toSorted((a, b) => a - b);
      const own = [...found.indices.subarray(row * k, (row + 1) * k)].map((at) => tree.order[at]);
      expect(new Set(own).size).toBe(k);
      own.forEach((other, i) => {
        expect(found.distances[row * k + i]).toBeCloseTo(all[other], 4);
        expect(found.distances[row * k + i]).toBeCloseTo(sorted[i], 4);
      });
    }
  }
});
