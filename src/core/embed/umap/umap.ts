import type { Progress } from '../../progress.ts';
import { createRng } from '../../random/rng.ts';
import { neighborsByCrew, type OrderedNeighbors } from '../../space/nearest-neighbors.ts';
import type { Crew } from '../../threads/crew.ts';
import { defaultEpochs } from '../defaults.ts';
import type { EmbedParams } from '../embedding.ts';
import type { EmbedMatrix, OnEpoch, Plane } from '../plane.ts';
import { principalPlane } from '../principal-axes.ts';
import { randomStart, stretchStart } from '../start.ts';
import { fitCurve } from './curve.ts';
import { type FuzzyGraph, graphByCrew } from './fuzzy-set.ts';
import { prepareLayout } from './layout.ts';
import { spectralCoordinates } from './spectral-start.ts';

/**
 * UMAP (McInnes, Healy, Melville 2018, arXiv 1802.03426): exact neighbours, fuzzy union, spectral start,
 * layout by stochastic gradient descent. Rows stay in tree order to the end, so that rows near in space are
 * near in memory.
 */
export const embedUmap: EmbedMatrix = async (matrix, rows, dims, params, crew, progress, onEpoch) => {
  let base: UmapGraph | null = await umapGraph(matrix, rows, dims, params, crew, progress);
  const { neighbors } = base;
  const layOut = await startLayout(base, params, crew, progress);
  // Its graph and matrix take 0.4 GB at a million events, and no epoch looks at them.
  base = null;
  return { plane: await layOut(onEpoch), neighbors };
};

/** What all layouts of one matrix have in common, whatever their seed. */
export interface UmapGraph {
  neighbors: OrderedNeighbors;
  graph: FuzzyGraph;
  /** The matrix in the order of the neighbours. */
  ordered: Float32Array;
  dims: number;
}

/** The first half of UMAP, which no seed enters: neighbours and their fuzzy union. Reports knn and graph. */
export async function umapGraph(
  matrix: Float32Array,
  rows: number,
  dims: number,
  params: EmbedParams,
  crew: Crew,
  progress: Progress,
): Promise<UmapGraph> {
  const neighbors = await neighborsByCrew(
    matrix,
    rows,
    dims,
    params.nNeighbors,
    params.metric,
    crew,
    progress,
    params.neighborSearch,
  );
  const { order } = neighbors;
  progress({ stage: 'graph', done: 0, total: 100 });
  const { localConnectivity, setOpMix } = params;
  const graph = await graphByCrew(neighbors, localConnectivity, setOpMix, crew, progress);
  const ordered = new Float32Array(rows * dims);
  for (let i = 0; i < rows; i++)
    ordered.set(matrix.subarray(order[i] * dims, (order[i] + 1) * dims), i * dims);
  return { neighbors, graph, ordered, dims };
}

/** The second half of UMAP: a start and a layout, both drawn by `params.seed`. Reports start and layout. */
export async function layOutGraph(
  base: UmapGraph,
  params: EmbedParams,
  crew: Crew,
  progress: Progress,
  onEpoch: OnEpoch,
): Promise<Plane> {
  return (await startLayout(base, params, crew, progress))(onEpoch);
}

async function startLayout(
  { neighbors: { order }, graph, ordered, dims }: UmapGraph,
  params: EmbedParams,
  crew: Crew,
  progress: Progress,
): Promise<(onEpoch: OnEpoch) => Promise<Plane>> {
  const rng = createRng(params.seed);
  const rows = order.length;
  progress({ stage: 'start', done: 0, total: rows });
  const start =
    params.init === 'random'
      ? randomStart(rows, rng)
      : stretchStart(
          params.init === 'pca'
            ? principalPlane(ordered, rows, dims)
            : await spectralCoordinates(graph, ordered, dims, rng, crew, progress),
          rng,
        );
  const planeOf = (positions: Float32Array): Plane => {
    const x = new Float32Array(rows);
    const y = new Float32Array(rows);
    for (let i = 0; i < rows; i++) {
      x[order[i]] = positions[2 * i];
      y[order[i]] = positions[2 * i + 1];
    }
    return { x, y };
  };
  const epochs = params.epochs ?? defaultEpochs(rows);
  progress({ stage: 'layout', done: 0, total: epochs });
  const curve = fitCurve(params.spread, params.minDist);
  const choice = { curve, epochs, negativeSamples: params.negativeSamples };
  const optimize = prepareLayout(start, graph, choice, rng, crew);
  return async (onEpoch) => {
    onEpoch(0, epochs, () => planeOf(start));
    const end = await optimize((epoch, positions) => {
      progress({ stage: 'layout', done: epoch, total: epochs });
      onEpoch(epoch, epochs, () => planeOf(positions()));
    });
    return planeOf(end);
  };
}
