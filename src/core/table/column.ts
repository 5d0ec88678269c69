import { type Bits, hasBit } from './bits.ts';

/** What a column is for. Ids, times, truth and labels are never features. */
export type Role = 'feature' | 'position' | 'time' | 'id' | 'truth' | 'label';

interface ColumnBase {
  name: string;
  /** As written on axes, such as `phd`, `us`, `cm`; null where none is known, '' where dimensionless. */
  unit: string | null;
  role: Role;
  /** Rows without a value; null where every row has one. The stored value of a missing row means nothing. */
  missing: Bits | null;
}

/** Measured numbers. A missing row holds NaN in float arrays, 0 in integer ones. */
export interface NumberColumn extends ColumnBase {
  type: 'float64' | 'float32' | 'int32';
  values: Float64Array | Float32Array | Int32Array;
}

/** Integers beyond 2^53 (ids, ns since the epoch), kept exact. */
export interface BigintColumn extends ColumnBase {
  type: 'int64';
  values: BigInt64Array;
}

/** Text as indices into its distinct values. */
export interface TextColumn extends ColumnBase {
  type: 'text';
  codes: Int32Array;
  levels: string[];
}

export type Column = NumberColumn | BigintColumn | TextColumn;

export function isMissing(column: Column, row: number): boolean {
  return column.missing !== null && hasBit(column.missing, row);
}

/** True for columns whose values can be plotted and ranked as numbers. */
export function isNumeric(column: Column): column is NumberColumn | BigintColumn {
  return column.type !== 'text';
}

export function rowCountOf(column: Column): number {
  return column.type === 'text' ? column.codes.length : column.values.length;
}

/**
 * The value of a row as a double; NaN where it is missing, text or not a number.
 * int64 values lose precision beyond 2^53: for plots only, never for identity.
 */
export function numberAt(column: Column, row: number): number {
  if (column.type === 'text' || isMissing(column, row)) return Number.NaN;
  return column.type === 'int64' ? Number(column.values[row]) : column.values[row];
}

/**
 * A column as doubles with NaN for missing rows; infinities stay. Returns the stored array itself where it
 * already is that, so callers must not write to it. O(rows).
 */
export function numbersOf(column: Column): Float64Array | Float32Array {
  if ((column.type === 'float64' || column.type === 'float32') && column.missing === null) {
    return column.values as Float64Array | Float32Array;
  }
  const rows = rowCountOf(column);
  const numbers = new Float64Array(rows);
  for (let row = 0; row < rows; row++) numbers[row] = numberAt(column, row);
  return numbers;
}

/** The value of a row as text, exact for int64; '' where missing. */
export function textAt(column: Column, row: number): string {
  if (isMissing(column, row)) return '';
  if (column.type === 'text') return column.levels[column.codes[row]];
  return String(column.values[row]);
}
