import { DBSCAN } from 'density-clustering';
import type { Progress } from '../progress.ts';
import { expectClusterParams } from './check-params.ts';
import { squareBetween } from './core-distances.ts';
import { orderBySize } from './labels.ts';
import type { Points } from './points.ts';

/**
 * DBSCAN by the package density-clustering, as a reference. Labels come from its clusters: its list of noise
 * keeps points that a cluster took in later. It takes neighbours nearer than eps, without those at eps, and
 * gives a border point to the cluster that reaches it first. O(n^2).
 * @returns one label a point: 0.. by falling size, -1 noise.
 */
export function densityClustering(
  { matrix, rows, dims }: Points,
  eps: number,
  minSamples: number,
  progress: Progress,
): Int32Array {
  expectClusterParams({ method: 'density-clustering', eps, minSamples });
  const indices = Array.from({ length: rows }, (_, i) => i);
  let asked = 0;
  const distance = (a: number, b: number): number => {
    if (b === rows - 1) {
      asked++;
      if ((asked & 63) === 0) progress({ stage: 'cluster', done: asked, total: rows });
    }
    return Math.sqrt(squareBetween(matrix, dims, a, b));
  };
  const clusters = new DBSCAN().run(indices, eps, minSamples, distance);
  const labels = new Int32Array(rows).fill(-1);
  clusters.forEach((members, cluster) => {
    for (const point of members) labels[point] = cluster;
  });
  return orderBySize(labels);
}
