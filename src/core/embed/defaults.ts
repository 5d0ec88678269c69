import type { EmbedParams } from './embedding.ts';

/** Epochs of the layout where the user gave none: as umap-learn, 500 up to 10,000 rows, else 200. */
export function defaultEpochs(rows: number): number {
  return rows <= 10_000 ? 500 : 200;
}

/**
 * What Outcrop embeds with unless told otherwise. Neighbours and minDist follow umap-learn's advice for
 * clustering: 30 and 0; a small table takes fewer neighbours, since it must have one row more than that.
 */
export function defaultEmbedParams(rows: number): EmbedParams {
  return {
    method: 'umap',
    scaling: 'robust',
    missing: 'impute',
    metric: 'euclidean',
    nNeighbors: Math.max(2, Math.min(30, Math.floor(rows / 10))),
    neighborSearch: 'auto',
    minDist: 0,
    spread: 1,
    negativeSamples: 5,
    setOpMix: 1,
    localConnectivity: 1,
    epochs: null,
    init: 'spectral',
    sample: null,
    seed: 1,
  };
}
