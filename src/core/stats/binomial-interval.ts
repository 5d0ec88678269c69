import { Problem } from '../problem.ts';
import { betaQuantile } from './beta.ts';
import { type Interval, Z95 } from './normal.ts';

/**
 * Interval of a binomial share that covers at least `confidence` (Clopper & Pearson 1934), by quantiles of beta.
 * No trials: [0, 1].
 */
export function clopperPearson(successes: number, trials: number, confidence = 0.95): Interval {
  check(successes, trials);
  if (!(confidence > 0 && confidence < 1)) {
    throw new Problem('bad-parameter', `invalid confidence: ${confidence}; expected between 0 and 1`);
  }
  const tail = (1 - confidence) / 2;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    high: successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
  };
}

/** Score interval of a binomial share (Wilson 1927): covers `z` on average. No trials: [0, 1]. */
export function wilson(successes: number, trials: number, z: number = Z95): Interval {
  check(successes, trials);
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const z2 = (z * z) / trials;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (z / (1 + z2)) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - half),
    high: successes === trials ? 1 : Math.min(1, middle + half),
  };
}

/**
 * Interval of the difference of two independent shares, a - b: square-and-add of the Wilson limits
 * (Newcombe 1998, method 10). Stays within [-1, 1].
 */
export function shareDifferenceInterval(
  successesA: number,
  trialsA: number,
  successesB: number,
  trialsB: number,
  z: number = Z95,
): Interval {
  if (trialsA === 0 || trialsB === 0) return { low: -1, high: 1 };
  const a = successesA / trialsA;
  const b = successesB / trialsB;
  const ofA = wilson(successesA, trialsA, z);
  const ofB = wilson(successesB, trialsB, z);
  return {
    low: Math.max(-1, a - b - Math.hypot(a - ofA.low, ofB.high - b)),
    high: Math.min(1, a - b + Math.hypot(ofA.high - a, b - ofB.low)),
  };
}

function check(successes: number, trials: number): void {
  if (!(trials >= 0 && successes >= 0 && successes <= trials)) {
    throw new Problem('bad-parameter', `invalid counts: ${successes} of ${trials}; expected 0 <= k <= n`);
  }
}
