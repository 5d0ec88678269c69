import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng, type Rng } from '../random/rng.ts';
import { dbscan } from './dbscan.ts';
import { dbscanTree } from './dbscan-tree.ts';
import { orderBySize } from './labels.ts';
import { axisOf, type Points } from './points.ts';

/** scikit-learn's order: clusters grow from unlabelled core points in index order; O(n^2). */
function slowDbscan({ matrix, rows, dims }: Points, eps: number, minSamples: number): Int32Array {
  const near = (i: number): number[] => {
    const found: number[] = [];
    for (let j = 0; j < rows; j++) {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += (matrix[i * dims + d] - matrix[j * dims + d]) ** 2;
      if (sum <= eps * eps) found.push(j);
    }
    return found;
  };
  const neighbors = Array.from({ length: rows }, (_, i) => near(i));
  const labels = new Int32Array(rows).fill(-1);
  let cluster = 0;
  for (let seed = 0; seed < rows; seed++) {
    if (labels[seed] >= 0 || neighbors[seed].length < minSamples) continue;
    const stack = [seed];
    while (stack.length > 0) {
      const i = stack.pop() as number;
      if (labels[i] >= 0) continue;
      labels[i] = cluster;
      if (neighbors[i].length >= minSamples) for (const j of neighbors[i]) stack.push(j);
    }
    cluster++;
  }
  return orderBySize(labels);
}

/** Blobs and background; on a lattice (ties, duplicates), with constant columns, or with none of it. */
function randomTable(rng: Rng, rows: number, dims: number, lattice: number): Points {
  const matrix = new Float32Array(rows * dims);
  const centers = Array.from({ length: 4 * dims }, () => 6 * rng.uniform());
  const constant = Array.from({ length: dims }, () => rng.uniform() < 0.15);
  for (let i = 0; i < rows; i++) {
    const blob = rng.integer(5);
    for (let d = 0; d < dims; d++) {
      const value = blob === 4 ? 6 * rng.uniform() : centers[blob * dims + d] + 0.3 * rng.normal();
      const placed = lattice > 0 ? Math.round(value / lattice) * lattice : value;
      matrix[i * dims + d] = constant[d] ? 1.25 : placed;
    }
    // Exact duplicates, in other places of the table.
    if (i > 0 && rng.uniform() < 0.05) {
      const twin = rng.integer(i) * dims;
      matrix.copyWithin(i * dims, twin, twin + dims);
    }
  }
  return { matrix, rows, dims };
}

/** The distance of a pair: an eps that some pairs meet exactly, or miss by a rounding. */
function distanceOfPair({ matrix, rows, dims }: Points, rng: Rng): number {
  const i = rng.integer(rows) * dims;
  const j = rng.integer(rows) * dims;
  let sum = 0;
  for (let d = 0; d < dims; d++) sum += (matrix[i + d] - matrix[j + d]) ** 2;
  return Math.sqrt(sum) || 0.5;
}

describe('dbscanTree', () => {
  it('equals the slow version on random tables, at eps that pairs meet', () => {
    const rng = createRng(11);
    let clusters = 0;
    let noise = 0;
    for (const dims of [1, 2, 3, 4, 5, 7, 8, 12, 16, 23, 33, 60]) {
      for (const lattice of [0, 0.25]) {
        const points = randomTable(rng, 2 + rng.integer(500), dims, lattice);
        const scale = Math.sqrt(dims);
        for (const eps of [0.3 * scale, 0.6 * scale, 1.1 * scale, distanceOfPair(points, rng) / 2]) {
          const minSamples = [1, 3, 8, 20][rng.integer(4)];
          const found = dbscanTree(points, eps, minSamples, unwatched);
          expect(found, `${points.rows} x ${dims}, eps ${eps}, min_samples ${minSamples}`).toEqual(
            slowDbscan(points, eps, minSamples),
          );
          clusters += found.reduce((most, label) => Math.max(most, label + 1), 0);
          noise += found.filter((label) => label < 0).length;
        }
        const met = distanceOfPair(points, rng);
        expect(dbscanTree(points, met, 5, unwatched)).toEqual(slowDbscan(points, met, 5));
      }
    }
    expect(clusters).toBeGreaterThan(100);
    expect(noise).toBeGreaterThan(1000);
  });

  it('equals the slow version on 3,000 rows', () => {
    const rng = createRng(12);
    for (const [dims, eps] of [
      [2, 0.08],
      [6, 0.7],
    ]) {
      const points = randomTable(rng, 3000, dims, 0);
      expect(dbscanTree(points, eps, 9, unwatched)).toEqual(slowDbscan(points, eps, 9));
    }
  });

  it('decides in double precision what single precision cannot', () => {
    // Squares from the first row: 1 + 2e-8, which is 1 in single precision, and 1 + 2e-18, which is 1 in double too.
    const matrix = Float32Array.of(0, 0, 0, 1, 1e-4, 1e-4, -1, 1e-9, 1e-9);
    const points = { matrix, rows: 3, dims: 3 };
    expect([...dbscanTree(points, 1, 2, unwatched)]).toEqual([0, -1, 0]);
    expect([...dbscanTree(points, 1 + 2e-8, 2, unwatched)]).toEqual([0, 0, 0]);
  });

  it('equals the grid in the plane', () => {
    const rng = createRng(13);
    const points = randomTable(rng, 20_000, 2, 0);
    for (const [eps, minSamples] of [
      [0.02, 5],
      [0.1, 20],
      [0.5, 50],
    ]) {
      const grid = dbscan(axisOf(points, 0), axisOf(points, 1), eps, minSamples, unwatched);
      expect(dbscanTree(points, eps, minSamples, unwatched)).toEqual(grid);
    }
  });

  it('stands no row, one, and coinciding ones; reports from start to end', () => {
    const none = { matrix: new Float32Array(0), rows: 0, dims: 3 };
    expect([...dbscanTree(none, 1, 1, unwatched)]).toEqual([]);
    expect([...dbscanTree({ matrix: new Float32Array(3), rows: 1, dims: 3 }, 1, 2, unwatched)]).toEqual([-1]);
    const same = { matrix: new Float32Array(60_000), rows: 20_000, dims: 3 };
    const reports: number[] = [];
    const labels = dbscanTree(same, 1e-3, 50, ({ done }) => reports.push(done));
    expect(labels.every((label) => label === 0)).toBe(true);
    expect(reports.at(-1)).toBe(20_000);
    expect(reports.every((done, i) => i === 0 || done >= reports[i - 1])).toBe(true);
  });

  it('refuses an eps that is not positive and a broken min_samples', () => {
    const one = { matrix: new Float32Array(3), rows: 1, dims: 3 };
    expect(() => dbscanTree(one, -1, 5, unwatched)).toThrow('invalid eps: -1; expected a number > 0');
    expect(() => dbscanTree(one, 1, 0, unwatched)).toThrow('invalid min_samples: 0');
  });
});
