import { exp } from '../../math/exp.ts';
import { log } from '../../math/log.ts';
import type { Neighbors } from '../../space/kd-tree.ts';
import type { Task } from '../../threads/task.ts';

/** Rows a part. */
export const BOND_ROWS = 1024;
const TOLERANCE = 1e-5;
const ROUNDS = 64;
const SMALLEST_BANDWIDTH = 1e-3;

/** Distances to k neighbours a row, and where the strengths of the bonds go. */
export interface BondArgs {
  rows: number;
  k: number;
  distances: Float32Array;
  strengths: Float32Array;
  localConnectivity: number;
  /** Mean distance, which bounds sigma from below. */
  mean: number;
}

/** @param strengths as many as distances, all 0; where several threads bind, they and the distances are shared. */
export function planBonds(
  { k, distances }: Neighbors,
  localConnectivity: number,
  strengths: Float32Array,
): BondArgs {
  let mean = 0;
  for (let i = 0; i < distances.length; i++) mean += distances[i];
  mean /= distances.length;
  return { rows: distances.length / k, k, distances, strengths, localConnectivity, mean };
}

export const bondTask: Task<BondArgs> = (args) => (_round, part) =>
  bindRows(args, part * BOND_ROWS, Math.min(args.rows, (part + 1) * BOND_ROWS));

/** Fills the strengths of the rows first..last-1. */
export function bindRows(
  { k, distances, strengths, localConnectivity, mean }: BondArgs,
  first: number,
  last: number,
): void {
  for (let row = first; row < last; row++) {
    const from = row * k;
    const to = from + k;
    const rho = nearReach(distances, from, to, localConnectivity);
    const sigma = bandwidth(distances, from, to, rho, mean);
    for (let i = from + 1; i < to; i++) {
      const beyond = distances[i] - rho;
      strengths[i] = beyond <= 0 || sigma === 0 ? 1 : exp(-beyond / sigma);
    }
  }
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
  const target = log(to - from) / Math.LN2;
  let own = 0;
  for (let i = from; i < to; i++) own += distances[i];
  own /= to - from;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let sigma = own > rho ? own - rho : 1;
  for (let round = 0; round < ROUNDS; round++) {
    const share = -1 / sigma;
    let sum = 0;
    let slope = 0;
    for (let i = from + 1; i < to; i++) {
      const beyond = distances[i] - rho;
      if (beyond > 0) {
        const strength = exp(beyond * share);
        sum += strength;
        slope += strength * beyond;
      } else sum += 1;
    }
    const over = sum - target;
    if (Math.abs(over) < TOLERANCE) break;
    if (over > 0) high = sigma;
    else low = sigma;
    // Newton's step where it stays between the bounds; half way between them, or twice as far, where not.
    const step = sigma - over / (slope * share * share);
    if (step > low && step < high) sigma = step;
    else sigma = high === Number.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2;
  }
  return Math.max(sigma, SMALLEST_BANDWIDTH * (rho > 0 ? own : fallback));
}
