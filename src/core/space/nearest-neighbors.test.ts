import { describe, expect, it } from 'vitest';
import { METRICS, type Metric } from '../embed/embedding.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { nearestNeighbors } from './nearest-neighbors.ts';

function distance(a: Float32Array, b: Float32Array, metric: Metric): number {
  const dims = a.length;
  if (metric === 'euclidean') return Math.hypot(...a.map((v, d) => v - b[d]));
  if (metric === 'manhattan') return a.reduce((sum, v, d) => sum + Math.abs(v - b[d]), 0);
  const meanOf = (v: Float32Array): number =>
    metric === 'correlation' ? v.reduce((s, e) => s + e, 0) / dims : 0;
  const ma = meanOf(a);
  const mb = meanOf(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let d = 0; d < dims; d++) {
    ab += (a[d] - ma) * (b[d] - mb);
    aa += (a[d] - ma) ** 2;
    bb += (b[d] - mb) ** 2;
  }
  if (aa < 1e-12 && bb < 1e-12) return 0;
  if (aa < 1e-12 || bb < 1e-12) return 1;
  return 1 - ab / Math.sqrt(aa * bb);
}

function randomMatrix(rows: number, dims: number, seed: number): Float32Array {
  const rng = createRng(seed);
  const matrix = new Float32Array(rows * dims);
  for (let i = 0; i < matrix.length; i++) matrix[i] = rng.normal();
  for (let copy = 0; copy < rows / 10; copy++) {
    const from = rng.integer(rows) * dims;
    matrix.copyWithin(rng.integer(rows) * dims, from, from + dims);
  }
  matrix.fill(0, 0, dims);
  matrix.fill(0, 7 * dims, 8 * dims);
  return matrix;
}

describe('nearestNeighbors', () => {
  it.each(METRICS)('equals brute force: %s', (metric) => {
    for (const [rows, dims, k] of [
      [300, 2, 10],
      [400, 5, 15],
      [200, 13, 30],
    ]) {
      const matrix = randomMatrix(rows, dims, rows + dims);
      const found = nearestNeighbors(matrix, rows, dims, k, metric, unwatched);
      const rowOf = (row: number): Float32Array => matrix.subarray(row * dims, (row + 1) * dims);
      for (let row = 0; row < rows; row++) {
        const all: number[] = [];
        for (let other = 0; other < rows; other++) all.push(distance(rowOf(row), rowOf(other), metric));
        const sorted = [...all].sort((a, b) => a - b);
        const mine = new Set<number>();
        let error = found.indices[row * k] === row ? found.distances[row * k] : 1;
        for (let i = 0; i < k; i++) {
          const at = row * k + i;
          mine.add(found.indices[at]);
          error = Math.max(error, Math.abs(found.distances[at] - sorted[i]));
          error = Math.max(error, Math.abs(found.distances[at] - all[found.indices[at]]));
        }
        expect(error).toBeLessThan(1e-4);
        expect(mine.size).toBe(k);
      }
    }
  });

  it('stands many exact duplicates', () => {
    const rows = 3000;
    const found = nearestNeighbors(new Float32Array(rows * 4), rows, 4, 15, 'euclidean', unwatched);
    expect(found.distances.every((d) => d === 0)).toBe(true);
    for (let row = 0; row < rows; row++) {
      expect(new Set(found.indices.subarray(row * 15, row * 15 + 15)).size).toBe(15);
    }
  });

  it('takes k equal to the number of rows', () => {
    const found = nearestNeighbors(Float32Array.of(0, 3, 1), 3, 1, 3, 'euclidean', unwatched);
    expect([...found.indices]).toEqual([0, 2, 1, 1, 2, 0, 2, 0, 1]);
    expect([...found.distances]).toEqual([0, 1, 3, 0, 2, 3, 0, 1, 2]);
  });
});

it('refuses what is not finite, by its place', () => {
  const matrix = Float32Array.of(0, 1, 2, Number.NaN, 4, 5);
  expect(() => nearestNeighbors(matrix, 3, 2, 2, 'euclidean', unwatched)).toThrow(
    'invalid value in row 1, column 1 of the matrix: NaN; expected finite numbers',
  );
});
