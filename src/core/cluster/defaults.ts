import { kneeOf } from './k-distance.ts';

/**
 * min_samples for a plane of so many points: 5 up to 1,000 and then growing as the logarithm, so that a chance
 * clump of a large table is no cluster.
 */
export function defaultMinSamples(points: number): number {
  return Math.max(5, Math.round(5 + 10 * Math.log10(Math.max(points, 1000) / 1000)));
}

/** min_cluster_size of HDBSCAN for a plane of so many points: a thousandth of them, at least 15. */
export function defaultMinClusterSize(points: number): number {
  return Math.max(15, Math.round(points / 1000));
}

/** Beyond the knee single points fall off the edge of every population: room for them. */
const ROOM = 1.5;
/** Many islands of fewer than min_samples points lift the knee; so many medians are never exceeded. */
const MOST_MEDIANS = 8;
/** For points that all coincide. */
const LEAST = 1e-6;

/**
 * eps from the k-distance curve: 1.5 times its knee, at most 8 times its median. On planes of simulated runs
 * (20,000 events) the knee is 1.7 medians; populations fall apart below 1.2 medians and join above 15.
 */
export function defaultEps(descending: Float32Array): number {
  if (descending.length === 0) return LEAST;
  const median = descending[descending.length >> 1];
  const eps = ROOM * kneeOf(descending);
  return Math.max(LEAST, median > 0 ? Math.min(eps, MOST_MEDIANS * median) : eps);
}
