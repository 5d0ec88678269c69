import { DBSCAN } from 'density-clustering';
import { UMAP } from 'umap-js';
import { createRng } from '../../src/core/random/rng.ts';
import { ATLAS_FOLDER } from '../peers/atlas-folder.ts';

/** What of embedding-atlas is called. */
interface AtlasModule {
  createUMAP(
    rows: number,
    columns: number,
    dims: number,
    matrix: Float32Array,
    options: { nNeighbors: number; minDist: number; seed: number },
  ): Promise<{ run(): Promise<void>; readonly embedding: Float32Array; destroy(): void }>;
}

/** npm's UMAP and DBSCAN as they come, given what they ask for: arrays of arrays. */
export interface Peers {
  umapJs(
    matrix: Float32Array,
    rows: number,
    columns: number,
    seed: number,
  ): Promise<{ seconds: number; x: Float32Array; y: Float32Array }>;
  /** Served beside the page, see bench/peers/embedding-atlas.ts. */
  embeddingAtlas(
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

  async embeddingAtlas(matrix, rows, columns, seed) {
    const place = new URL(`../${ATLAS_FOLDER}/umap.js`, globalThis.location.href).href;
    const { createUMAP }: AtlasModule = await import(/* @vite-ignore */ place);
    const start = performance.now();
    const umap = await createUMAP(rows, columns, 2, matrix.slice(), { nNeighbors: 15, minDist: 0.1, seed });
    await umap.run();
    const plane = umap.embedding.slice();
    const seconds = (performance.now() - start) / 1000;
    umap.destroy();
    const axis = (d: number): Float32Array =>
      Float32Array.from({ length: rows }, (_, row) => plane[2 * row + d]);
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
