import type { Progress } from '../progress.ts';
import { expectClusterParams } from './check-params.ts';
import {
  type ClusteringResult,
  type ClusterMethod,
  type ClusterParams,
  type ClusterSelection,
  type ClusterSpace,
  NOT_EMBEDDED,
} from './clustering.ts';
import type { CoreSquares } from './core-distances.ts';
import { dbscan } from './dbscan.ts';
import { dbscanTree } from './dbscan-tree.ts';
import { defaultEps, defaultMinClusterSize, defaultMinSamples } from './defaults.ts';
import { densityClustering } from './density-clustering.ts';
import { hdbscan } from './hdbscan.ts';
import { kDistanceCurve, kneeOf, thinCurve } from './k-distance.ts';
import { clusterSizes } from './labels.ts';
import { axisOf, type Points } from './points.ts';
import { redFlags } from './red-flags.ts';

/** All that a method may go by; each takes what it needs. */
interface Settings {
  eps: number;
  minSamples: number;
  minClusterSize: number;
  selection: ClusterSelection;
  selectionEpsilon: number;
  /** Squared core distances, see core-distances.ts. */
  core: Float64Array;
}

interface Found {
  labels: Int32Array;
  strengths?: Float32Array;
}

type Clusterer = (points: Points, settings: Settings, progress: Progress) => Found;

const CLUSTERERS: Record<ClusterMethod, Clusterer> = {
  dbscan: (points, { eps, minSamples }, progress) => ({
    labels:
      points.dims === 2
        ? dbscan(axisOf(points, 0), axisOf(points, 1), eps, minSamples, progress)
        : dbscanTree(points, eps, minSamples, progress),
  }),
  hdbscan,
  'density-clustering': (points, { eps, minSamples }, progress) => ({
    labels: densityClustering(points, eps, minSamples, progress),
  }),
};

/**
 * Clusters points, which are `rowOf` of a table's rows; where eps, min_samples or min_cluster_size are null they
 * follow from the data. Reports the stages k-distance and cluster. Timings are the caller's, who may use a clock.
 */
export function clusterPoints(
  space: ClusterSpace,
  points: Points,
  rowOf: Int32Array,
  tableRows: number,
  params: ClusterParams,
  progress: Progress,
  coreSquares: CoreSquares,
): Omit<ClusteringResult, 'timings'> {
  expectClusterParams(params);
  const { rows, dims } = points;
  const minSamples = params.minSamples ?? defaultMinSamples(rows);
  const core = coreSquares(points, minSamples, progress);
  const descending = kDistanceCurve(core);
  const knee = rows === 0 ? 0 : kneeOf(descending);
  const byEps = params.method !== 'hdbscan';
  const eps = byEps ? (params.eps ?? defaultEps(descending)) : 0;
  const minClusterSize = params.minClusterSize ?? defaultMinClusterSize(rows);
  const { selection = 'eom', selectionEpsilon = 0 } = params;
  progress({ stage: 'cluster', done: 0, total: rows });
  const settings = { eps, minSamples, minClusterSize, selection, selectionEpsilon, core };
  const found = CLUSTERERS[params.method](points, settings, progress);
  progress({ stage: 'cluster', done: rows, total: rows });
  const labels = new Int32Array(tableRows).fill(NOT_EMBEDDED);
  for (let i = 0; i < rows; i++) labels[rowOf[i]] = found.labels[i];
  const curve = { k: minSamples, ...thinCurve(descending), knee };
  const used = byEps ? { eps, minSamples } : { eps, minSamples, minClusterSize };
  const summary = { space, dims, ...used, ...clusterSizes(labels), curve };
  const flags = redFlags(summary);
  const strengths = found.strengths && { strengths: onTable(found.strengths, rowOf, tableRows) };
  return { params, method: params.method, labels, ...strengths, ...summary, flags };
}

function onTable(values: Float32Array, rowOf: Int32Array, tableRows: number): Float32Array {
  const placed = new Float32Array(tableRows).fill(Number.NaN);
  for (let i = 0; i < values.length; i++) placed[rowOf[i]] = values[i];
  return placed;
}
