import type { Progress } from '../progress.ts';
import { expectClusterParams } from './check-params.ts';
import type { ClusterSelection } from './clustering.ts';
import { condense } from './hdbscan-condensed-tree.ts';
import { selectClusters } from './hdbscan-selection.ts';
import { reachabilityTree } from './hdbscan-spanning-tree.ts';
import { orderBySize } from './labels.ts';
import type { Points } from './points.ts';

/** Share of the work in the spanning tree. */
const SPANNING = 0.75;

export interface HdbscanSettings {
  /** Squared core distances of the points, see core-distances.ts. */
  core: Float64Array;
  /** 1.., counts the point itself, as in scikit-learn (the package hdbscan does not count it). */
  minSamples: number;
  /** 2..; a smaller group only falls off a cluster, it never is one. */
  minClusterSize: number;
  selection: ClusterSelection;
  /** cluster_selection_epsilon, see selectClusters. */
  selectionEpsilon: number;
}

/**
 * HDBSCAN (Campello, Moulavi, Sander 2013; McInnes and Healy 2017): clusters of the hierarchy of DBSCAN over all
 * eps. The root is never a cluster, so that points of one population are all noise. Exact, O(n log n) on usual
 * data in the plane.
 * @returns one label a point: 0.. by falling size, -1 noise; and its strength, the density at which it leaves
 * its cluster as a share of that at which nothing is left of the cluster, 0 in the noise.
 */
export function hdbscan(
  points: Points,
  { core, minSamples, minClusterSize, selection, selectionEpsilon }: HdbscanSettings,
  progress: Progress,
): { labels: Int32Array; strengths: Float32Array } {
  expectClusterParams({
    method: 'hdbscan',
    eps: null,
    minSamples,
    minClusterSize,
    selection,
    selectionEpsilon,
  });
  const { rows } = points;
  const part = (from: number, to: number, done: number): void =>
    progress({ stage: 'cluster', done: Math.round(from * rows + (to - from) * done), total: rows });
  const spanning = reachabilityTree(points, core, ({ done }) => part(0, SPANNING, done));
  const tree = condense(rows, spanning, minClusterSize, (edge) => part(SPANNING, 1, edge));
  const chosen = selectClusters(tree, selection, selectionEpsilon);
  const { clusterOf, density, death } = tree;
  const labels = new Int32Array(points.rows).fill(-1);
  const strengths = new Float32Array(points.rows);
  for (let i = 0; i < points.rows; i++) {
    const cluster = clusterOf[i] < 0 ? -1 : chosen[clusterOf[i]];
    if (cluster < 0) continue;
    labels[i] = cluster;
    strengths[i] = Math.min(1, density[i] / death[cluster]);
  }
  return { labels: orderBySize(labels), strengths };
}
