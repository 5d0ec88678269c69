import type { Progress } from '../progress.ts';
import { expectClusterParams } from './check-params.ts';
import { condense } from './hdbscan-condensed-tree.ts';
import { reachabilityTree } from './hdbscan-spanning-tree.ts';
import { orderBySize } from './labels.ts';

/**
 * HDBSCAN in the plane (Campello, Moulavi, Sander 2013; McInnes and Healy 2017): the clusters of largest excess
 * of mass in the hierarchy of DBSCAN over all eps. The whole plane is never a cluster, so that a plane of one
 * population is all noise. Exact, O(n log n) on usual data.
 * @param x, y finite, in units of the plane. @param minSamples 1.., counts the point itself.
 * @param minClusterSize 2..; a smaller group only falls off a cluster, it never is one.
 * @returns one label a point: 0.. by falling size, -1 noise.
 */
export function hdbscan(
  x: Float32Array,
  y: Float32Array,
  minSamples: number,
  minClusterSize: number,
  progress: Progress,
): Int32Array {
  expectClusterParams({ method: 'hdbscan', eps: null, minSamples, minClusterSize });
  const tree = reachabilityTree(x, y, minSamples, progress);
  return orderBySize(condense(x.length, tree, minClusterSize).labels);
}
