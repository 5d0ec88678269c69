import { dbscan } from '../../src/core/cluster/dbscan.ts';
import type { Plane } from '../../src/core/embed/plane.ts';
import { type Progress, unwatched } from '../../src/core/progress.ts';
import { adjustedRand } from '../../src/core/stats/adjusted-rand.ts';

const MIN_SAMPLES = 15;
/** Grid of eps, as shares of the plane's root mean square radius: 1/4 down to 1/256, six steps a factor two. */
const STEPS = 37;
const LARGEST = 1 / 4;

const clusterAt: (
  x: Float32Array,
  y: Float32Array,
  eps: number,
  minSamples: number,
  progress: Progress,
) => Int32Array = dbscan;

export interface BestEps {
  ari: number;
  eps: number;
  clusters: number;
}

/** The plane's DBSCAN of the highest adjusted Rand index against `labels`, over a fixed grid of eps. */
export function bestEps({ x, y }: Plane, labels: Int32Array): BestEps {
  const radius = rootMeanSquareRadius(x, y);
  let best: BestEps = { ari: Number.NEGATIVE_INFINITY, eps: Number.NaN, clusters: 0 };
  for (let step = 0; step < STEPS; step++) {
    const eps = radius * LARGEST * 2 ** (-step / 6);
    const found = clusterAt(x, y, eps, MIN_SAMPLES, unwatched);
    const ari = adjustedRand(found, labels);
    if (ari > best.ari)
      best = { ari, eps, clusters: found.reduce((top, label) => Math.max(top, label + 1), 0) };
  }
  return best;
}

function rootMeanSquareRadius(x: Float32Array, y: Float32Array): number {
  const mean = (values: Float32Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [cx, cy] = [mean(x), mean(y)];
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += (x[i] - cx) ** 2 + (y[i] - cy) ** 2;
  return Math.sqrt(squares / x.length);
}
