import type { Progress } from '../progress.ts';
import { expectClusterParams } from './check-params.ts';
import { type ClusteringResult, type ClusterMethod, type ClusterParams, NOT_EMBEDDED } from './clustering.ts';
import { dbscan } from './dbscan.ts';
import { defaultEps, defaultMinClusterSize, defaultMinSamples } from './defaults.ts';
import { densityClustering } from './density-clustering.ts';
import { hdbscan } from './hdbscan.ts';
import { kDistances, kneeOf, thinCurve } from './k-distance.ts';
import { clusterSizes } from './labels.ts';
import { redFlags } from './red-flags.ts';

type ClusterPoints = (
  x: Float32Array,
  y: Float32Array,
  eps: number,
  minSamples: number,
  progress: Progress,
  minClusterSize: number,
) => Int32Array;

const CLUSTERERS: Record<ClusterMethod, ClusterPoints> = {
  dbscan,
  hdbscan: (x, y, _eps, minSamples, progress, minClusterSize) =>
    hdbscan(x, y, minSamples, minClusterSize, progress),
  'density-clustering': densityClustering,
};

/**
 * Clusters the rows that have a place in the plane; where eps, min_samples or
 * min_cluster_size are null they follow from the
 * data. Reports the stages k-distance and cluster. Timings are the caller's, who may use a clock.
 * @param x, y one value a table row, NaN (or infinite) where it was left out.
 */
export function clusterPlane(
  x: Float32Array,
  y: Float32Array,
  params: ClusterParams,
  progress: Progress,
): Omit<ClusteringResult, 'timings'> {
  expectClusterParams(params);
  let points = 0;
  const rows = new Int32Array(x.length);
  for (let row = 0; row < x.length; row++) {
    if (Number.isFinite(x[row]) && Number.isFinite(y[row])) rows[points++] = row;
  }
  const px = new Float32Array(points);
  const py = new Float32Array(points);
  for (let i = 0; i < points; i++) {
    px[i] = x[rows[i]];
    py[i] = y[rows[i]];
  }
  const minSamples = params.minSamples ?? defaultMinSamples(points);
  const descending = points === 0 ? new Float32Array(0) : kDistances(px, py, minSamples, progress);
  const knee = points === 0 ? 0 : kneeOf(descending);
  const byEps = params.method !== 'hdbscan';
  const eps = byEps ? (params.eps ?? defaultEps(descending)) : 0;
  const minClusterSize = params.minClusterSize ?? defaultMinClusterSize(points);
  progress({ stage: 'cluster', done: 0, total: points });
  const found = CLUSTERERS[params.method](px, py, eps, minSamples, progress, minClusterSize);
  progress({ stage: 'cluster', done: points, total: points });
  const labels = new Int32Array(x.length).fill(NOT_EMBEDDED);
  for (let i = 0; i < points; i++) labels[rows[i]] = found[i];
  const curve = { k: minSamples, ...thinCurve(descending), knee };
  const used = byEps ? { eps, minSamples } : { eps, minSamples, minClusterSize };
  const summary = { ...used, ...clusterSizes(labels), curve };
  return { method: params.method, labels, ...summary, flags: redFlags(summary) };
}
