import { Problem } from '../problem.ts';
import type { Bits } from './bits.ts';
import { type Column, rowCountOf } from './column.ts';

/** Columns of equal length. Row order is the order of the file and never changes. */
export interface Table {
  rows: number;
  columns: Column[];
}

/** A table of which a computation may look at some rows only; the others keep their place and their number. */
export interface SomeRows extends Table {
  /** Absent or null: all rows. */
  within?: Bits | null;
}

export function makeTable(columns: Column[]): Table {
  const rows = columns.length === 0 ? 0 : rowCountOf(columns[0]);
  for (const column of columns) {
    if (rowCountOf(column) !== rows) {
      throw new Problem(
        'internal',
        `column ${column.name} has ${rowCountOf(column)} rows; expected ${rows}, as the first column has`,
      );
    }
  }
  return { rows, columns };
}

export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

export function columnNamed(table: Table, name: string): Column {
  const column = findColumn(table, name);
  if (!column) {
    const known = table.columns.map((c) => c.name).join(', ');
    throw new Problem('bad-parameter', `no column ${name}; the table has ${known}`);
  }
  return column;
}

/** The buffers behind a table, for the transfer list of a worker message; shared ones need no transfer. */
export function buffersOf(table: Table): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const add = (array: { buffer: ArrayBufferLike }): void => {
    if (array.buffer instanceof ArrayBuffer) buffers.add(array.buffer);
  };
  for (const column of table.columns) {
    add(column.type === 'text' ? column.codes : column.values);
    if (column.missing) add(column.missing.words);
  }
  return [...buffers];
}
