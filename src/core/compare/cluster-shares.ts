import { clopperPearson, shareDifferenceInterval } from '../stats/binomial-interval.ts';
import type { Interval } from '../stats/normal.ts';
import { logBinomial, logFisher, logPoissonRates } from './exact-tests.ts';

/** Events of one run, and its livetime in s where it is known. */
export interface Sample {
  name: string;
  /** Events with a place; shares are of them. */
  events: number;
  livetime: number | null;
}

/** One population in one run beside the reviewed events. */
export interface ShareChange {
  /** Index among the runs that are compared. */
  run: number;
  count: number;
  share: number;
  /** Clopper-Pearson, 95 %. */
  interval: Interval;
  /** Share of the run less that of the reference, with Newcombe's limits. */
  difference: Interval;
  /** Events a second over those of the reference; null where a livetime is not known, or the reference has none. */
  rateRatio: number | null;
  test: 'shares' | 'rates' | 'moves';
  /** ln of the two-sided p-value of this one test. */
  logP: number;
}

/** Events that a population won and lost between two processings of the same events. */
export interface Turnover {
  entered: number;
  left: number;
}

/**
 * Whether a population is as frequent in a run as in the reference. Where both livetimes are known, their rates
 * (exact conditional test of two Poisson counts); of two processings of the same events, whether as many entered as
 * left (sign test, since the two counts are not independent); else their shares (Fisher's exact test).
 */
export function compareShares(
  run: number,
  count: number,
  sample: Sample,
  refCount: number,
  reference: Sample,
  turnover: Turnover | null = null,
): ShareChange {
  const share = sample.events > 0 ? count / sample.events : 0;
  const { livetime } = sample;
  const timed = livetime !== null && reference.livetime !== null;
  const rateRatio =
    timed && refCount > 0 ? count / livetime / (refCount / (reference.livetime as number)) : null;
  const given = {
    ...{ run, count, share, rateRatio },
    interval: clopperPearson(count, sample.events),
    difference: shareDifferenceInterval(count, sample.events, refCount, reference.events),
  };
  if (turnover) {
    const { entered, left } = turnover;
    return { ...given, test: 'moves', logP: logBinomial(entered, entered + left, 0.5) };
  }
  if (timed) {
    const logP = logPoissonRates(refCount, reference.livetime as number, count, livetime);
    return { ...given, test: 'rates', logP };
  }
  return { ...given, test: 'shares', logP: logFisher(refCount, reference.events, count, sample.events) };
}
