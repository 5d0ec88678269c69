import {
  type AsyncBuffer,
  type ColumnMetaData,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Problem } from '../../../core/problem.ts';
import type { Progress } from '../../../core/progress.ts';
import type { Column } from '../../../core/table/column.ts';
import { makeTable } from '../../../core/table/table.ts';
import { chosenColumns } from '../../chosen.ts';
import type { Decoded } from '../../column-filler.ts';
import { COLUMN_NOTES_KEY, type ColumnNotes, parseColumnNotes } from '../../column-notes.ts';
import type { ColumnInfo, ColumnShape, FileContents, ReadOptions, ReadResult } from '../../format.ts';
import { ListFiller } from '../../list-filler.ts';
import { pickedWithin, pickRows, takePicked } from '../../picked-rows.ts';
import { type ColumnKind, columnKind, listItem, withoutDecimals } from './column-kind.ts';
import { checkPages } from './page-checksums.ts';

const MAGIC = 'PAR1';
/** Magic at both ends and the length of the footer. */
const SHORTEST = 12;
const LARGEST_DICTIONARY_HEADER = 100;

/** Times and dates stay the integers they are stored as; JSON stays text. */
const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value) => value ?? null,
  timestampFromMicroseconds: (value) => value ?? null,
  timestampFromNanoseconds: (value) => value ?? null,
  dateFromDays: (value) => value ?? null,
  jsonFromBytes: (bytes: Uint8Array | null) => (bytes ? utf8.decode(bytes) : null),
};
const utf8 = new TextDecoder();

/**
 * Reads Parquet column by column, row group by row group: at any time one chunk beside the table. Integers of 64
 * bits stay exact (int32 where all fit), timestamps and dates are integers with their unit, decimals float64,
 * booleans int32 1/0; null and NaN are missing. Lists become what the options say, those of one value a row that
 * value; structures, maps and lists of lists are left out with a warning.
 */
