import type { Progress } from '../progress.ts';
import { expectClusterParams } from './check-params.ts';
import { clusterPoints } from './cluster-points.ts';
import type { ClusteringResult, ClusterParams } from './clustering.ts';
import { type CoreSquares, coreSquares } from './core-distances.ts';
import { planePoints } from './points.ts';

/**
 * Clusters the rows that have a place in the plane, see clusterPoints.
 * @param x, y one value a table row, NaN (or infinite) where it was left out.
 */
export function clusterPlane(
  x: Float32Array,
  y: Float32Array,
  params: ClusterParams,
  progress: Progress,
  cores: CoreSquares = coreSquares,
): Omit<ClusteringResult, 'timings'> {
  expectClusterParams(params);
  let placed = 0;
  const rowOf = new Int32Array(x.length);
  for (let row = 0; row < x.length; row++) {
    if (Number.isFinite(x[row]) && Number.isFinite(y[row])) rowOf[placed++] = row;
  }
  const px = new Float32Array(placed);
  const py = new Float32Array(placed);
  for (let i = 0; i < placed; i++) {
    px[i] = x[rowOf[i]];
    py[i] = y[rowOf[i]];
  }
  const points = planePoints(px, py);
  return clusterPoints('plane', points, rowOf.subarray(0, placed), x.length, params, progress, cores);
}
