import { quantileSorted } from '../stats/quantile.ts';

/** How far two samples of one quantity are apart. */
export interface KolmogorovSmirnov {
  /** Greatest difference of the two shares of values up to any point, 0..1. */
  distance: number;
  /** 95 % limits of the difference of the two distributions behind them. */
  low: number;
  high: number;
  /** ln of the p-value that one distribution is behind both; too large, never too small, where values repeat. */
  logP: number;
}

/**
 * Two-sample Kolmogorov-Smirnov test of ascending values without NaN. p by the limiting distribution with the
 * correction of Stephens (1970); limits by the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart (1990) for
 * both samples at once, so that they hold for any n. Samples without values: distance 0, p 1. O(n).
 */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): KolmogorovSmirnov {
  const n = a.length;
  const m = b.length;
  if (n === 0 || m === 0) return { distance: 0, low: 0, high: 1, logP: 0 };
  let i = 0;
  let j = 0;
  let distance = 0;
  while (i < n && j < m) {
    const value = Math.min(a[i], b[j]);
    while (i < n && a[i] === value) i++;
    while (j < m && b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / n - j / m));
  }
  const root = Math.sqrt((n * m) / (n + m));
  // Each sample misses its own distribution by more with 2.5 %.
  const reach = (count: number): number => Math.sqrt(Math.log(2 / 0.025) / (2 * count));
  const half = reach(n) + reach(m);
  return {
    distance,
    low: Math.max(0, distance - half),
    high: Math.min(1, distance + half),
    logP: logKolmogorov((root + 0.12 + 0.11 / root) * distance),
  };
}

/** ln P(K > x) of Kolmogorov's distribution. */
function logKolmogorov(x: number): number {
  if (x < 0.2) return 0;
  if (x > 3) return Math.LN2 - 2 * x * x;
  if (x < 1) {
    // The other form of the series, which converges where this one does not.
    let sum = 0;
    for (let k = 1; k < 20; k += 2) sum += Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x));
    return Math.log1p(-Math.min(1, (Math.sqrt(2 * Math.PI) / x) * sum));
  }
  let sum = 0;
  for (let k = 1; k < 20; k++) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return Math.min(0, Math.log(2 * sum));
}

const PARTS = 10;

/**
 * Population stability index: sum of (q - p) ln(q / p) over tenths of the reference, p and q the shares of the two
 * samples, half an event added to each part. By custom below 0.1 is stable, above 0.25 another population. Chance
 * alone gives `expected`. Parts that repeated values make one are one. O(n log n) for the sorted samples.
 * @param a reference. Both ascending, without NaN.
 */
export function populationStability(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { index: number; expected: number } {
  if (a.length === 0 || b.length === 0) return { index: 0, expected: 0 };
  const edges: number[] = [];
  for (let part = 1; part < PARTS; part++) {
    const edge = quantileSorted(a, part / PARTS);
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge);
  }
  const parts = edges.length + 1;
  let index = 0;
  let doneA = 0;
  let doneB = 0;
  for (let part = 0; part < parts; part++) {
    const endA = part < edges.length ? countUpTo(a, edges[part]) : a.length;
    const endB = part < edges.length ? countUpTo(b, edges[part]) : b.length;
    const p = (endA - doneA + 0.5) / (a.length + 0.5 * parts);
    const q = (endB - doneB + 0.5) / (b.length + 0.5 * parts);
    index += (q - p) * Math.log(q / p);
    doneA = endA;
    doneB = endB;
  }
  return { index, expected: (parts - 1) * (1 / a.length + 1 / b.length) };
}

/** How many of the ascending values are <= edge. */
export function countUpTo(sorted: ArrayLike<number>, edge: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= edge) low = middle + 1;
    else high = middle;
  }
  return low;
}
