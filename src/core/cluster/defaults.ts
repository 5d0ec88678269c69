/**
 * min_samples for a plane of so many points: 5 up to 1,000 and then growing as the logarithm, so that a chance
 * clump of a large table is no cluster.
 */
export function defaultMinSamples(points: number): number {
  return Math.max(5, Math.round(5 + 10 * Math.log10(Math.max(points, 1000) / 1000)));
}

/** eps from the k-distance curve: its knee; for points that all coincide the least that is allowed. */
export function defaultEps(knee: number): number {
  return knee > 0 ? knee : 1e-6;
}
