import { describe, expect, it } from 'vitest';
import { dbscan } from '../cluster/dbscan.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { nearestNeighbors } from '../space/nearest-neighbors.ts';
import { alone } from '../threads/crew.ts';
import { defaultEmbedParams } from './defaults.ts';
import type { EmbedParams } from './embedding.ts';
import { EMBEDDERS } from './methods.ts';
import type { Plane } from './plane.ts';

const DIMS = 6;

/** Normal blobs about well separated centres; the label of row i is i % blobs. */
function blobs(rows: number, count: number, seed: number): Float32Array {
  const rng = createRng(seed);
  const centers = Float64Array.from({ length: count * DIMS }, () => 6 * rng.normal());
  return Float32Array.from(
    { length: rows * DIMS },
    (_, i) => centers[(Math.floor(i / DIMS) % count) * DIMS + (i % DIMS)] + rng.normal(),
  );
}

async function embed(matrix: Float32Array, changes: Partial<EmbedParams>): Promise<Plane> {
  const rows = matrix.length / DIMS;
  const params = { ...defaultEmbedParams(rows), nNeighbors: 15, ...changes };
  const embedMatrix = EMBEDDERS[params.method];
  return (await embedMatrix(matrix, rows, DIMS, params, alone, unwatched, () => undefined)).plane;
}

/** Share of neighbours in the plane that are neighbours of low rank in the data (Venna and Kaski 2001). */
function trustworthiness(matrix: Float32Array, { x, y }: Plane, k: number): number {
  const rows = x.length;
  const flat = Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? x[i >> 1] : y[i >> 1]));
  const near = nearestNeighbors(flat, rows, 2, k + 1, 'euclidean', unwatched);
  const all = nearestNeighbors(matrix, rows, DIMS, rows, 'euclidean', unwatched);
  let penalty = 0;
  const rank = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let r = 0; r < rows; r++) rank[all.indices[i * rows + r]] = r;
    for (let n = 1; n <= k; n++) penalty += Math.max(0, rank[near.indices[i * (k + 1) + n]] - k);
  }
  return 1 - (2 * penalty) / (rows * k * (2 * rows - 3 * k - 1));
}

describe('umap', () => {
  it('gives the same bits for the same seed and another plane for another', async () => {
    const matrix = blobs(250, 4, 1);
    for (const init of ['spectral', 'pca', 'random'] as const) {
      const first = await embed(matrix, { init, epochs: 30, seed: 5 });
      expect(await embed(matrix, { init, epochs: 30, seed: 5 })).toEqual(first);
      expect(await embed(matrix, { init, epochs: 30, seed: 6 })).not.toEqual(first);
    }
  });

  it('keeps separate blobs whole and apart', async () => {
    for (const seed of [1, 2]) {
      const count = 6;
      const { x, y } = await embed(blobs(600, count, seed), { epochs: 120, seed, minDist: 0 });
      const labels = dbscan(x, y, 0.8, 8);
      expect(Math.max(...labels)).toBe(count - 1);
      for (let blob = 0; blob < count; blob++) {
        const own = new Set([...labels].filter((label, row) => row % count === blob && label >= 0));
        expect(own.size).toBe(1);
      }
    }
  });

  it('heeds set_op_mix, local_connectivity and negative samples, also where rows are bound to none', async () => {
    const matrix = blobs(300, 3, 4);
    for (const method of ['umap', 'umap-js'] as const) {
      const plain = await embed(matrix, { method, epochs: 20 });
      for (const change of [{ setOpMix: 0 }, { localConnectivity: 3.5 }, { negativeSamples: 12 }]) {
        const { x, y } = await embed(matrix, { method, epochs: 20, ...change });
        expect(x).not.toEqual(plain.x);
        expect(x.every(Number.isFinite) && y.every(Number.isFinite)).toBe(true);
      }
    }
    await embed(matrix, { setOpMix: 0, nNeighbors: 2, epochs: 20 });
  });

  it('is as trustworthy as umap-js', async () => {
    const rng = createRng(9);
    const rows = 400;
    // Two curved sheets that touch.
    const matrix = new Float32Array(rows * DIMS);
    for (let i = 0; i < rows; i++) {
      const t = 3 * rng.uniform();
      const s = rng.uniform();
      const at = i * DIMS;
      matrix.set([Math.cos(t), Math.sin(t) - (i % 2), t * (i % 2), s, t * s, (i % 2) * s], at);
      for (let d = 0; d < DIMS; d++) matrix[at + d] += 0.05 * rng.normal();
    }
    const mine = trustworthiness(matrix, await embed(matrix, { epochs: 100, minDist: 0.1 }), 15);
    const theirs = trustworthiness(
      matrix,
      await embed(matrix, { method: 'umap-js', epochs: 100, minDist: 0.1 }),
      15,
    );
    expect(mine).toBeGreaterThan(0.95);
    expect(mine).toBeGreaterThan(theirs - 0.005);
  });

  it('stands rows that all coincide but for a few, and one dimension', async () => {
    const matrix = new Float32Array(200 * DIMS);
    for (let i = 0; i < 5; i++) matrix[i * DIMS] = i;
    for (const method of ['umap', 'umap-js'] as const) {
      const { x, y } = await embed(matrix, { method, epochs: 30 });
      expect(x.every(Number.isFinite) && y.every(Number.isFinite)).toBe(true);
    }
    const line = Float32Array.from({ length: 100 }, (_, i) => i);
    const params = { ...defaultEmbedParams(100), epochs: 30, init: 'pca' as const };
    const found = await EMBEDDERS.umap(line, 100, 1, params, alone, unwatched, () => undefined);
    const { x, y } = found.plane;
    expect(x.every(Number.isFinite) && y.every(Number.isFinite)).toBe(true);
  });

  it('takes every metric and start with both methods, and reports each epoch', async () => {
    const matrix = blobs(120, 3, 2);
    for (const method of ['umap', 'umap-js'] as const) {
      for (const metric of ['euclidean', 'manhattan', 'cosine', 'correlation'] as const) {
        for (const init of ['spectral', 'pca', 'random'] as const) {
          const { x, y } = await embed(matrix, { method, metric, init, epochs: 3 });
          expect(x.every(Number.isFinite) && y.every(Number.isFinite)).toBe(true);
        }
      }
      const epochs: number[] = [];
      const stages = new Set<string>();
      const params = { ...defaultEmbedParams(120), method, epochs: 4 };
      await EMBEDDERS[method](
        matrix,
        120,
        DIMS,
        params,
        alone,
        (report) => stages.add(report.stage),
        (epoch, total, plane) => {
          expect(total).toBe(4);
          expect(plane().x).toHaveLength(120);
          epochs.push(epoch);
        },
      );
      expect(epochs).toEqual([0, 1, 2, 3, 4]);
      expect([...stages]).toEqual(['knn', 'graph', 'start', 'layout']);
    }
  });
});
