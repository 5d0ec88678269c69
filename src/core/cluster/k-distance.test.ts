import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { coreSquares, squareBetween, squaresBy } from './core-distances.ts';
import { defaultEps, defaultMinSamples } from './defaults.ts';
import { kDistanceCurve, kneeOf, thinCurve } from './k-distance.ts';
import { planePoints } from './points.ts';

function kDistances(x: Float32Array, y: Float32Array, k: number): Float32Array {
  return kDistanceCurve(coreSquares(planePoints(x, y), k, unwatched));
}

describe('k-distance curve', () => {
  it('equals brute force, the point itself counted', () => {
    const rng = createRng(2);
    const points = 700;
    const x = Float32Array.from({ length: points }, () => rng.normal());
    const y = Float32Array.from({ length: points }, (_, i) => (i % 10 === 0 ? 0 : rng.normal()));
    for (const k of [1, 2, 7, 40]) {
      const slow = Float32Array.from(x, (_, i) => {
        const all = Float64Array.from(x, (_, j) => Math.hypot(x[i] - x[j], y[i] - y[j])).sort();
        return all[k - 1];
      })
        .sort()
        .reverse();
      const found = kDistances(x, y, k);
      found.forEach((d, i) => {
        expect(d).toBeCloseTo(slow[i], 5);
      });
    }
  });

  it('equals brute force in many columns, in double precision', () => {
    const rng = createRng(4);
    const rows = 400;
    for (const dims of [1, 3, 12, 60]) {
      const matrix = Float32Array.from({ length: rows * dims }, () => Math.round(8 * rng.normal()) / 8);
      const found = coreSquares({ matrix, rows, dims }, 9, unwatched);
      expect(found).toEqual(squaresBy({ matrix, rows, dims }, 9, unwatched, false));
      for (let i = 0; i < rows; i++) {
        const all = Float64Array.from({ length: rows }, (_, j) => squareBetween(matrix, dims, i, j)).sort();
        expect(found[i]).toBe(all[8]);
      }
    }
  });

  it('takes the farthest point where there are fewer than k', () => {
    expect([...kDistances(Float32Array.of(0, 1, 3), new Float32Array(3), 10)]).toEqual([3, 3, 2]);
  });
});

describe('thinCurve', () => {
  it('keeps both ends, rises, and keeps the steep end whole', () => {
    const curve = Float32Array.from({ length: 50_000 }, (_, i) => 1 / (i + 1));
    const { share, distance } = thinCurve(curve);
    expect(share.length).toBeLessThanOrEqual(2000);
    expect(share.length).toBe(distance.length);
    expect(distance[0]).toBe(1);
    expect(share[share.length - 1]).toBe(1);
    for (let i = 1; i < share.length; i++) expect(share[i]).toBeGreaterThan(share[i - 1]);
    expect([...distance.subarray(0, 100)]).toEqual([...curve.subarray(0, 100)]);
    expect(thinCurve(curve.subarray(0, 10)).share).toHaveLength(10);
  });
});

describe('knee and defaults', () => {
  it('finds the corner of two straight lines', () => {
    const curve = Float32Array.from({ length: 1001 }, (_, i) =>
      i <= 50 ? 10 - (9 * i) / 50 : 1 - (i - 50) / 1000,
    );
    expect(kneeOf(curve)).toBeCloseTo(1, 5);
    expect(kneeOf(Float32Array.of(2, 2, 2))).toBe(2);
    expect(kneeOf(new Float32Array(0))).toBeNaN();
  });

  it('lies above the bulk of the distances and never far above', () => {
    const curve = new Float32Array(1000).fill(0.1);
    curve.fill(5, 0, 60);
    expect(defaultEps(curve)).toBeCloseTo(0.15, 5);
    curve.fill(5, 0, 450);
    expect(defaultEps(curve)).toBeLessThanOrEqual(0.8 + 1e-6);
    expect(defaultEps(new Float32Array(10))).toBeGreaterThan(0);
    expect(defaultEps(new Float32Array(0))).toBeGreaterThan(0);
  });

  it('grows min_samples with the table', () => {
    expect([10, 1000, 20_000, 1_000_000].map(defaultMinSamples)).toEqual([5, 5, 18, 35]);
  });
});
