import { clusterPoints } from '../cluster/cluster-points.ts';
import type { ClusteringResult, ClusterParams } from '../cluster/clustering.ts';
import { coreSquares } from '../cluster/core-distances.ts';
import { defaultMinSamples } from '../cluster/defaults.ts';
import type { Points } from '../cluster/points.ts';
import { unwatched } from '../progress.ts';
import { quantileSorted } from '../stats/quantile.ts';

/**
 * What the clustering of one plane is done with on another. Kept is eps as a multiple of the median k-distance, which
 * follows the scale and density of the plane. On one simulated run of 20,000 events (two seeds, two samples of 80 %, three
 * eps) clusters found again of 116 were: 82 by the plain number, 80 by the multiple, 76 by the knee, 73 by the share
 * of points beyond eps. So the number does as well where planes are alike in size; the share and the knee hang on some
 * tens of points in the tail of the curve, where eps once went from 0.7 to 24.
 */
export interface CarriedParams {
  params: ClusterParams;
  /** null for hdbscan. */
  epsInMedians: number | null;
  /** cluster_selection_epsilon likewise. */
  selectionInMedians: number;
  /** Of hdbscan, as a share of the events where the user set it; null goes by their number. */
  minClusterShare: number | null;
}

/** @param points those that were clustered. */
export function carriedParams(
  points: Points,
  result: Pick<ClusteringResult, 'eps' | 'minSamples' | 'method'>,
  params: ClusterParams,
): CarriedParams {
  const median = medianDistance(coreSquares(points, result.minSamples, unwatched));
  const { minClusterSize = null, selectionEpsilon = 0 } = params;
  return {
    params,
    epsInMedians: params.method === 'hdbscan' ? null : result.eps / median,
    selectionInMedians: selectionEpsilon / median,
    minClusterShare: minClusterSize === null ? null : minClusterSize / points.rows,
  };
}

/** Clusters other points by the same parameters: one label a point. */
export function recluster(
  points: Points,
  { params, epsInMedians, selectionInMedians, minClusterShare }: CarriedParams,
): Pick<ClusteringResult, 'labels' | 'sizes' | 'noise' | 'eps'> {
  const minSamples = params.minSamples ?? defaultMinSamples(points.rows);
  const squares = coreSquares(points, minSamples, unwatched);
  const median = medianDistance(squares);
  const carried: ClusterParams = {
    ...params,
    minSamples,
    eps: epsInMedians === null ? null : epsInMedians * median,
    selectionEpsilon: selectionInMedians * median,
    minClusterSize: minClusterShare === null ? null : Math.max(2, Math.round(minClusterShare * points.rows)),
  };
  const rowOf = Int32Array.from({ length: points.rows }, (_, i) => i);
  const space = params.space ?? 'plane';
  return clusterPoints(space, points, rowOf, points.rows, carried, unwatched, () => squares);
}

/** Not 0, so that coinciding points do not make every eps infinite. */
function medianDistance(squares: Float64Array): number {
  return Math.max(1e-9, Math.sqrt(quantileSorted(squares.slice().sort(), 0.5)));
}
