import { exp } from '../math/exp.ts';
import { log } from '../math/log.ts';
import type { Rng } from '../random/rng.ts';

/**
 * Draws for the inside of waveforms, hundreds an event: quantiles from tables of 4096 steps instead of logarithms
 * and exponentials. Tails end at 3.7 sigma and at 9 mean lives; nothing that is counted or cut on uses them directly.
 */
const STEPS = 4096;
const normals = Float64Array.from({ length: STEPS }, (_, i) => normalQuantile((i + 0.5) / STEPS));
const exponentials = Float64Array.from({ length: STEPS }, (_, i) => -log((i + 0.5) / STEPS));

/** Means above this are drawn as a normal law, unrounded; below, exp(-mean) comes from a table. */
const MANY = 9;
/** Below this a sample is taken to hold nothing: 100 samples of it hide 0.01 quanta. */
const NOTHING = 1e-4;
const EXP_STEPS_PER_UNIT = 128;
const noneAt = Float64Array.from({ length: MANY * EXP_STEPS_PER_UNIT + 2 }, (_, i) =>
  exp(-i / EXP_STEPS_PER_UNIT),
);

export function quickNormal(rng: Rng): number {
  return normals[(rng.uniform() * STEPS) | 0];
}

export function quickExponential(rng: Rng): number {
  return exponentials[(rng.uniform() * STEPS) | 0];
}

/** Quanta in a sample that expects `mean`: Poisson, normal and not whole above 9. */
export function sampleCount(mean: number, rng: Rng): number {
  if (mean < NOTHING) return 0;
  if (mean > MANY) return Math.max(0, mean + Math.sqrt(mean) * quickNormal(rng));
  const place = mean * EXP_STEPS_PER_UNIT;
  const step = place | 0;
  const none = noneAt[step] + (noneAt[step + 1] - noneAt[step]) * (place - step);
  let left = rng.uniform() - none;
  if (left < 0) return 0;
  // Inversion: one uniform, the probabilities of 1, 2, ... in turn.
  let probability = none;
  let count = 0;
  do {
    count++;
    probability *= mean / count;
    left -= probability;
  } while (left >= 0 && count < 64);
  return count;
}

/** Standard normal quantile by Acklam's rational approximation, relative error near 1e-9. */
function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * log(p));
    return (
      (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q -
        2.549732539343734) *
        q +
        4.374664141464968) *
        q +
        2.938163982698783) /
      ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) *
        q +
        1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r +
      1.38357751867269e2) *
      r -
      3.066479806614716e1) *
      r +
      2.506628277459239) *
      q) /
    (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r +
      6.680131188771972e1) *
      r -
      1.328068155288572e1) *
      r +
      1)
  );
}
