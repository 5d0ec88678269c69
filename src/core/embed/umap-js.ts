import { UMAP } from 'umap-js';
import { createRng } from '../random/rng.ts';
import { inRowOrder, neighborsByCrew } from '../space/nearest-neighbors.ts';
import { defaultEpochs } from './defaults.ts';
import type { EmbedMatrix, Plane } from './plane.ts';
import { principalPlane } from './principal-axes.ts';
import { stretchStart } from './start.ts';
import { bondStrengths, fuzzyUnion } from './umap/fuzzy-set.ts';
import { spectralCoordinates } from './umap/spectral-start.ts';

/**
 * The package umap-js as a reference: its fuzzy set, curve and layout, seeded. Neighbours come from our exact
 * search: its own takes O(rows^2) on exact duplicates and overflows the stack where many rows coincide. It
 * starts at random; `spectral` and `pca` overwrite that start.
 */
export const embedUmapJs: EmbedMatrix = async (matrix, rows, dims, params, crew, progress, onEpoch) => {
  const rng = createRng(params.seed);
  const k = params.nNeighbors;
  const ordered = await neighborsByCrew(
    matrix,
    rows,
    dims,
    k,
    params.metric,
    crew,
    progress,
    params.neighborSearch,
  );
  const neighbors = inRowOrder(ordered);
  progress({ stage: 'graph', done: 0, total: 1 });
  const epochs = params.epochs ?? defaultEpochs(rows);
  const umap = new UMAP({
    nNeighbors: k,
    minDist: params.minDist,
    spread: params.spread,
    negativeSampleRate: params.negativeSamples,
    setOpMixRatio: params.setOpMix,
    localConnectivity: params.localConnectivity,
    nEpochs: epochs,
    random: () => rng.uniform(),
  });
  const vectors: number[][] = [];
  const indices: number[][] = [];
  const distances: number[][] = [];
  for (let row = 0; row < rows; row++) {
    vectors.push(Array.from(matrix.subarray(row * dims, (row + 1) * dims)));
    indices.push(Array.from(neighbors.indices.subarray(row * k, (row + 1) * k)));
    distances.push(Array.from(neighbors.distances.subarray(row * k, (row + 1) * k)));
  }
  umap.setPrecomputedKNN(indices, distances);
  umap.initializeFit(vectors);
  progress({ stage: 'start', done: 0, total: 1 });
  const embedding = umap.getEmbedding();
  if (params.init !== 'random') {
    const coordinates =
      params.init === 'pca'
        ? principalPlane(matrix, rows, dims)
        : await spectralCoordinates(
            fuzzyUnion(neighbors, bondStrengths(neighbors, params.localConnectivity), params.setOpMix),
            matrix,
            dims,
            rng,
            crew,
          );
    const start = stretchStart(coordinates, rng);
    for (let row = 0; row < rows; row++) {
      embedding[row][0] = start[2 * row];
      embedding[row][1] = start[2 * row + 1];
    }
  }
  const plane = (): Plane => ({
    x: Float32Array.from(embedding, (point) => point[0]),
    y: Float32Array.from(embedding, (point) => point[1]),
  });
  progress({ stage: 'layout', done: 0, total: epochs });
  onEpoch(0, epochs, plane);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    progress({ stage: 'layout', done: epoch, total: epochs });
    onEpoch(epoch, epochs, plane);
  }
  return { plane: plane(), neighbors: ordered };
};
