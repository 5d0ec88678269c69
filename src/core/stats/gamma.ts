import { Problem } from '../problem.ts';
import { logGamma } from './beta.ts';

/**
 * Regularised incomplete gamma function P(a, x) = P(Gamma(a, 1) <= x), a > 0: the series DLMF 8.11.4 below a + 1, the
 * continued fraction DLMF 8.9.2 by the modified Lentz method above. O(sqrt(a)).
 */
export function gammaCdf(x: number, a: number): number {
  if (!(a > 0)) throw new Problem('bad-parameter', `invalid shape of gamma: ${a}; expected > 0`);
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = a + 1; term > 1e-17 * sum; n++) {
      term *= x / n;
      sum += term;
    }
    return Math.min(1, front * sum);
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000_000; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / nonZero(step * d + b, tiny);
    c = nonZero(b + step / c, tiny);
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return 1 - front * fraction;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** x with P(a, x) = p, by bisection. */
export function gammaQuantile(p: number, a: number): number {
  if (!(p >= 0 && p < 1)) throw new Problem('bad-parameter', `invalid p: ${p}; expected 0 <= p < 1`);
  if (p === 0) return 0;
  let low = 0;
  let high = a + 10 * Math.sqrt(a) + 10;
  while (gammaCdf(high, a) < p) high *= 2;
  for (let step = 0; step < 200; step++) {
    const middle = low > 0 && high / low > 4 ? Math.sqrt(low * high) : (low + high) / 2;
    if (middle === low || middle === high) break;
    if (gammaCdf(middle, a) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
