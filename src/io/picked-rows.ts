import { Problem } from '../core/problem.ts';
import { createRng } from '../core/random/rng.ts';
import type { RowChoice } from './format.ts';

/** The rows to read of a table whose rows are known: one range of them, or single ones in ascending order. */
export interface PickedRows {
  count: number;
  /** Those of a range are `first` to `first + count`. */
  first: number;
  rows: Uint32Array | null;
}

/** What of a block of rows is picked. */
export interface PickedPart {
  /** Row of the result that the first one becomes. */
  place: number;
  count: number;
  /** Where a range is picked: its first row, counted from the start of the block. */
  start: number;
  /** Where single rows are picked: each of them, counted from the start of the block. */
  offsets: Uint32Array | null;
}

/**
 * The rows that a choice picks out of `total`, which is at least 1. A sample is drawn by one pass over all row numbers
 * (selection sampling, Knuth TAOCP 3.4.2 S): the same seed and total give the same rows. O(total) for samples.
 * Throws a Problem `bad-parameter` where a range begins beyond the last row.
 */
export function pickRows(choice: RowChoice | null, total: number, name: string): PickedRows {
  if (choice === null) return { count: total, first: 0, rows: null };
  if (choice.type === 'range') {
    const { first, end } = choice;
    if (!(first >= 0 && end > first)) {
      throw new Problem(
        'bad-parameter',
        `invalid rows: ${first} to ${end}; expected a first row and a later end`,
      );
    }
    if (first >= total) throw beyondTheLast(name, first, total);
    return { count: Math.min(end, total) - first, first, rows: null };
  }
  if (choice.type === 'rows') {
    const { rows } = choice;
    const last = rows[rows.length - 1];
    if (!(last < total)) throw beyondTheLast(name, last, total);
    return { count: rows.length, first: rows[0], rows };
  }
  const { size, seed } = choice;
  if (!(Number.isInteger(size) && size > 0)) {
    throw new Problem('bad-parameter', `invalid sample: ${size} rows; expected a whole number > 0`);
  }
  if (size >= total) return { count: total, first: 0, rows: null };
  const rng = createRng(seed);
  const rows = new Uint32Array(size);
  let found = 0;
  for (let row = 0; found < size; row++) {
    if ((total - row) * rng.uniform() < size - found) rows[found++] = row;
  }
  return { count: size, first: rows[0], rows };
}

export function beyondTheLast(name: string, first: number, total: number): Problem {
  return new Problem('bad-parameter', `${name}: no row ${first}; it has ${total}, counted from 0`);
}

/** What is picked of the block of rows [from, to). O(log rows) and, for single rows, their number. */
export function pickedWithin(picked: PickedRows, from: number, to: number): PickedPart {
  if (picked.rows === null) {
    const start = Math.min(Math.max(from, picked.first), to);
    const end = Math.max(start, Math.min(to, picked.first + picked.count));
    return {
      place: Math.min(Math.max(0, start - picked.first), picked.count),
      count: end - start,
      start: start - from,
      offsets: null,
    };
  }
  const place = firstAtLeast(picked.rows, from);
  const end = firstAtLeast(picked.rows, to);
  const offsets = picked.rows.slice(place, end);
  for (let i = 0; i < offsets.length; i++) offsets[i] -= from;
  return { place, count: end - place, start: offsets.length > 0 ? offsets[0] : 0, offsets };
}

/** How long the rows from `row` on are all picked, or all not. */
export function runFrom(picked: PickedRows, row: number): { picked: boolean; length: number } {
  const { first, count, rows } = picked;
  if (rows === null) {
    if (row < first) return { picked: false, length: first - row };
    const length = first + count - row;
    return length > 0 ? { picked: true, length } : { picked: false, length: Number.POSITIVE_INFINITY };
  }
  const place = firstAtLeast(rows, row);
  if (place === rows.length) return { picked: false, length: Number.POSITIVE_INFINITY };
  if (rows[place] > row) return { picked: false, length: rows[place] - row };
  let end = place + 1;
  while (end < rows.length && rows[end] === rows[end - 1] + 1) end++;
  return { picked: true, length: end - place };
}

/** The picked values of a block of one value a row; a view of them where they lie side by side in a typed array. */
export function takePicked<T extends ArrayLike<unknown>>(values: T, part: PickedPart): T;
export function takePicked(values: ArrayLike<unknown>, part: PickedPart): ArrayLike<unknown> {
  const { start, count, offsets } = part;
  if (offsets === null && start === 0 && count === values.length) return values;
  if (!isTypedArray(values)) {
    return Array.from({ length: count }, (_, i) => values[offsets === null ? start + i : offsets[i]]);
  }
  if (offsets === null) return values.subarray(start, start + count);
  const taken = values.slice(0, count);
  for (let i = 0; i < count; i++) taken[i] = values[offsets[i]];
  return taken;
}

interface AnyTypedArray {
  [index: number]: unknown;
  readonly length: number;
  subarray(start: number, end: number): AnyTypedArray;
  slice(start: number, end: number): AnyTypedArray;
}

function isTypedArray(values: ArrayLike<unknown>): values is AnyTypedArray {
  return ArrayBuffer.isView(values);
}

/** The first place whose row is not below `row`; the length where there is none. */
function firstAtLeast(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
