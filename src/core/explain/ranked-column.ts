import { sortOrder } from '../stats/sort-order.ts';
import { andBits, type Bits, bitsNone, countBits, setBit } from '../table/bits.ts';
import { type Column, numbersOf } from '../table/column.ts';
import { type Bins, chooseBins } from './bins.ts';

/** A numeric column sorted once, so that every later selection costs one walk over it. */
export interface RankedColumn {
  name: string;
  unit: string | null;
  rows: number;
  /** Doubles of the rows; those without a value hold anything. */
  values: Float64Array | Float32Array | Int32Array;
  /**
   * The rows with a finite value in ascending order, as `row * 2 + last`: last is 1 where the next value is
   * greater, so that equal values are met as one.
   */
  order: Int32Array;
  /** Position of each row in `order`, -1 without a value. */
  rank: Int32Array;
  /** `last` again, a bit a position; null where all values differ. */
  lasts: Uint32Array | null;
  /** Rows with a finite value; null where all have one. */
  present: Bits | null;
  /** null where there is no value at all. */
  bins: Bins | null;
  constant: boolean;
}

/**
 * Missing, NaN and infinite values take no part. O(rows); at most 2^30 rows.
 * @param log draw its histogram over log10 where enough values are positive
 */
export function rankColumn(column: Column, log: boolean): RankedColumn {
  const values = column.type === 'int32' && column.missing === null ? column.values : numbersOf(column);
  const order = sortOrder(values);
  const count = order.length;
  const rows = values.length;
  const present = count === rows ? null : bitsNone(rows);
  const valueAt = (position: number): number => values[order[position] >>> 1];
  const constant = count > 0 && values[order[0]] === values[order[count - 1]];
  if (present !== null) for (let i = 0; i < count; i++) setBit(present, order[i]);
  const rank = new Int32Array(rows).fill(-1);
  const lasts = new Uint32Array((count + 31) >>> 5);
  let distinct = 0;
  for (let i = 0; i < count; i++) {
    const row = order[i];
    const last = i + 1 === count || values[order[i + 1]] !== values[row] ? 1 : 0;
    order[i] = row * 2 + last;
    rank[row] = i;
    lasts[i >>> 5] |= last << (i & 31);
    distinct += last;
  }
  return {
    name: column.name,
    unit: column.unit,
    rows,
    values,
    order,
    rank,
    lasts: distinct === count ? null : lasts,
    present,
    bins: count === 0 ? null : chooseBins(valueAt, count, log),
    constant,
  };
}

/** The value at a position of the ascending order. */
export function valueAtRank(column: RankedColumn, position: number): number {
  return column.values[column.order[position] >>> 1];
}

/** Rows of a set that have a value. O(rows / 32). */
export function countPresent(column: RankedColumn, rows: Bits): number {
  return countBits(column.present === null ? rows : andBits(column.present, rows));
}
