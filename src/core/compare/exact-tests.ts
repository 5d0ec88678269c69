import { Problem } from '../problem.ts';
import { logGamma } from '../stats/beta.ts';

/** Probabilities within this of the observed one count as equal to it, as in R's fisher.test. */
const TIE = 1e-7;
/** Terms this much smaller than what is summed already add nothing. */
const NEGLIGIBLE = 1e-18;

/**
 * Two counts out of two totals: ln of the two-sided p-value that both have one share, by Fisher's exact test
 * (the tables with the same margins that are at most as likely as the one seen). In logarithms, since that of a
 * population that doubled may be below the least double. Twice `b` of `allB` against `a` of `allA`: whole numbers.
 * 0 (p = 1) where a total is 0. O(counts) at worst, mostly O(sqrt(counts)).
 */
export function logFisher(a: number, allA: number, b: number, allB: number): number {
  check(a, allA);
  check(b, allB);
  if (allA === 0 || allB === 0) return 0;
  const both = a + b;
  const low = Math.max(0, both - allA);
  const high = Math.min(both, allB);
  const choose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const logPmf = choose(allB, b) + choose(allA, a) - choose(allA + allB, both);
  // P(b + 1) / P(b) of the hypergeometric distribution.
  const ratio = (k: number): number => ((both - k) * (allB - k)) / ((k + 1) * (allA - both + k + 1));
  return logTwoSided(b, low, high, logPmf, ratio);
}

/**
 * Two Poisson counts in two exposures (livetimes): ln of the two-sided p-value that both have one rate, by the
 * exact conditional test: of a + b events b fall to the second with probability exposureB / (exposureA + exposureB)
 * (Przyborowski and Wilenski 1940). Exposures > 0, in one unit.
 */
export function logPoissonRates(a: number, exposureA: number, b: number, exposureB: number): number {
  if (!(exposureA > 0 && exposureB > 0)) {
    throw new Problem('bad-parameter', `invalid livetimes: ${exposureA}, ${exposureB}; expected both > 0`);
  }
  return logBinomial(b, a + b, exposureB / (exposureA + exposureB));
}

/** ln of the two-sided p-value of k successes in n trials where their share is `share`, 0 < share < 1. */
export function logBinomial(k: number, n: number, share: number): number {
  check(k, n);
  if (!(share > 0 && share < 1)) {
    throw new Problem('bad-parameter', `invalid share: ${share}; expected between 0 and 1`);
  }
  if (n === 0) return 0;
  const logPmf =
    logGamma(n + 1) -
    logGamma(k + 1) -
    logGamma(n - k + 1) +
    k * Math.log(share) +
    (n - k) * Math.log1p(-share);
  const odds = share / (1 - share);
  return logTwoSided(k, 0, n, logPmf, (at) => (odds * (n - at)) / (at + 1));
}

/**
 * ln of the sum of all probabilities that are at most that of `seen`, for a distribution over low..high that rises
 * to one mode and falls: `ratio(k)` is P(k + 1) / P(k), falling with k.
 */
function logTwoSided(
  seen: number,
  low: number,
  high: number,
  logPmf: number,
  ratio: (k: number) => number,
): number {
  if (low === high) return 0;
  // The side of the mode that `seen` is on; all in units of P(seen).
  const above = seen > low && ratio(seen - 1) <= 1;
  const tail = (from: number, weight: number, up: boolean): number => {
    let sum = 0;
    let term = weight;
    for (let k = from; k >= low && k <= high; ) {
      sum += term;
      if (term < NEGLIGIBLE * sum) break;
      if (up) {
        if (k === high) break;
        term *= ratio(k);
        k++;
      } else {
        if (k === low) break;
        term /= ratio(k - 1);
        k--;
      }
    }
    return sum;
  };
  let sum = tail(seen, 1, above);
  // Over the mode to the first value of the other side that is no more likely than the one seen.
  const start = firstAsUnlikely(seen, low, high, ratio, above);
  if (start !== null) sum += tail(start.k, start.weight, !above);
  return Math.min(0, logPmf + Math.log(sum));
}

/** Walks from `seen` over the mode, in logarithms, since a mode may be e^1000 times as likely. */
function firstAsUnlikely(
  seen: number,
  low: number,
  high: number,
  ratio: (k: number) => number,
  down: boolean,
): { k: number; weight: number } | null {
  let log = 0;
  let climbing = true;
  for (let k = seen; ; ) {
    if (down ? k === low : k === high) return null;
    const step = down ? -Math.log(ratio(k - 1)) : Math.log(ratio(k));
    k += down ? -1 : 1;
    log += step;
    if (step < 0) climbing = false;
    if (!climbing && log <= TIE) return { k, weight: Math.exp(Math.min(log, 0)) };
    // `seen` is the mode itself: its neighbour is the other side.
    if (climbing && step <= TIE && log <= TIE) return { k, weight: Math.exp(Math.min(log, 0)) };
  }
}

function check(k: number, n: number): void {
  if (!(Number.isInteger(k) && Number.isInteger(n) && k >= 0 && k <= n)) {
    throw new Problem(
      'bad-parameter',
      `invalid counts: ${k} of ${n}; expected whole numbers with 0 <= k <= n`,
    );
  }
}
