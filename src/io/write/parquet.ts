import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { type Column, isMissing, rowCountOf } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import { COLUMN_NOTES_KEY, columnNotesOf } from '../column-notes.ts';

const TYPES = {
  float64: 'DOUBLE',
  float32: 'FLOAT',
  int32: 'INT32',
  int64: 'INT64',
  text: 'STRING',
} as const;
const ROW_GROUP = 100_000;

/** The table as Parquet, snappy-compressed; missing as null; units and roles in the metadata `outcrop.columns`. */
export function writeParquet(table: Table): Uint8Array<ArrayBuffer> {
  const buffer = parquetWriteBuffer({
    columnData: table.columns.map(columnSource),
    codec: 'SNAPPY',
    rowGroupSize: ROW_GROUP,
    createdBy: 'Outcrop',
    kvMetadata: [{ key: COLUMN_NOTES_KEY, value: columnNotesOf(table) }],
  });
  return new Uint8Array(buffer);
}

function columnSource(column: Column): ColumnSource {
  const { name } = column;
  const type = TYPES[column.type];
  if (column.missing === null && column.type !== 'text')
    return { name, type, nullable: false, data: column.values };
  return { name, type, nullable: column.missing !== null, data: valuesOrNull(column) };
}

function valuesOrNull(column: Column): unknown[] {
  const values: unknown[] = new Array(rowCountOf(column));
  for (let row = 0; row < values.length; row++) {
    if (isMissing(column, row)) values[row] = null;
    else values[row] = column.type === 'text' ? column.levels[column.codes[row]] : column.values[row];
  }
  return values;
}
