import { clopperPearson } from '../stats/binomial-interval.ts';
import { andBits, andNotBits, type Bits, countBits } from '../table/bits.ts';
import type { CutFigures, Share } from './cut.ts';

/** A share with its 95 % Clopper-Pearson interval. */
export function shareOf(count: number, of: number): Share {
  return { count, of, value: of === 0 ? Number.NaN : count / of, ...clopperPearson(count, of) };
}

/**
 * What the selected rows are of a target and of the rest, both among the rows of `within`; the rest is all that is not
 * in the target, or `rest` where given. O(rows / 32).
 */
export function cutFigures(selected: Bits, target: Bits, within: Bits, rest: Bits | null = null): CutFigures {
  const signal = andBits(target, within);
  const others = andNotBits(rest === null ? within : andBits(rest, within), target);
  const hit = countBits(andBits(selected, signal));
  const lost = countBits(andBits(selected, others));
  return {
    efficiency: shareOf(hit, countBits(signal)),
    purity: shareOf(hit, hit + lost),
    restRemoved: shareOf(lost, countBits(others)),
  };
}

/** Harmonic mean of efficiency and purity: 1 where the cut is the target, 0 where it has nothing of it. */
export function qualityOf({ efficiency, purity }: CutFigures): number {
  const hit = efficiency.count;
  return hit === 0 ? 0 : (2 * hit) / (efficiency.of + purity.of);
}

/** The same of counts, in which cuts are compared while they are searched. */
export function qualityOfCounts(hit: number, selected: number, targets: number): number {
  return hit === 0 ? 0 : (2 * hit) / (targets + selected);
}
