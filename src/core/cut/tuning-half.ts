import { andNotBits, type Bits, bitsAll, bitsNone, hasBit } from '../table/bits.ts';

/**
 * The half of the events that a cut is tuned on; its figures are quoted on the others. Every row has a number of its
 * own by the seed, and of the target and of the rest alike the rows with the lower numbers are taken: halves of both, as
 * near as their counts allow, and nearly the same rows for any target, so that a list of cuts has held-out events in
 * common. O(rows log rows).
 */
export function tuningHalf(target: Bits, seed: number): Bits {
  const rows = target.length;
  const numbers = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) numbers[row] = rowNumber(seed, row);
  const limitOf = (inTarget: boolean): number => {
    const own = numbers.filter((_, row) => hasBit(target, row) === inTarget).sort();
    return own.length === 0 ? 0 : own[own.length >>> 1];
  };
  const limits = [limitOf(false), limitOf(true)];
  const half = bitsNone(rows);
  for (let row = 0; row < rows; row++) {
    const limit = limits[hasBit(target, row) ? 1 : 0];
    if (numbers[row] < limit) half.words[row >>> 5] |= 1 << (row & 31);
  }
  return half;
}

/** What a proposed cut was tuned on. */
export interface TunedOn {
  target: Bits;
  seed: number;
}

/** The rows that none of these cuts was tuned on; null where there is no such cut. O(cuts x rows log rows). */
export function heldOutRows(rows: number, tuned: readonly TunedOn[]): Bits | null {
  let within: Bits | null = null;
  for (const { target, seed } of tuned)
    within = andNotBits(within ?? bitsAll(rows), tuningHalf(target, seed));
  return within;
}

/** 32 bits of a row and a seed, mixed as in MurmurHash3's finaliser, twice. */
function rowNumber(seed: number, row: number): number {
  return mixed(mixed((row + 0x9e3779b9) ^ Math.imul(seed | 0, 0x85ebca6b)) ^ Math.floor(seed / 0x100000000));
}

function mixed(bits: number): number {
  let h = bits | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
