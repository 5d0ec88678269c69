const LOG_2PI = Math.log(2 * Math.PI);

/** ln P(|Z| >= z) of the standard normal distribution, z >= 0, also where the probability is below the least double. */
function logTwoSidedTail(z: number): number {
  // Mills' ratio as a continued fraction (DLMF 7.9.3); it converges fast from z = 1 on.
  let fraction = z;
  for (let k = 300; k >= 1; k--) fraction = z + k / fraction;
  return Math.LN2 - 0.5 * z * z - 0.5 * LOG_2PI - Math.log(fraction);
}

const LEAST = 1e-3;

/**
 * Standard deviations of a normal distribution that are as rare, both sides counted, as a p-value given by its
 * natural logarithm: ln(0.0027) is 3. 0 where p > 0.99. By bisection; error below 1e-6.
 */
export function sigmaOf(logP: number): number {
  if (Number.isNaN(logP)) return Number.NaN;
  if (logP > Math.log(0.99)) return 0;
  let low = LEAST;
  let high = Math.sqrt(-2 * logP) + 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (logTail(middle) > logP) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function logTail(z: number): number {
  if (z >= 1.5) return logTwoSidedTail(z);
  // erfc by its series near 0 (DLMF 7.6.2).
  let term = z;
  let sum = z;
  for (let k = 1; Math.abs(term) > 1e-17; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return Math.log1p(-2 * sum * Math.exp(-0.5 * z * z - 0.5 * LOG_2PI));
}

/**
 * p-values corrected for the number of them, as natural logarithms: Holm's step-down method (1979), which holds
 * whatever hangs on what. Chance makes any of them fall below alpha in at most alpha of all cases.
 */
export function holm(logPs: readonly number[]): number[] {
  const order = logPs.map((_, i) => i).sort((a, b) => logPs[a] - logPs[b]);
  const corrected = new Array<number>(logPs.length);
  let least = Number.NEGATIVE_INFINITY;
  order.forEach((at, rank) => {
    least = Math.min(0, Math.max(least, logPs[at] + Math.log(logPs.length - rank)));
    corrected[at] = least;
  });
  return corrected;
}
