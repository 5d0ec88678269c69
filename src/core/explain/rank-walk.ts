import type { Bits } from '../table/bits.ts';

/**
 * Rows of two sides as one bit a rank: bit i of word w is the row at rank 32 w + i of the ascending order of a
 * column. Along it, what an AUC needs is counted by whole words where nothing of the rarer side stands.
 */
export interface RankBits {
  length: number;
  words: Uint32Array;
}

/**
 * The rows of a set by their ranks. O(rows of the set).
 * @param rank of each row among the `length` rows with a value, -1 without one
 */
export function byRank(rank: Int32Array, length: number, rows: Bits): RankBits {
  const words = new Uint32Array((length + 31) >>> 5);
  for (let w = 0; w < rows.words.length; w++) {
    for (let word = rows.words[w]; word !== 0; word &= word - 1) {
      const at = rank[32 * w + 31 - Math.clz32(word & -word)];
      if (at >= 0) words[at >>> 5] |= 1 << (at & 31);
    }
  }
  return { length, words };
}

/** All ranks that are not in the set. */
export function otherRanks({ length, words }: RankBits): RankBits {
  const others = new Uint32Array(words.length);
  for (let w = 0; w < words.length; w++) others[w] = ~words[w];
  if ((length & 31) !== 0) others[others.length - 1] &= (1 << (length & 31)) - 1;
  return { length, words: others };
}

/** The sums of one walk, over pairs of a rare and a common row: how often the rare is greater, ties half. */
export interface PairSums {
  wins: number;
  /** Of each rare row, the square of the number of common rows below it. */
  squaresRare: number;
  /** Of each common row, the square of the number of rare rows below it. */
  squaresCommon: number;
}

/**
 * A common row with r rare ones below it adds r^2 to `squaresCommon`: summed up as each rare row comes, by the steps
 * from j^2 to (j + 1)^2 for all common rows above it. O(ranks / 32 + rare rows), where ties are few.
 * @param common disjoint from `rare`
 * @param lasts bit of each rank whose next value is greater; null where all values differ
 */
export function walkRanks(rare: RankBits, common: RankBits, lasts: Uint32Array | null): PairSums {
  const commonRows = countRanks(common.words, 0, common.length);
  const sums = { wins: 0, squaresRare: 0, squaresCommon: 0 };
  let rareBelow = 0;
  /** Common rows in the words before this one. */
  let commonBefore = 0;
  /** Ranks below are done. */
  let done = 0;
  for (let w = 0; w < rare.words.length; w++) {
    const others = common.words[w];
    let word = rare.words[w];
    if (done > 32 * w) word = done - 32 * w >= 32 ? 0 : word & (-1 << (done & 31));
    while (word !== 0) {
      const lowest = word & -word;
      word ^= lowest;
      const rank = 32 * w + 31 - Math.clz32(lowest);
      const below = commonBefore + ones(others & (lowest - 1));
      if (lasts === null || standsAlone(lasts, rank)) {
        sums.wins += below;
        sums.squaresRare += below * below;
        sums.squaresCommon += (2 * rareBelow + 1) * (commonRows - below);
        rareBelow++;
        continue;
      }
      const from = tieStart(lasts, rank);
      done = tieEnd(lasts, rank);
      const lower = below - countRanks(common.words, from, rank);
      const commonTied = countRanks(common.words, from, done);
      const rareTied = countRanks(rare.words, from, done);
      const middle = lower + 0.5 * commonTied;
      sums.wins += rareTied * middle;
      sums.squaresRare += rareTied * middle * middle;
      sums.squaresCommon +=
        rareTied * (2 * rareBelow + rareTied) * (commonRows - lower - commonTied) +
        commonTied * rareTied * (rareBelow + 0.25 * rareTied);
      rareBelow += rareTied;
      word = done - 32 * w >= 32 ? 0 : word & (-1 << (done & 31));
    }
    commonBefore += ones(others);
  }
  return sums;
}

function standsAlone(lasts: Uint32Array, rank: number): boolean {
  const before = rank === 0 ? 1 : lasts[(rank - 1) >>> 5] >>> ((rank - 1) & 31);
  return ((lasts[rank >>> 5] >>> (rank & 31)) & before & 1) === 1;
}

/** First rank of the ties of a rank: one past the last bit below it. */
function tieStart(lasts: Uint32Array, rank: number): number {
  let w = rank >>> 5;
  let word = lasts[w] & ((1 << (rank & 31)) - 1);
  while (word === 0) {
    if (w === 0) return 0;
    word = lasts[--w];
  }
  return 32 * w + 32 - Math.clz32(word);
}

/** One past the last rank of the ties of a rank. */
function tieEnd(lasts: Uint32Array, rank: number): number {
  let w = rank >>> 5;
  let word = lasts[w] & (-1 << (rank & 31));
  while (word === 0) word = lasts[++w];
  return 32 * w + 32 - Math.clz32(word & -word);
}

/** Set ranks among from..to-1. O((to - from) / 32). */
export function countRanks(words: Uint32Array, from: number, to: number): number {
  if (to <= from) return 0;
  const first = from >>> 5;
  const last = (to - 1) >>> 5;
  const head = -1 << (from & 31);
  const tail = -1 >>> (31 - ((to - 1) & 31));
  if (first === last) return ones(words[first] & head & tail);
  let count = ones(words[first] & head) + ones(words[last] & tail);
  for (let w = first + 1; w < last; w++) count += ones(words[w]);
  return count;
}

/** The set rank that has `before` set ranks from `from` on before it; there must be one. */
export function rankAfter({ words }: RankBits, from: number, before: number): number {
  let left = before;
  let w = from >>> 5;
  let word = words[w] & (-1 << (from & 31));
  for (let here = ones(word); here <= left; here = ones(word)) {
    left -= here;
    word = words[++w];
  }
  for (; left > 0; left--) word &= word - 1;
  return 32 * w + 31 - Math.clz32(word & -word);
}

function ones(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
