/** Distances from the squares of core-distances.ts, sorted descending: the k-distance curve of all points. */
export function kDistanceCurve(squares: Float64Array): Float32Array {
  const distances = new Float32Array(squares.length);
  for (let i = 0; i < squares.length; i++) distances[i] = Math.sqrt(squares[i]);
  return distances.sort().reverse();
}

/** A curve of at most `most` points, all of the steep end and ever fewer of the flat one. */
export function thinCurve(
  descending: Float32Array,
  most = 2000,
): { share: Float32Array; distance: Float32Array } {
  const points = descending.length;
  const kept: number[] = [];
  if (points <= most) for (let i = 0; i < points; i++) kept.push(i);
  else {
    // Positions t^3 of the curve: three of four kept points lie in its first 42 %.
    for (let i = 0; i < most; i++) {
      const at = Math.max(Math.round((i / (most - 1)) ** 3 * (points - 1)), i);
      kept.push(Math.min(at, points - 1));
    }
  }
  return {
    share: Float32Array.from(kept, (i) => (i + 1) / points),
    distance: Float32Array.from(kept, (i) => descending[i]),
  };
}

/**
 * The knee of a descending curve: the point farthest below the chord from its first to its last point, both
 * axes scaled to 0..1 (Satopaa and others 2011, without their smoothing). NaN for an empty curve.
 */
export function kneeOf(descending: Float32Array): number {
  const points = descending.length;
  if (points === 0) return Number.NaN;
  const high = descending[0];
  const low = descending[points - 1];
  if (high === low) return high;
  let knee = high;
  let farthest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < points; i++) {
    const below = 1 - i / (points - 1) - (descending[i] - low) / (high - low);
    if (below > farthest) {
      farthest = below;
      knee = descending[i];
    }
  }
  return knee;
}
