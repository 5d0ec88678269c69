import { Problem } from '../problem.ts';

/** Standard normal quantile of 0.975: half-width of a 95 % interval in standard errors. */
export const Z95 = 1.959963984540054;

/** An interval of an estimate. */
export interface Interval {
  low: number;
  high: number;
}

/** P(Z <= z). Series for |z| < 3, continued fraction beyond (DLMF 7.6.2 and 7.9.3). Error below 1e-14. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const upper = upperTail(Math.abs(z));
  return z > 0 ? 1 - upper : upper;
}

function upperTail(z: number): number {
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let k = 120; k >= 1; k--) fraction = z + k / fraction;
  return density / fraction;
}

/** z with P(Z <= z) = p: a rational start (Abramowitz & Stegun 26.2.23), then Newton steps to full precision. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new Problem('bad-parameter', `invalid p: ${p}; expected 0 to 1`);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const tail = Math.min(p, 1 - p);
  const t = Math.sqrt(-2 * Math.log(tail));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let z = t - top / bottom;
  for (let step = 0; step < 4; step++) {
    const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    z += (upperTail(z) - tail) / density;
  }
  return p < 0.5 ? -z : z;
}

/** estimate +- z standard errors. */
export function normalInterval(estimate: number, standardError: number, z: number = Z95): Interval {
  return { low: estimate - z * standardError, high: estimate + z * standardError };
}

/**
 * Interval of a share in (0, 1) that never leaves it: normal on the logit scale, the standard error carried over
 * by the delta method.
 */
export function logitInterval(share: number, standardError: number, z: number = Z95): Interval {
  const logit = Math.log(share / (1 - share));
  const half = (z * standardError) / (share * (1 - share));
  return { low: 1 / (1 + Math.exp(half - logit)), high: 1 / (1 + Math.exp(-half - logit)) };
}
