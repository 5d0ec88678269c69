import { type Bits, bitsFrom, hasBit } from './bits.ts';
import type { Column, NumberColumn } from './column.ts';
import type { Table } from './table.ts';

/** Some rows of a table as a table of their own, copied, in the order given. O(rows taken x columns). */
export function takeRows(table: Table, rows: Int32Array): Table {
  return { rows: rows.length, columns: table.columns.map((column) => takeColumn(column, rows)) };
}

function takeColumn(column: Column, rows: Int32Array): Column {
  const missing = column.missing && takeBits(column.missing, rows);
  if (column.type === 'text') return { ...column, missing, codes: rows.map((row) => column.codes[row]) };
  if (column.type === 'int64') {
    const values = new BigInt64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]];
    return { ...column, missing, values };
  }
  const Values = column.values.constructor as new (length: number) => NumberColumn['values'];
  const values = new Values(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]];
  return { ...column, missing, values };
}

function takeBits(bits: Bits, rows: Int32Array): Bits {
  return bitsFrom(rows.length, (i) => hasBit(bits, rows[i]));
}
