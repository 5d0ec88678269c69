import { expect, it } from 'vitest';
import { METRICS } from '../embed/embedding.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { orderedNeighbors } from './nearest-neighbors.ts';

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
