import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { orderedNeighbors } from '../space/nearest-neighbors.ts';
import golden from './golden.json' with { type: 'json' };
import { foreignScores, type OutlierScores, outlierScores } from './local-outlier-factor.ts';

function scoresOf(matrix: Float32Array, dims: number, k: number): OutlierScores {
  return outlierScores(orderedNeighbors(matrix, matrix.length / dims, dims, k + 1, 'euclidean', unwatched));
}

/** The definitions as they stand, in doubles; no ties. */
function slowFactors(matrix: Float32Array, dims: number, k: number): number[] {
  const rows = matrix.length / dims;
  const all = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: rows }, (_, j) => {
      let square = 0;
      for (let d = 0; d < dims; d++) square += (matrix[i * dims + d] - matrix[j * dims + d]) ** 2;
      return { j, distance: Math.sqrt(square) };
    })
      .filter(({ j }) => j !== i)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, k),
  );
  const density = all.map(
    (near) =>
      1 / (near.reduce((sum, { j, distance }) => sum + Math.max(distance, all[j][k - 1].distance), 0) / k),
  );
  return all.map((near, i) => near.reduce((sum, { j }) => sum + density[j], 0) / k / density[i]);
}

describe('the local outlier factor', () => {
  it('is as worked by hand', () => {
    // k = 2 on a line at 0, 1, 2, 6: reaches (2 + 1) / 2, 2, (1 + 2) / 2, (4 + 5) / 2.
    const { k, lof, kDistance } = scoresOf(Float32Array.of(0, 1, 2.25, 6), 1, 2);
    expect(k).toBe(2);
    expect([...kDistance]).toEqual([2.25, 1.25, 2.25, 5]);
    const reach = [(1.25 + 2.25) / 2, (2.25 + 2.25) / 2, (1.25 + 2.25) / 2, (3.75 + 5) / 2];
    const factor = (i: number, a: number, b: number): number =>
      (reach[i] / reach[a] + reach[i] / reach[b]) / 2;
    const expected = [factor(0, 1, 2), factor(1, 0, 2), factor(2, 1, 0), factor(3, 2, 1)];
    expected.forEach((value, i) => {
      expect(lof[i]).toBeCloseTo(value, 6);
    });
  });

  it.each(Object.entries(golden.cases))(
    'is that of scikit-learn: %s',
    (_, { matrix, dims, lof, kDistance }) => {
      const found = scoresOf(Float32Array.from(matrix), dims, golden.k);
      lof.forEach((value, i) => {
        expect(found.lof[i] / value).toBeCloseTo(1, 5);
        expect(found.kDistance[i]).toBeCloseTo(kDistance[i], 5);
      });
    },
  );

  it('equals its definition on random tables', () => {
    for (const [rows, dims, k] of [
      [50, 1, 4],
      [400, 6, 29],
      [4, 2, 3],
    ]) {
      const rng = createRng(rows);
      const matrix = Float32Array.from({ length: rows * dims }, () => rng.normal());
      const slow = slowFactors(matrix, dims, k);
      const { lof } = scoresOf(matrix, dims, k);
      for (let i = 0; i < rows; i++) expect(lof[i] / slow[i]).toBeCloseTo(1, 4);
    }
  });

  it('of rows that are not among those known goes by the known, as each would alone beside them', () => {
    const k = 5;
    const dims = 3;
    const rng = createRng(8);
    const known = Float32Array.from({ length: 80 * dims }, () => rng.normal());
    const others = Float32Array.from({ length: 6 * dims }, () => 2 * rng.normal());
    const neighbors = orderedNeighbors(known, 80, dims, k + 1, 'euclidean', unwatched);
    const distance = (a: Float32Array, i: number, b: Float32Array, j: number): number =>
      Math.hypot(...[0, 1, 2].map((d) => a[i * dims + d] - b[j * dims + d]));
    const nearest = (matrix: Float32Array, i: number): { j: number; distance: number }[] =>
      Array.from({ length: 80 }, (_, j) => ({ j, distance: distance(matrix, i, known, j) }))
        .filter(({ j }) => matrix !== known || j !== i)
        .sort((a, b) => a.distance - b.distance);
    const reachOf = (near: { j: number; distance: number }[]): number =>
      near
        .slice(0, k)
        .reduce((sum, n) => sum + Math.max(n.distance, nearest(known, n.j)[k - 1].distance), 0) / k;
    const all = Array.from({ length: 6 }, (_, i) => nearest(others, i).slice(0, k + 1));
    const found = foreignScores(neighbors)({
      k: k + 1,
      indices: Int32Array.from(all.flat(), ({ j }) => j),
      distances: Float32Array.from(all.flat(), (n) => n.distance),
    });
    expect(found.k).toBe(k);
    all.forEach((near, i) => {
      const density = near.slice(0, k).map(({ j }) => 1 / reachOf(nearest(known, j)));
      const expected = (density.reduce((sum, value) => sum + value, 0) / k) * reachOf(near);
      expect(found.lof[i] / expected).toBeCloseTo(1, 4);
      expect(found.kDistance[i]).toBeCloseTo(near[k - 1].distance, 5);
    });
  });
});