export async function readParquet(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult> {
  const buffer = bufferOf(file);
  const metadata = await readMetadata(file, buffer, name);
  const picked = pickRows(options.rows, countRows(metadata, name), name);
  const warnings: string[] = [];
  const stored = columnsOf(metadata);
  const nodes = chosenColumns(stored, options, name, warnings);
  const notes = notesOf(metadata, name);
  const read = new Map<string, Column[]>();
  const asked = ListFiller.indexNames(nodes, options);
  const indices = new Map<string, Column>();
  // What says the place in a list is read before the list, whether it is asked for or not.
  const indexing = stored.filter(({ name }) => asked.has(name));
  const order = [...indexing, ...nodes.filter(({ name }) => !asked.has(name))];
  const decodable = { ...metadata, schema: metadata.schema.map(withoutDecimals) };
  const groups = metadata.row_groups.length;
  for (const [i, { kind, ...node }] of order.entries()) {
    const title = node.name;
    const isList = node.shape.values !== 'one';
    if (kind.to === 'skip') continue;
    const filler = new ListFiller({ ...node, kind }, options, picked.count, name, indices);
    let start = 0;
    for (let g = 0; g < groups; g++) {
      const place = `${name}, row group ${g + 1} of ${groups}, column ${title}`;
      const { group, start: from, end: to } = groupOfColumn(decodable, g, title, file.size, place, isList);
      const expected = Number(group.num_rows);
      if (pickedWithin(picked, start, start + expected).count === 0) {
        start += expected;
        continue;
      }
      try {
        const chunks: { columnData: Decoded; rowStart: number }[] = [];
        const { total_compressed_size, num_values } = group.columns[0].meta_data as ColumnMetaData;
        const longest = Number(total_compressed_size);
        const chunk = new Uint8Array(await file.slice(from, from + longest).arrayBuffer());
        checkPages(chunk, to - from, isList ? Number(num_values) : expected);
        await parquetRead({
          file: heldBuffer(file, from, chunk),
          metadata: { ...decodable, row_groups: [group], num_rows: group.num_rows },
          columns: [title],
          compressors,
          parsers,
          geoparquet: false,
          utf8: kind.to !== 'decimal',
          // Only collected: what is thrown in here would be nobody's.
          onChunk: (chunk) => chunks.push(chunk),
        });
        let got = 0;
        for (const { columnData, rowStart } of chunks) {
          if (rowStart + columnData.length > expected) throw new RangeError('more values than rows');
          const from = start + rowStart;
          const part = pickedWithin(picked, from, from + columnData.length);
          if (part.count > 0) filler.put(part.place, takePicked(columnData, part));
          got += columnData.length;
        }
        if (got !== expected) throw new RangeError(`${got} values; expected ${expected}`);
      } catch (cause) {
        const what = cause instanceof Error ? cause.message : String(cause);
        throw new Problem('bad-file', `${place}: cannot be decoded (${what}); the file is damaged`, {
          cause,
        });
      }
      start += expected;
      progress({ stage: 'reading', done: i * groups + g + 1, total: order.length * groups });
    }
    const note = notes[title];
    const found = filler.finish(note ? note.unit : kind.unit, warnings, note?.role);
    read.set(title, found);
    if (asked.has(title)) indices.set(title, found[0]);
  }
  const columns = nodes.flatMap(({ name }) => read.get(name) ?? []);
  if (columns.length === 0) {
    throw new Problem(
      'bad-file',
      `${name}: no column of numbers or text among its ${stored.length} columns; ${warnings[0] ?? ''}`,
    );
  }
  return { table: makeTable(columns), warnings };
}

function typeOf({ to }: ColumnKind): ColumnInfo['type'] {
  switch (to) {
    case 'boolean':
      return 'int32';
    case 'uint64':
      return 'int64';
    case 'decimal':
    case 'skip':
      return 'float64';
    default:
      return to;
  }
}

/** The columns and the number of rows, from the footer alone. */
export async function inspectParquet(file: Blob, name: string): Promise<FileContents> {
  const metadata = await readMetadata(file, bufferOf(file), name);
  const columns = columnsOf(metadata).map(({ kind: _, ...column }) => column);
  return {
    tables: [{ name: '', what: '', rows: countRows(metadata, name), exact: true, columns }],
    skipped: [],
  };
}

function bufferOf(file: Blob): AsyncBuffer {
  return { byteLength: file.size, slice: (start, end) => file.slice(start, end).arrayBuffer() };
}

/** The file, of which the bytes from `start` on are at hand already. */
function heldBuffer(file: Blob, start: number, held: Uint8Array<ArrayBuffer>): AsyncBuffer {
  const end = start + held.length;
  return {
    byteLength: file.size,
    slice: (from, to = file.size) =>
      from >= start && to <= end
        ? held.buffer.slice(from - start, to - start)
        : file.slice(from, to).arrayBuffer(),
  };
}

async function readMetadata(file: Blob, buffer: AsyncBuffer, name: string): Promise<FileMetaData> {
  const end = new Uint8Array(await file.slice(Math.max(0, file.size - 8)).arrayBuffer());
  const magic = utf8.decode(end.subarray(-4));
  if (magic === 'PARE')
    throw new Problem('bad-file', `${name}: an encrypted Parquet file; expected a plain one`);
  const length = end.length === 8 ? new DataView(end.buffer).getUint32(0, true) : 0;
  if (magic !== MAGIC || file.size < SHORTEST || length + SHORTEST > file.size || length === 0) {
    throw new Problem(
      'bad-file',
      `${name}, byte ${Math.max(0, file.size - 4)}: no Parquet footer; expected "${MAGIC}" at the end of the file (is it cut off?)`,
    );
  }
  try {
    const metadata = await parquetMetadataAsync(buffer, { parsers, geoparquet: false });
    // What it leaves out shows when it is used.
    columnsOf(metadata);
    return metadata;
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new Problem(
      'bad-file',
      `${name}, byte ${file.size - 8 - length}: damaged Parquet footer (${what}); expected the schema`,
      {
        cause,
      },
    );
  }
}

function countRows(metadata: FileMetaData, name: string): number {
  const rows = Number(metadata.num_rows);
  const inGroups = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (!(rows >= 0) || rows !== inGroups) {
    throw new Problem(
      'bad-file',
      `${name}: the footer says ${rows} rows, its row groups ${inGroups}; expected the same`,
    );
  }
  if (rows === 0) throw new Problem('bad-file', `${name}: no rows; expected at least one`);
  return rows;
}

interface StoredColumn extends ColumnInfo {
  kind: ColumnKind;
}

function columnsOf(metadata: FileMetaData): StoredColumn[] {
  const bytes = new Map<string, number>();
  const counts = new Map<string, number>();
  const rows = metadata.row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  for (const { columns } of metadata.row_groups) {
    for (const { meta_data: chunk } of columns) {
      const top = chunk?.path_in_schema[0];
      if (top === undefined) continue;
      bytes.set(top, (bytes.get(top) ?? 0) + Number(chunk?.total_compressed_size ?? 0));
      counts.set(top, (counts.get(top) ?? 0) + Number(chunk?.num_values ?? 0));
    }
  }
  return parquetSchema(metadata).children.map((node: SchemaTree) => {
    const kind = columnKind(node);
    const { name } = node.element;
    return {
      name,
      kind,
      type: typeOf(kind),
      shape: shapeOf(listItem(node) !== null, counts.get(name) === rows),
      bytes: bytes.get(name) ?? null,
      refusal: kind.to === 'skip' ? kind.reason : null,
    };
  });
}

/** A column counts an empty list as a value: with as many as rows, no list has more than one. */
function shapeOf(isList: boolean, onePerRow: boolean): ColumnShape {
  if (!isList) return { values: 'one' };
  return onePerRow ? { values: 'fixed', length: 1 } : { values: 'any', most: null };
}

function notesOf(metadata: FileMetaData, name: string): ColumnNotes {
  const entry = metadata.key_value_metadata?.find(({ key }) => key === COLUMN_NOTES_KEY);
  return entry?.value === undefined ? {} : parseColumnNotes(entry.value, name);
}

/**
 * The row group with this one chunk, and where that lies in the file. Old parquet-mr leaves the header of the dictionary page out of the size
 * (PARQUET-816), so a little more is read; flat columns end by their number of rows, lists with their bytes. Throws a Problem `bad-file`
 * where the footer places the chunk outside the file, which would be decoded from too few bytes.
 */
function groupOfColumn(
  metadata: FileMetaData,
  group: number,
  column: string,
  size: number,
  place: string,
  isList: boolean,
): { group: RowGroup; start: number; end: number } {
  const dataEnd = size - metadata.metadata_length - 8;
  let range = { start: 0, end: 0 };
  const columns = metadata.row_groups[group].columns.flatMap((stored) => {
    const chunk = stored.meta_data;
    if (chunk?.path_in_schema[0] !== column) return [];
    const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset);
    const end = start + Number(chunk.total_compressed_size);
    if (!(start >= 4 && end > start && end <= dataEnd)) {
      throw new Problem(
        'bad-file',
        `${place}: bytes ${start} to ${end} lie outside the data; expected them below ${dataEnd}`,
      );
    }
    range = { start, end };
    const longest = BigInt(Math.min(end + (isList ? 0 : LARGEST_DICTIONARY_HEADER), dataEnd) - start);
    return [{ ...stored, meta_data: { ...chunk, total_compressed_size: longest } }];
  });
  return { group: { ...metadata.row_groups[group], columns }, ...range };
}
