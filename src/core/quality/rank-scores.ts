import type { Rng } from '../random/rng.ts';
import type { Norm } from '../space/kd-tree.ts';
import type { Scored } from './quality.ts';

/** Points, and for each the k nearest by the measure in which ranks are counted. */
export interface RankedSpace {
  /** Row-major, rows x dims, finite. */
  points: Float32Array;
  rows: number;
  dims: number;
  norm: Norm;
  /** The k nearest of each point, itself not among them. */
  nearest: Int32Array;
}

export interface RankScores extends Scored {
  /** How many of the `shown` neighbours of each point are no farther than its k-th nearest. */
  kept: Uint16Array;
}

/** Points that share a drawing of references: near in memory, and few enough to leave many drawings. */
export const CHUNK = 256;

/**
 * How highly the neighbours shown elsewhere rank by this measure: 1 - 2 / (k (2 rows - 3k - 1)) times the sum of
 * (rank - k) over those of rank above k, for each point, and the mean (Venna and Kaski 2001; with the plane's
 * neighbours ranked in the columns it is the trustworthiness, the other way round the continuity). Ties share the
 * best of their ranks. The rank of a neighbour is k + 1 plus the number of points between the k-th nearest and it:
 * counted among all points, or, where `references` is less than rows, among so many drawn for each CHUNK of points
 * and scaled up. That is unbiased for each point, since the k nearest themselves are known, and as the drawings of
 * the chunks are independent, the mean of many points is nearly exact. O(rows references dims) at most; most
 * distances are given up early.
 * @param shown the k neighbours of each point elsewhere; 2 rows > 3k + 1.
 */
export function rankScores(
  { points, rows, dims, norm, nearest }: RankedSpace,
  shown: Int32Array,
  k: number,
  references: number,
  rng: Rng,
  progress: (done: number) => void,
): RankScores {
  const sampled = references < rows;
  const drawn = sampled ? references : rows;
  const weight = rows / drawn;
  const unit = 2 / (k * (2 * rows - 3 * k - 1));
  const distance = norm === 'l1' ? absoluteTo : dims === 2 ? squaredInPlane : squaredTo;
  const query = new Float64Array(dims);
  const block = sampled ? new Float32Array(drawn * dims) : points;
  const hits = new Float64Array(drawn);
  const beyond = new Float64Array(k);
  const perEvent = new Float32Array(rows);
  const kept = new Uint16Array(rows);
  let sum = 0;
  let variance = 0;
  for (let from = 0; from < rows; from += CHUNK) {
    progress(from);
    const to = Math.min(rows, from + CHUNK);
    if (sampled) {
      for (let r = 0; r < drawn; r++) {
        const at = rng.integer(rows) * dims;
        for (let d = 0; d < dims; d++) block[r * dims + d] = points[at + d];
      }
      hits.fill(0);
    }
    for (let self = from; self < to; self++) {
      const at = self * dims;
      for (let d = 0; d < dims; d++) query[d] = points[at + d];
      const last = (self + 1) * k;
      const reach = distance(query, points, nearest[last - 1] * dims, Infinity);
      let far = 0;
      for (let n = last - k; n < last; n++) {
        const there = distance(query, points, shown[n] * dims, Infinity);
        if (!(there > reach)) continue;
        let slot = far++;
        for (; slot > 0 && beyond[slot - 1] > there; slot--) beyond[slot] = beyond[slot - 1];
        beyond[slot] = there;
      }
      kept[self] = k - far;
      let closer = 0;
      if (far > 0) {
        const limit = beyond[far - 1];
        for (let r = 0; r < drawn; r++) {
          const there = distance(query, block, r * dims, limit);
          if (!(there < limit) || there <= reach) continue;
          let above = far - 1;
          while (above > 0 && beyond[above - 1] > there) above--;
          closer += far - above;
          hits[r] += far - above;
        }
      }
      const score = 1 - unit * (far + weight * closer);
      perEvent[self] = score;
      sum += score;
    }
    if (sampled) variance += drawn * varianceOf(hits);
  }
  progress(rows);
  const standardError = (unit * weight * Math.sqrt(variance)) / rows;
  return { perEvent, mean: sum / rows, standardError, kept };
}

/** From `query` to the row that begins at `at`; once the sum has come to `limit`, any number not below it. */
type Distance = (query: Float64Array, rows: Float32Array, at: number, limit: number) => number;

const squaredTo: Distance = (query, rows, at, limit) => {
  const dims = query.length;
  let sum = 0;
  let d = 0;
  for (; d + 3 < dims; d += 4) {
    const e = query[d] - rows[at + d];
    const f = query[d + 1] - rows[at + d + 1];
    const g = query[d + 2] - rows[at + d + 2];
    const h = query[d + 3] - rows[at + d + 3];
    sum += e * e + f * f + (g * g + h * h);
    if (sum >= limit) return sum;
  }
  for (; d < dims; d++) {
    const e = query[d] - rows[at + d];
    sum += e * e;
  }
  return sum;
};

const squaredInPlane: Distance = (query, rows, at) => {
  const e = query[0] - rows[at];
  const f = query[1] - rows[at + 1];
  return e * e + f * f;
};

const absoluteTo: Distance = (query, rows, at, limit) => {
  let sum = 0;
  for (let d = 0; d < query.length && sum < limit; d++) sum += Math.abs(query[d] - rows[at + d]);
  return sum;
};

function varianceOf(values: Float64Array): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i] / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return squares / (values.length - 1);
}
