import { cohenKappa, type Kappa } from '../stats/cohen-kappa.ts';
import { andBits, andNotBits, type Bits, bitsNone, countBits, orBits } from '../table/bits.ts';

/** What one person flagged in one category. */
export interface FlaggedEvents {
  category: string;
  rows: Bits;
}

export interface Agreement {
  /** null: in any category. */
  category: string | null;
  both: Bits;
  onlyFirst: Bits;
  onlySecond: Bits;
  kappa: Kappa;
}

/**
 * How far two people agree on which of a run's events are odd: in any category first, then category by category in the
 * order of the alphabet, of all `rows` events. O(rows / 32) a flag.
 */
export function agreementOf(
  first: readonly FlaggedEvents[],
  second: readonly FlaggedEvents[],
  rows: number,
): Agreement[] {
  const categories = [...new Set([...first, ...second].map(({ category }) => category))].sort();
  return [null, ...categories].map((category) => {
    const of = (flagged: readonly FlaggedEvents[]): Bits =>
      flagged
        .filter((one) => category === null || one.category === category)
        .reduce((all, one) => orBits(all, one.rows), bitsNone(rows));
    const [a, b] = [of(first), of(second)];
    const [both, onlyFirst, onlySecond] = [andBits(a, b), andNotBits(a, b), andNotBits(b, a)];
    const [n, nA, nB] = [both, onlyFirst, onlySecond].map(countBits);
    const kappa = cohenKappa([
      [n, nA],
      [nB, rows - n - nA - nB],
    ]); // prettier-ignore
    return { category, both, onlyFirst, onlySecond, kappa };
  });
}
