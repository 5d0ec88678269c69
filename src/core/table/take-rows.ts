import { type Bits, bitsFrom, hasBit } from './bits.ts';
import type { Column, NumberColumn } from './column.ts';
import type { SomeRows } from './table.ts';

/** Some rows of a table as a table of their own, copied, in the order given. O(rows taken x columns). */
export function takeRows({ columns, within }: SomeRows, rows: Int32Array): SomeRows {
  const taken = { rows: rows.length, columns: columns.map((column) => takeColumn(column, rows)) };
  return within ? { ...taken, within: takeBits(within, rows) } : taken;
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
