import { Problem } from '../../../core/problem.ts';
import type { Progress } from '../../../core/progress.ts';
import { makeTable } from '../../../core/table/table.ts';
import { chosenColumns, chosenTable } from '../../chosen.ts';
import type { FileContents, ReadOptions, ReadResult, TableInfo } from '../../format.ts';
import { pickRows } from '../../picked-rows.ts';
import {
  indexColumns,
  refusedColumn,
  type StoredColumn,
  StoredRows,
  storedColumn,
} from '../../stored-columns.ts';
import { arrayProblem, dataBytes, findArrays, type StoredArray } from './arrays.ts';
import { readBlocks } from './blocks.ts';

/** Arrays of the same length, side by side. */
interface ArrayTable extends TableInfo {
  sources: { array: StoredArray; columns: StoredColumn[] }[];
  columns: StoredColumn[];
}

interface Contents extends FileContents {
  tables: ArrayTable[];
}

/** What is in a .npy file or .npz archive, by the headers of its arrays. */
export async function inspectNpy(file: Blob, name: string): Promise<Contents> {
  const { arrays, skipped } = await findArrays(file, name);
  const byLength = new Map<number, StoredArray[]>();
  for (const array of arrays) {
    const [length] = array.header.shape;
    if (length === undefined) {
      skipped.push({ name: array.name || 'the array', reason: 'a single value; expected one a row' });
      continue;
    }
    byLength.set(length, [...(byLength.get(length) ?? []), array]);
  }
  const tables = [...byLength].map(([rows, members]) => {
    const taken = new Set<string>();
    const sources = members.map((array) => ({ array, columns: columnsOf(array, taken) }));
    return {
      name: byLength.size === 1 ? '' : `arrays of ${rows}`,
      what: byLength.size === 1 ? '' : 'arrays of one length',
      rows,
      exact: true,
      sources,
      columns: sources.flatMap(({ columns }) => columns),
    };
  });
  return { tables, skipped };
}

function columnsOf({ name, header }: StoredArray, taken: Set<string>): StoredColumn[] {
  const lengths = header.shape.slice(1);
  const { dtype } = header;
  const named = (wanted: string): string => {
    let unique = wanted;
    for (let copy = 2; taken.has(unique); copy++) unique = `${wanted}_${copy}`;
    taken.add(unique);
    return unique;
  };
  return dtype.fields.map((field) => {
    const wanted = [name, field.name].filter((part) => part !== '').join('.') || 'value';
    const title = named(wanted);
    if (field.type === null) return refusedColumn(title, `${field.reason}; expected numbers or text`);
    // An array of structures has its values of a field apart by a whole structure.
    if (lengths.length > 0 && field.shape.length > 0)
      return refusedColumn(title, 'arrays within arrays; expected one value or one array a row');
    const size = lengths.length > 0 ? dtype.size : field.type.class === 'boolean' ? 1 : field.type.size;
    const place = { offset: field.offset, unit: field.unit };
    return storedColumn(title, field.type, size, [...lengths, ...field.shape], place);
  });
}

/**
 * Reads NumPy arrays as a stream: never the file whole, but arrays in Fortran order. Structured arrays give a column a field,
 * archives a column an array, arrays of several dimensions a column a place. Integers of 64 bits stay exact (int32 where
 * all fit), booleans are int32 1/0, float16 float32, times int64 with their unit; NaN and NaT are missing. Bytes
 * of archives are held against their checksums. Pickled objects are refused.
 */
export async function readNpy(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult> {
  const contents = await inspectNpy(file, name);
  const info = chosenTable(contents, options, name);
  const table = contents.tables.find((one) => one === info);
  if (!table) throw new Problem('internal', `${name}: the table ${info.name} is not there`);
  if (table.rows === 0) throw new Problem('bad-file', `${name}: no rows; expected at least one`);
  const warnings = contents.skipped.map((one) => `${one.name} left out: ${one.reason}`);
  const columns = chosenColumns(table.columns, options, name, warnings);
  const picked = pickRows(options.rows, table.rows, name);
  const first = picked.first;
  const end = picked.rows === null ? first + picked.count : (picked.rows.at(-1) ?? 0) + 1;

  async function fill(rows: StoredRows, wanted: StoredColumn[], stage: string): Promise<void> {
    const used = (table as ArrayTable).sources.filter((source) =>
      source.columns.some((column) => wanted.includes(column)),
    );
    const total = used.reduce((sum, { array }) => sum + dataBytes(array.header), 0);
    let done = 0;
    for (const { array, columns: own } of used) {
      try {
        for await (const block of readBlocks(array, first, end)) {
          await rows.put(block, own);
          done += block.bytes.length;
          progress({ stage, done: Math.min(done, total), total });
        }
      } catch (cause) {
        throw arrayProblem(array.place, cause);
      }
    }
    progress({ stage, done: total, total });
  }

  const indexNames = indexColumns(columns, options);
  const indexed = table.columns.filter((column) => indexNames.has(column.name) && column.refusal === null);
  const index = new StoredRows(indexed, options, picked, name);
  if (indexed.length > 0) await fill(index, indexed, 'reading indices');
  const indices = new Map(index.finish([]).map((column) => [column.name, column]));
  const rows = new StoredRows(columns, options, picked, name, indices);
  await fill(rows, columns, 'reading');
  return { table: makeTable(rows.finish(warnings)), warnings };
}
