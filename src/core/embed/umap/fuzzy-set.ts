import type { Neighbors } from '../../space/kd-tree.ts';

/** A symmetric weighted graph, compressed by rows: the edges of i are offsets[i] .. offsets[i + 1] - 1. */
export interface FuzzyGraph {
  rows: number;
  offsets: Int32Array;
  /** The other end of each edge. */
  targets: Int32Array;
  /** In (0, 1]. */
  weights: Float32Array;
}

const TOLERANCE = 1e-5;
const ROUNDS = 64;
const SMALLEST_BANDWIDTH = 1e-3;

/**
 * Strength of the bond from each row to its neighbours, exp(-(d - rho) / sigma), 1 up to rho (see nearReach);
 * sigma such that the strengths add up to log2 k (McInnes, Healy, Melville 2018, algorithm 3). The row itself,
 * first of its neighbours, gets 0.
 * @param localConnectivity >= 0: nearest neighbours that are bound with 1.
 */
export function bondStrengths(neighbors: Neighbors, localConnectivity = 1): Float32Array {
  const { k, distances } = neighbors;
  const rows = distances.length / k;
  const strengths = new Float32Array(distances.length);
  let mean = 0;
  for (let i = 0; i < distances.length; i++) mean += distances[i];
  mean /= distances.length;
  for (let row = 0; row < rows; row++) {
    const from = row * k;
    const to = from + k;
    const rho = nearReach(distances, from, to, localConnectivity);
    const sigma = bandwidth(distances, from, to, rho, mean);
    for (let i = from + 1; i < to; i++) {
      const beyond = distances[i] - rho;
      strengths[i] = beyond <= 0 || sigma === 0 ? 1 : Math.exp(-beyond / sigma);
    }
  }
  return strengths;
}

/**
 * Distance of the nearest neighbour, or of so many, that is no duplicate; between two of them where
 * localConnectivity is no whole number; of the farthest where there are too few: umap-learn's rho.
 */
export function nearReach(
  distances: Float32Array,
  from: number,
  to: number,
  localConnectivity: number,
): number {
  const whole = Math.floor(localConnectivity);
  const part = localConnectivity - whole;
  // Distances rise, so those of duplicates come first.
  let first = from;
  while (first < to && distances[first] === 0) first++;
  const others = to - first;
  if (others === 0) return 0;
  if (others < localConnectivity) return distances[to - 1];
  const near = whole > 0 ? distances[first + whole - 1] : 0;
  return part > TOLERANCE || whole === 0 ? near + part * (distances[first + whole] - near) : near;
}

/**
 * Sigma of one row: the bonds to all neighbours but the first add up to log2 of their number, the first counted.
 * @param fallback mean distance that bounds sigma from below where rho is 0.
 */
export function bandwidth(
  distances: Float32Array,
  from: number,
  to: number,
  rho: number,
  fallback: number,
): number {
  const target = Math.log2(to - from);
  let own = 0;
  for (let i = from; i < to; i++) own += distances[i];
  own /= to - from;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let sigma = 1;
  for (let round = 0; round < ROUNDS; round++) {
    let sum = 0;
    for (let i = from + 1; i < to; i++) {
      const beyond = distances[i] - rho;
      sum += beyond > 0 ? Math.exp(-beyond / sigma) : 1;
    }
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) {
      high = sigma;
      sigma = (low + high) / 2;
    } else {
      low = sigma;
      sigma = high === Number.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2;
    }
  }
  return Math.max(sigma, SMALLEST_BANDWIDTH * (rho > 0 ? own : fallback));
}

/**
 * The directed bonds as a symmetric graph in rows' order: their fuzzy union a + b - a b, their intersection a b,
 * or a mixture. Bonds below the smallest float are dropped. O(rows k).
 * @param setOpMix 1: union; 0: intersection.
 */
export function fuzzyUnion(neighbors: Neighbors, strengths: Float32Array, setOpMix = 1): FuzzyGraph {
  const { k, indices } = neighbors;
  const rows = indices.length / k;
  const incoming = new Int32Array(rows + 1);
  for (let i = 0; i < indices.length; i++) if (strengths[i] > 0) incoming[indices[i] + 1]++;
  for (let row = 0; row < rows; row++) incoming[row + 1] += incoming[row];
  const bonds = incoming[rows];
  const sources = new Int32Array(bonds);
  const sourceStrengths = new Float32Array(bonds);
  const next = incoming.slice(0, rows);
  for (let i = 0; i < indices.length; i++) {
    if (!(strengths[i] > 0)) continue;
    const slot = next[indices[i]]++;
    sources[slot] = (i / k) | 0;
    sourceStrengths[slot] = strengths[i];
  }
  const offsets = new Int32Array(rows + 1);
  const targets = new Int32Array(2 * bonds);
  const weights = new Float32Array(2 * bonds);
  const both = setOpMix === 1 ? null : new Float32Array(2 * bonds);
  const slotOf = new Int32Array(rows).fill(-1);
  let edges = 0;
  for (let row = 0; row < rows; row++) {
    const first = edges;
    for (let i = row * k + 1; i < (row + 1) * k; i++) {
      if (!(strengths[i] > 0)) continue;
      slotOf[indices[i]] = edges;
      targets[edges] = indices[i];
      weights[edges++] = strengths[i];
    }
    for (let i = incoming[row]; i < incoming[row + 1]; i++) {
      const slot = slotOf[sources[i]];
      if (slot >= first) {
        const a = weights[slot];
        weights[slot] = a + sourceStrengths[i] - a * sourceStrengths[i];
        if (both) both[slot] = a * sourceStrengths[i];
      } else {
        targets[edges] = sources[i];
        weights[edges++] = sourceStrengths[i];
      }
    }
    if (both) {
      const end = edges;
      edges = first;
      for (let e = first; e < end; e++) {
        const mixed = setOpMix * weights[e] + (1 - setOpMix) * both[e];
        // The slots behind those that stay are filled again.
        both[e] = 0;
        slotOf[targets[e]] = -1;
        targets[edges] = targets[e];
        weights[edges] = mixed;
        if (weights[edges] > 0) edges++;
      }
    }
    offsets[row + 1] = edges;
  }
  return { rows, offsets, targets: targets.slice(0, edges), weights: weights.slice(0, edges) };
}
