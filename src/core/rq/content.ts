import { log10 } from '../math/log.ts';
import { quantileSorted, sortedFinite } from '../stats/quantile.ts';
import { type Column, isMissing, isNumeric, rowCountOf, type TextColumn } from '../table/column.ts';
import { findSentinels } from './sentinels.ts';

/** What the values of a column say, whatever its name. */
export interface Content {
  rows: number;
  numeric: boolean;
  /** Rows with a finite value that is no sentinel, or with a text. */
  present: number;
  sentinels: number[];
  min: number;
  max: number;
  /** Of the present values. */
  positiveShare: number;
  /** All present values are whole numbers. */
  whole: boolean;
  /** Number of distinct values, counted up to DISTINCT_CAP. */
  distinct: number;
  /** Never falls from row to row, and rises at least once. */
  rising: boolean;
  /** Positive but for a few, spans decades and leans to the right: linear axes would show one heap. */
  wantsLog: boolean;
}

export const DISTINCT_CAP = 64;
const SAMPLE = 20_000;
/** Areas may fall to zero or below by noise or an overflow; what is often negative is no area. */
const MOSTLY_POSITIVE = 0.9;
/** What goes up to here at least, and to 1 at most, is taken for a share. */
const LEAST_SHARE = 0.3;

/** O(rows). Sentinels are found first and take no part. int64 columns count as doubles. */
export function contentOf(column: Column): Content {
  const rows = rowCountOf(column);
  const sentinels = isNumeric(column) ? findSentinels(column) : [];
  const content: Content = {
    rows,
    numeric: isNumeric(column),
    present: 0,
    sentinels,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    positiveShare: 0,
    whole: true,
    distinct: 0,
    rising: true,
    wantsLog: false,
  };
  const seen = new Set<number>();
  const sample = new Float64Array(Math.min(rows, SAMPLE));
  const step = Math.max(1, Math.floor(rows / SAMPLE));
  let sampled = 0;
  let positive = 0;
  let previous = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    if (column.missing !== null && isMissing(column, row)) continue;
    const value =
      column.type === 'text'
        ? column.codes[row]
        : column.type === 'int64'
          ? Number(column.values[row])
          : column.values[row];
    if (value - value !== 0 || (sentinels.length > 0 && sentinels.includes(value))) continue;
    content.present++;
    if (value < content.min) content.min = value;
    if (value > content.max) content.max = value;
    if (value > 0) positive++;
    if (content.whole && !Number.isInteger(value)) content.whole = false;
    if (value < previous) content.rising = false;
    previous = value;
    if (seen.size < DISTINCT_CAP) seen.add(value);
    if (row % step === 0 && sampled < sample.length) sample[sampled++] = value;
  }
  content.distinct = seen.size;
  content.positiveShare = content.present === 0 ? 0 : positive / content.present;
  content.rising = content.rising && content.max > content.min;
  const sorted = sortedFinite(sample.subarray(0, sampled));
  // A share of a whole, such as that of the top array, is bounded on both sides.
  const isShare = content.min >= 0 && content.max > LEAST_SHARE && content.max <= 1;
  content.wantsLog =
    !isShare && content.positiveShare >= MOSTLY_POSITIVE && leansRight(sorted.filter((value) => value > 0));
  return content;
}

/**
 * Skewed by its moments, or by its quantiles more than its logarithm is: a calibration line at large values takes the
 * moments' skewness away, and leaves all other events in a heap at zero.
 */
function leansRight(sorted: Float64Array): boolean {
  const low = quantileSorted(sorted, 0.01);
  const high = quantileSorted(sorted, 0.99);
  if (!(low > 0 && high > 30 * low)) return false;
  const middle = quantileSorted(sorted, 0.5);
  const plain = leanOf(low, middle, high);
  if (plain > 0.2 && Math.abs(leanOf(log10(low), log10(middle), log10(high))) < plain) return true;
  if (high <= 100 * low) return false;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  let second = 0;
  let third = 0;
  for (const value of sorted) {
    const from = value - mean;
    second += from * from;
    third += from * from * from;
  }
  return third / sorted.length / (second / sorted.length) ** 1.5 > 1;
}

/** Skewness of three quantiles, -1 to 1 (Bowley's, of the outer percents). */
function leanOf(low: number, middle: number, high: number): number {
  return (high + low - 2 * middle) / (high - low);
}

/** True where no value occurs twice: O(rows). */
export function allDistinct(column: Column): boolean {
  const rows = rowCountOf(column);
  const seen = new Set<number | bigint>();
  for (let row = 0; row < rows; row++) {
    if (isMissing(column, row)) return false;
    const value = column.type === 'text' ? column.codes[row] : column.values[row];
    if (seen.has(value)) return false;
    seen.add(value);
  }
  return true;
}

const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?$/;

/** Whether all texts of a column, as far as looked at, are dates of ISO 8601, with or without the time of day. */
export function holdsDates({ levels }: TextColumn): boolean {
  const some = levels.filter((level) => level !== '').slice(0, DISTINCT_CAP);
  return some.length > 0 && some.every((level) => DATE.test(level));
}
