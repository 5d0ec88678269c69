import { Problem } from '../problem.ts';
import { logGamma } from './beta.ts';

/**
 * The chance that of two shares with nothing between them the first comes out as far above the second, or farther: the
 * one-sided exact test of two proportions, by the hypergeometric law of the successes given their sum (Fisher 1935).
 * 1 where either has no trials. O(successes).
 */
export function fisherGreater(
  successesA: number,
  trialsA: number,
  successesB: number,
  trialsB: number,
): number {
  check(successesA, trialsA);
  check(successesB, trialsB);
  if (trialsA === 0 || trialsB === 0) return 1;
  const successes = successesA + successesB;
  const most = Math.min(successes, trialsA);
  // The terms follow from each other by a ratio, from the one at the observed count.
  let term = Math.exp(
    logChoose(trialsA, successesA) + logChoose(trialsB, successesB) - logChoose(trialsA + trialsB, successes),
  );
  let sum = term;
  for (let k = successesA; k < most; k++) {
    term *= ((trialsA - k) * (successes - k)) / ((k + 1) * (trialsB - successes + k + 1));
    sum += term;
    if (term < 1e-18 * sum) break;
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

function check(successes: number, trials: number): void {
  if (!(trials >= 0 && successes >= 0 && successes <= trials)) {
    throw new Problem('bad-parameter', `invalid counts: ${successes} of ${trials}; expected 0 <= k <= n`);
  }
}
