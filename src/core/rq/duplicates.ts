import { type Column, numberAt, rowCountOf } from '../table/column.ts';

/**
 * Pairs [copy, original] of numeric columns that hold the same value, or none, in every row; the original is the
 * first of them. A fingerprint of some rows rejects most pairs. O(columns x 64 + copies x rows).
 */
export function findDuplicates(columns: readonly Column[]): [copy: number, original: number][] {
  const originals = new Map<string, number[]>();
  const pairs: [number, number][] = [];
  columns.forEach((column, i) => {
    const rows = rowCountOf(column);
    const step = Math.max(1, Math.floor(rows / 64));
    const values: number[] = [];
    for (let row = 0; row < rows; row += step) values.push(numberAt(column, row));
    const fingerprint = values.join();
    const alike = originals.get(fingerprint) ?? [];
    const original = alike.find((other) => sameValues(columns[other], column));
    if (original === undefined) originals.set(fingerprint, [...alike, i]);
    else pairs.push([i, original]);
  });
  return pairs;
}

function sameValues(a: Column, b: Column): boolean {
  const rows = rowCountOf(a);
  for (let row = 0; row < rows; row++) {
    const x = numberAt(a, row);
    const y = numberAt(b, row);
    if (x !== y && !(Number.isNaN(x) && Number.isNaN(y))) return false;
  }
  return true;
}
