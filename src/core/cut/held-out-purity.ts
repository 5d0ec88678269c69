import { clopperPearson } from '../stats/binomial-interval.ts';
import type { Share } from './cut.ts';
import { shareOf } from './cut-figures.ts';

/** Some events of a sample, of how many. */
export interface Part {
  count: number;
  of: number;
}

/**
 * The purity of what a cut selects on a held-out half, with its 95 % interval. The half holds the target and the rest in
 * the proportion of all events, by construction, so that its purity scatters less than that of events drawn one by one:
 * the binomial interval would hold the truth too often (97.3 % of 400 simulated runs). The odds of the purity are those of the
 * efficiency, of the loss and of the share of the target among all events; their Clopper-Pearson intervals are
 * joined on the logarithm of the odds (MOVER: Zou and Donner, Statistics in Medicine 27, 2008). Where the cut selects
 * nothing of one side, there is no such logarithm, and the binomial interval stays.
 * @param hit of the target, lost of the rest: in the half. @param target events of it among all, of both halves.
 */
export function heldOutPurity(hit: Part, lost: Part, target: Part): Share {
  const binomial = shareOf(hit.count, hit.count + lost.count);
  if (hit.count === 0 || lost.count === 0) return binomial;
  const log = ({ count, of }: Part): Bounds => mapped(clopperPearson(count, of), count / of, Math.log);
  const logit = ({ count, of }: Part): Bounds =>
    mapped(clopperPearson(count, of), count / of, (p) => Math.log(p / (1 - p)));
  const [e, r, s] = [log(hit), log(lost), logit(target)];
  const odds = Math.log(hit.count / lost.count);
  const low = odds - Math.hypot(e.at - e.low, r.high - r.at, s.at - s.low);
  const high = odds + Math.hypot(e.high - e.at, r.at - r.low, s.high - s.at);
  const share = (value: number): number => 1 / (1 + Math.exp(-value));
  return { ...binomial, low: share(low), high: share(high) };
}

interface Bounds {
  at: number;
  low: number;
  high: number;
}

function mapped(
  { low, high }: { low: number; high: number },
  at: number,
  by: (value: number) => number,
): Bounds {
  return { at: by(at), low: by(low), high: by(high) };
}
