import { Problem } from '../../../core/problem.ts';
import type { Progress } from '../../../core/progress.ts';
import { makeTable } from '../../../core/table/table.ts';
import { chosenColumns, chosenTable } from '../../chosen.ts';
import type { FileContents, ReadOptions, ReadResult, TableInfo } from '../../format.ts';
import { pickedWithin, pickRows } from '../../picked-rows.ts';
import { indexColumns, type StoredColumn, StoredRows } from '../../stored-columns.ts';
import { readBands } from './bands.ts';
import { columnsOfDataset } from './columns.ts';
import type { Dataset } from './dataset.ts';
import { product } from './datatype.ts';
import type { FileBytes } from './file-bytes.ts';
import { GlobalHeap } from './global-heap.ts';
import { type Group, readObjects } from './objects.ts';
import { pandasColumns, pandasTable } from './pandas.ts';
import { openSuperblock } from './superblock.ts';

/** Datasets whose rows belong together: a compound alone, or those of one length in a group. */
interface DatasetTable extends TableInfo {
  sources: { dataset: Dataset; columns: StoredColumn[] }[];
  columns: StoredColumn[];
}

interface Contents extends FileContents {
  tables: DatasetTable[];
  bytes: FileBytes;
  warnings: string[];
}

/** Tables of PyTables that only speed up queries. */
const HELPER_GROUP = /\/_i_[^/]*$/;

/** What is in an HDF5 file, by its metadata alone. Throws a Problem `bad-file`. */
export async function inspectHdf5(file: Blob, name: string, progress: Progress): Promise<Contents> {
  const { bytes, root } = await openSuperblock(file, name);
  const warnings: string[] = [];
  const tree = await readObjects(bytes, root, warnings, (done) =>
    progress({ stage: 'looking through the file', done, total: 0 }),
  );
  const contents: Contents = { tables: [], skipped: [], bytes, warnings };
  collect(tree, contents, new GlobalHeap(bytes));
  return contents;
}

function collect(group: Group, contents: Contents, heap: GlobalHeap): void {
  if (HELPER_GROUP.test(group.path)) return;
  const pandas = pandasTable(group);
  const byLength = new Map<number, Dataset[]>();
  for (const dataset of group.datasets) {
    const { path, shape, type } = dataset;
    if (shape === null || shape.length === 0) {
      contents.skipped.push({ name: path, reason: shape ? 'a single value' : 'no value' });
    } else if (dataset === pandas) {
      const plain = columnsOfDataset(dataset, '', heap);
      const columns = pandasColumns(plain, group, dataset.attributes);
      contents.tables.push({
        ...tableOf(group.path, 'pandas table', shape[0]),
        sources: [{ dataset, columns }],
        columns,
      });
    } else if (type.class === 'compound') {
      const columns = columnsOfDataset(dataset, '', heap);
      contents.tables.push({
        ...tableOf(path, 'compound dataset', shape[0]),
        sources: [{ dataset, columns }],
        columns,
      });
    } else byLength.set(shape[0], [...(byLength.get(shape[0]) ?? []), dataset]);
  }
  for (const [rows, datasets] of byLength) {
    const title = byLength.size === 1 ? group.path : `${group.path} (${rows} rows)`;
    const sources = datasets.map((dataset) => ({
      dataset,
      columns: columnsOfDataset(dataset, dataset.path.slice(dataset.path.lastIndexOf('/') + 1), heap),
    }));
    const columns = sources.flatMap((source) => source.columns);
    contents.tables.push({ ...tableOf(title, 'group of datasets', rows), sources, columns });
  }
  for (const child of group.groups) collect(child, contents, heap);
}

function tableOf(name: string, what: string, rows: number): TableInfo {
  return { name, what, rows, exact: true, columns: [] };
}

/**
 * Reads HDF5 by ranges of the file: its metadata through a cache of pages, its values a band of chunks at a time. Tables are
 * compound datasets (strax, PyTables), frames of pandas, and groups of datasets of one length. Integers of 64 bits stay
 * exact (int32 where all fit), booleans are int32 1/0, enumerations text; NaN is missing. Read are the filters gzip, LZF, LZ4,
 * Zstandard, shuffle and Fletcher-32; what has others, and what holds neither numbers nor text, is left out and named.
 */
export async function readHdf5(
  file: Blob,
  name: string,
  options: ReadOptions,
  progress: Progress,
): Promise<ReadResult> {
  const contents = await inspectHdf5(file, name, progress);
  const { bytes } = contents;
  const info = chosenTable(contents, options, name);
  const table = contents.tables.find((one) => one === info);
  if (!table) throw new Problem('internal', `${name}: the table ${info.name} is not there`);
  if (table.rows === 0)
    throw new Problem('bad-file', `${name}, ${table.name}: no rows; expected at least one`);
  const warnings = [
    ...contents.warnings,
    ...contents.skipped.map((one) => `${one.name} left out: ${one.reason}`),
  ];
  const columns = chosenColumns(table.columns, options, name, warnings);
  const picked = pickRows(options.rows, table.rows, name);
  const first = picked.first;
  const end = picked.rows === null ? first + picked.count : (picked.rows.at(-1) ?? 0) + 1;

  async function fill(
    sources: DatasetTable['sources'],
    rows: StoredRows,
    wanted: StoredColumn[],
    stage: string,
  ) {
    const used = sources.filter((source) => source.columns.some((column) => wanted.includes(column)));
    const rowBytesOf = ({ type, shape }: Dataset): number => product((shape ?? []).slice(1)) * type.size;
    const total = used.reduce((sum, { dataset }) => sum + rowBytesOf(dataset) * (end - first), 0);
    let done = 0;
    for (const { dataset, columns: own } of used) {
      const rowBytes = rowBytesOf(dataset);
      const isWanted = (from: number, to: number): boolean => pickedWithin(picked, from, to).count > 0;
      try {
        for await (const band of readBands(bytes, dataset, first, end, isWanted)) {
          await rows.put({ ...band, rowBytes }, own);
          done += band.rows * rowBytes;
          progress({ stage, done: Math.min(done, total), total });
        }
      } catch (cause) {
        throw bytes.problem(dataset.path, cause);
      }
    }
    progress({ stage, done: total, total });
  }

  const indexNames = indexColumns(columns, options);
  const indexed = table.columns.filter((column) => indexNames.has(column.name) && column.refusal === null);
  const index = new StoredRows(indexed, options, picked, name);
  if (indexed.length > 0) await fill(table.sources, index, indexed, 'reading indices');
  const indices = new Map(index.finish([]).map((column) => [column.name, column]));
  const rows = new StoredRows(columns, options, picked, name, indices);
  await fill(table.sources, rows, columns, 'reading');
  return { table: makeTable(rows.finish(warnings)), warnings };
}
