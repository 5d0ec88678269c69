import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { type Column, isMissing, rowCountOf } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import { takeRows } from '../../core/table/take-rows.ts';
import { COLUMN_NOTES_KEY, columnNotesOf } from '../column-notes.ts';
import { type FilePart, joinParts } from './file-part.ts';

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
  return joinParts(parquetParts(table, null));
}

/** The same a group of rows at a time. `rows` in the order wanted; null for all. */
export function* parquetParts(table: Table, rows: Int32Array | null): Generator<FilePart> {
  const writer = new ByteWriter();
  const count = rows?.length ?? table.rows;
  const file = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({
      columnData: takeRows(table, new Int32Array(0)).columns.map(columnSource),
    }),
    codec: 'SNAPPY',
    createdBy: 'Outcrop',
    kvMetadata: [{ key: COLUMN_NOTES_KEY, value: columnNotesOf(table) }],
  });
  const part = (rowsDone: number): FilePart => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return { bytes: bytes as Uint8Array<ArrayBuffer>, rowsDone };
  };
  for (let start = 0; start < count; start += ROW_GROUP) {
    const end = Math.min(count, start + ROW_GROUP);
    const group = rows?.subarray(start, end) ?? Int32Array.from({ length: end - start }, (_, i) => start + i);
    const columnData = takeRows(table, group).columns.map(columnSource);
    file.write({ columnData, rowGroupSize: ROW_GROUP });
    yield part(end);
  }
  file.finish();
  yield part(count);
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
