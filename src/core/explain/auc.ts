import { type Interval, logitInterval, Z95 } from '../stats/normal.ts';
import { type Bits, notBits } from '../table/bits.ts';
import { byRank, countRanks, otherRanks, type RankBits, rankAfter, walkRanks } from './rank-walk.ts';
import { type RankedColumn, valueAtRank } from './ranked-column.ts';

/** One quantity on the two sides of a comparison. */
export interface Separation {
  /** P(in > out) + P(in = out) / 2 over all pairs. */
  auc: number;
  /** DeLong's variance of the AUC; NaN where a side has fewer than 2 values. */
  variance: number;
  medianIn: number;
  medianOut: number;
  /** Rows in each bin of the column. */
  binsIn: Float64Array;
  binsOut: Float64Array;
}

/**
 * AUC (Mann & Whitney 1947), its variance (DeLong et al. 1988, from ranks within and across the groups as Sun &
 * Xu 2014), medians and histograms. O(rows of the smaller side + rows / 32), or of both where `outside` is given.
 * @param inside rows of one side, of which `countIn` > 0 have a value
 * @param outside of the other, likewise and disjoint; null for all rows that are not inside
 */
export function separate(
  column: RankedColumn,
  inside: Bits,
  outside: Bits | null,
  countIn: number,
  countOut: number,
): Separation {
  const { rank, lasts } = column;
  const length = column.order.length;
  const fewerIn = countIn <= countOut;
  const rare = byRank(rank, length, fewerIn ? inside : (outside ?? notBits(inside)));
  const common = outside === null ? otherRanks(rare) : byRank(rank, length, fewerIn ? outside : inside);
  const [ins, outs] = fewerIn ? [rare, common] : [common, rare];
  const { wins, squaresRare, squaresCommon } = walkRanks(rare, common, lasts);
  const won = wins / countIn / countOut;
  const auc = fewerIn ? won : 1 - won;
  const [squaresIn, squaresOut] = fewerIn ? [squaresRare, squaresCommon] : [squaresCommon, squaresRare];
  const ofIn = spread(squaresIn / countOut / countOut, auc, countIn);
  const ofOut = spread(squaresOut / countIn / countIn, 1 - auc, countOut);
  const binsIn = countBins(column, ins);
  const binsOut = countBins(column, outs);
  return {
    auc,
    variance: ofIn / countIn + ofOut / countOut,
    medianIn: medianOf(column, ins, countIn, binsIn),
    medianOut: medianOf(column, outs, countOut, binsOut),
    binsIn,
    binsOut,
  };
}

function endsOf(column: RankedColumn): Int32Array {
  return column.bins?.ends ?? new Int32Array([column.order.length]);
}

function countBins(column: RankedColumn, side: RankBits): Float64Array {
  let start = 0;
  return Float64Array.from(endsOf(column), (end) => {
    const rows = countRanks(side.words, start, end);
    start = end;
    return rows;
  });
}

/** Sample variance of n numbers by the sum of their squares and their mean; NaN for n < 2. */
function spread(squares: number, mean: number, n: number): number {
  if (n < 2) return Number.NaN;
  return Math.max(0, squares - n * mean * mean) / (n - 1);
}

function medianOf(column: RankedColumn, side: RankBits, count: number, bins: Float64Array): number {
  const lowerRank = (count - 1) >>> 1;
  let before = 0;
  let bin = 0;
  while (before + bins[bin] <= lowerRank) before += bins[bin++];
  const start = bin === 0 ? 0 : endsOf(column)[bin - 1];
  const at = rankAfter(side, start, lowerRank - before);
  const lower = valueAtRank(column, at);
  if (count % 2 === 1) return lower;
  return lower + (valueAtRank(column, rankAfter(side, at + 1, 0)) - lower) / 2;
}

/**
 * 95 % interval of an AUC that never leaves [0, 1]. DeLong's variance on the logit scale (Qin & Hotilovac 2008);
 * where that variance is 0 or unknown, as for perfect separation or a side of one, the score interval of
 * Newcombe 2006 (method 5), which needs the counts alone.
 */
export function aucInterval(auc: number, variance: number, countIn: number, countOut: number): Interval {
  if (variance > 0 && auc > 0 && auc < 1) return logitInterval(auc, Math.sqrt(variance));
  return {
    low: auc <= 0 ? 0 : newcombeLimit(auc, 0, countIn, countOut),
    high: auc >= 1 ? 1 : newcombeLimit(auc, 1, countIn, countOut),
  };
}

/** The value between the estimate and `end` that lies Z95 of its own standard errors from the estimate. */
function newcombeLimit(auc: number, end: 0 | 1, m: number, n: number): number {
  const middle = (m + n) / 2 - 1;
  const excess = (value: number): number => {
    const factor = 1 + middle * ((1 - value) / (2 - value) + value / (1 + value));
    return Math.abs(auc - value) - Z95 * Math.sqrt((value * (1 - value) * factor) / (m * n));
  };
  let near = auc;
  let far: number = end;
  for (let step = 0; step < 60; step++) {
    const half = (near + far) / 2;
    if (excess(half) < 0) near = half;
    else far = half;
  }
  return (near + far) / 2;
}
