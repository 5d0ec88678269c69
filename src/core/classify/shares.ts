import { betaQuantile } from '../stats/beta.ts';

export interface Share {
  share: number;
  /** 95 % limits. */
  low: number;
  high: number;
}

/**
 * A share of weighted events with Clopper and Pearson's limits at the effective number of events,
 * (sum w)^2 / sum w^2 (Korn & Graubard 1998); with equal weights those of the counts. No events: NaN in [0, 1].
 */
export function weightedShare(weights: readonly number[], isIn: readonly boolean[]): Share {
  let all = 0;
  let some = 0;
  let squares = 0;
  weights.forEach((weight, i) => {
    all += weight;
    squares += weight * weight;
    if (isIn[i]) some += weight;
  });
  if (all === 0) return { share: Number.NaN, low: 0, high: 1 };
  const share = some / all;
  const n = (all * all) / squares;
  const k = Math.min(share * n, n);
  return {
    share,
    low: some === 0 ? 0 : betaQuantile(0.025, k, n - k + 1),
    high: some === all ? 1 : betaQuantile(0.975, k + 1, n - k),
  };
}
