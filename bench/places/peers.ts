import { DBSCAN } from 'density-clustering';
import { UMAP } from 'umap-js';
import { createRng } from '../../src/core/random/rng.ts';

/** npm's UMAP and DBSCAN as they come, given what they ask for: arrays of arrays. */
export interface Peers {
  umapJs(
    matrix: Float32Array,
    rows: number,
    columns: number,
    seed: number,
  ): Promise<{ seconds: number; x: Float32Array; y: Float32Array }>;
  densityClustering(
    matrix: Float32Array,
    rows: number,
    columns: number,
    eps: number,
    minSamples: number,
  ): Promise<{ seconds: number; labels: Int32Array }>;
}

export const peers: Peers = {
  async umapJs(matrix, rows, columns, seed) {
    const vectors = rowsOf(matrix, rows, columns);
    const rng = createRng(seed);
    const umap = new UMAP({ nNeighbors: 15, minDist: 0.1, random: () => rng.uniform() });
    const start = performance.now();
    const embedding = umap.fit(vectors);
    const seconds = (performance.now() - start) / 1000;
    const axis = (d: number): Float32Array => Float32Array.from(embedding, (point) => point[d]);
    return { seconds, x: axis(0), y: axis(1) };
  },

  async densityClustering(matrix, rows, columns, eps, minSamples) {
    const vectors = rowsOf(matrix, rows, columns);
    const start = performance.now();
    const clusters = new DBSCAN().run(vectors, eps, minSamples);
    const seconds = (performance.now() - start) / 1000;
    const labels = new Int32Array(rows).fill(-1);
    clusters.forEach((members, cluster) => {
      for (const row of members) labels[row] = cluster;
    });
    return { seconds, labels };
  },
};

function rowsOf(matrix: Float32Array, rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(matrix.subarray(row * columns, (row + 1) * columns)),
  );
}
