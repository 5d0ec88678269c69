import type { Column } from './column.ts';
import type { Table } from './table.ts';

/** True where memory may be shared with workers: a browser page isolated by its headers, or a host that says so. */
export function canShareMemory(): boolean {
  return (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true;
}

/** Zeroed memory for a column: shared with workers where that is allowed. */
export function columnMemory(bytes: number): ArrayBufferLike {
  return canShareMemory() ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}

/**
 * The table with its columns in shared memory, so that sending it to a worker copies nothing. Columns already
 * shared are kept as they are; where memory cannot be shared the table itself comes back. O(bytes).
 */
export function shareTable(table: Table): Table {
  if (!canShareMemory()) return table;
  return { rows: table.rows, columns: table.columns.map(shareColumn) };
}

function shareColumn(column: Column): Column {
  const missing = column.missing && { length: column.missing.length, words: shared(column.missing.words) };
  if (column.type === 'text') return { ...column, missing, codes: shared(column.codes) };
  if (column.type === 'int64') return { ...column, missing, values: shared(column.values) };
  return { ...column, missing, values: shared(column.values) };
}

interface FixedArray<Self> {
  readonly buffer: ArrayBufferLike;
  readonly byteLength: number;
  set(source: Self): void;
}

function shared<T extends FixedArray<T>>(array: T): T {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const make = array.constructor as new (buffer: ArrayBufferLike) => T;
  const copy = new make(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
