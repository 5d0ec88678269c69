import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { dbscan } from './dbscan.ts';
import { densityClustering } from './density-clustering.ts';
import { orderBySize } from './labels.ts';
import { planePoints } from './points.ts';

/** scikit-learn's order: clusters grow from unlabelled core points in index order; O(n^2). */
function slowDbscan(x: Float32Array, y: Float32Array, eps: number, minSamples: number): Int32Array {
  const points = x.length;
  const near = (i: number): number[] => {
    const found: number[] = [];
    for (let j = 0; j < points; j++) {
      if ((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 <= eps * eps) found.push(j);
    }
    return found;
  };
  const neighbors = Array.from({ length: points }, (_, i) => near(i));
  const labels = new Int32Array(points).fill(-1);
  let cluster = 0;
  for (let seed = 0; seed < points; seed++) {
    if (labels[seed] >= 0 || neighbors[seed].length < minSamples) continue;
    const stack = [seed];
    while (stack.length > 0) {
      const i = stack.pop() as number;
      if (labels[i] >= 0) continue;
      labels[i] = cluster;
      if (neighbors[i].length >= minSamples) stack.push(...neighbors[i]);
    }
    cluster++;
  }
  return orderBySize(labels);
}

function randomPlane(points: number, seed: number, grid: number): { x: Float32Array; y: Float32Array } {
  const rng = createRng(seed);
  const x = new Float32Array(points);
  const y = new Float32Array(points);
  for (let i = 0; i < points; i++) {
    const blob = rng.integer(5);
    x[i] = (blob % 3) * 2 + rng.normal() * (0.2 + 0.1 * blob);
    y[i] = Math.floor(blob / 3) * 2 + rng.normal() * 0.3;
    if (grid > 0) {
      x[i] = Math.round(x[i] / grid) * grid;
      y[i] = Math.round(y[i] / grid) * grid;
    }
  }
  return { x, y };
}

function core(x: Float32Array, y: Float32Array, eps: number, minSamples: number): boolean[] {
  return Array.from(x, (_, i) => {
    let found = 0;
    for (let j = 0; j < x.length; j++) if ((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 <= eps * eps) found++;
    return found >= minSamples;
  });
}

describe('dbscan', () => {
  it('solves a case by hand', () => {
    // Three in a row, a border point, a pair that is too few, and one alone.
    const x = Float32Array.of(0, 1, 2, 3, 10, 11, 50);
    const y = new Float32Array(7);
    expect([...dbscan(x, y, 1, 3)]).toEqual([0, 0, 0, 0, -1, -1, -1]);
    expect([...dbscan(x, y, 1, 2)]).toEqual([0, 0, 0, 0, 1, 1, -1]);
    expect([...dbscan(x, y, 1, 1)]).toEqual([0, 0, 0, 0, 1, 1, 2]);
    expect([...dbscan(x, y, 0.5, 2)]).toEqual([-1, -1, -1, -1, -1, -1, -1]);
    expect([...dbscan(x, y, 1000, 2)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('gives a border point to the cluster whose core comes first', () => {
    // Points 0..3 right, 4..7 left, 8 between and in reach of both.
    const x = Float32Array.of(2, 2.5, 2.5, 2.5, 0, -0.5, -0.5, -0.5, 1);
    const y = Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0);
    expect([...dbscan(x, y, 1, 4)]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0]);
  });

  it('equals the slow version on random planes, with and without duplicates', () => {
    for (let seed = 1; seed <= 24; seed++) {
      const { x, y } = randomPlane(350, seed, seed % 3 === 0 ? 0.125 : 0);
      for (const [eps, minSamples] of [
        // So small that the plane is vast in cells.
        [1e-7, 2],
        [0.1, 3],
        [0.25, 8],
        [0.5, 5],
        [1.5, 20],
      ]) {
        expect(dbscan(x, y, eps, minSamples), `seed ${seed} eps ${eps}`).toEqual(
          slowDbscan(x, y, eps, minSamples),
        );
      }
    }
  });

  it('agrees with density-clustering but for border points between clusters', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const { x, y } = randomPlane(400, seed, 0);
      const mine = dbscan(x, y, 0.3, 6);
      const theirs = densityClustering(planePoints(x, y), 0.3, 6, unwatched);
      const isCore = core(x, y, 0.3, 6);
      const partner = new Map<number, number>();
      for (let i = 0; i < x.length; i++) {
        expect(mine[i] < 0).toBe(theirs[i] < 0);
        if (!isCore[i]) continue;
        expect(partner.get(mine[i]) ?? theirs[i]).toBe(theirs[i]);
        partner.set(mine[i], theirs[i]);
      }
      expect(new Set(partner.values()).size).toBe(partner.size);
    }
  });

  it('stands a plane of one point, of none, and of coinciding ones', () => {
    expect([...dbscan(new Float32Array(0), new Float32Array(0), 1, 1)]).toEqual([]);
    expect([...dbscan(Float32Array.of(3), Float32Array.of(3), 1, 2)]).toEqual([-1]);
    const zeros = new Float32Array(20_000);
    expect(dbscan(zeros, zeros, 1e-3, 50).every((label) => label === 0)).toBe(true);
  });

  it('refuses an eps that is not positive and a broken min_samples', () => {
    expect(() => dbscan(new Float32Array(1), new Float32Array(1), -1, 5)).toThrow('invalid eps: -1');
    expect(() => dbscan(new Float32Array(1), new Float32Array(1), Number.NaN, 5)).toThrow('invalid eps');
    expect(() => dbscan(new Float32Array(1), new Float32Array(1), 1, 0)).toThrow('invalid min_samples: 0');
  });
});
