/**
 * One contestant reads one file, in a process of its own so that its memory is its own: node read-file.mjs WHO FILE
 * [FOLDER], the folder that of a package which was fetched.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tableFromIPC } from '@uwdata/flechette';
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { FileBlob } from '../../src/engine/node/file-blob.ts';
import { readAnything } from '../../src/io/format.ts';
import { readTable } from '../../src/io/registry.ts';
import { memory } from '../measure/memory.ts';

/** What came of it, on stdout. */
export interface ReadRun {
  seconds: number;
  /** Seconds of all threads. */
  cpu: number;
  rows: number;
  /** Of all values, to see that contestants read the same. */
  sum: number;
  /** Bytes of memory beyond those before the reading began, at most. */
  peak: number;
}

/** What of packages that are fetched is called. */
interface ParquetWasm {
  readParquet(bytes: Uint8Array, options: { batchSize: number }): { intoIPCStream(): Uint8Array };
}
interface Udsv {
  inferSchema(text: string): unknown;
  initParser(schema: unknown): { typedCols(text: string): number[][] };
}
interface Papaparse {
  parse(
    text: string,
    options: {
      dynamicTyping: boolean;
      skipEmptyLines: boolean;
      chunkSize: number;
      chunk(results: { data: number[][] }): void;
    },
  ): void;
}

async function fetched<T>(folder: string): Promise<T> {
  const entry = createRequire(folder).resolve(basename(folder));
  const module = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as T & { default?: T };
  return module.default ?? module;
}

type Outcome = { rows: number; columns: ArrayLike<number>[] };

/** Contestants give columns of numbers: those who give rows or texts are not done yet. */
const CONTESTANTS: Record<string, (path: string, folder: string) => Promise<Outcome>> = {
  async ours(path) {
    const { table } = await readTable(new FileBlob(path), path, readAnything, () => undefined);
    const columns = table.columns.map((column) => {
      if (column.type === 'text' || column.type === 'int64')
        throw new Error(`${column.name} is ${column.type}`);
      return column.values;
    });
    return { rows: table.rows, columns };
  },
  async hyparquet(path) {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const rows = Number(metadata.num_rows);
    const columns = new Map<string, Float64Array>();
    await parquetRead({
      file,
      metadata,
      compressors,
      onChunk({ columnName, columnData, rowStart }) {
        const column = columns.get(columnName) ?? new Float64Array(rows);
        columns.set(columnName, column);
        column.set(columnData as ArrayLike<number>, rowStart);
      },
    });
    return { rows, columns: [...columns.values()] };
  },
  async flechette(path) {
    const table = tableFromIPC(await readFile(path));
    const columns = Array.from({ length: table.numCols }, (_, i) => table.getChildAt(i).toArray());
    return { rows: table.numRows, columns: columns as ArrayLike<number>[] };
  },
  async 'parquet-wasm'(path, folder) {
    const { readParquet } = await fetched<ParquetWasm>(folder);
    const bytes = readParquet(await readFile(path), { batchSize: 65_536 }).intoIPCStream();
    const table = tableFromIPC(bytes);
    const columns = Array.from({ length: table.numCols }, (_, i) => table.getChildAt(i).toArray());
    return { rows: table.numRows, columns: columns as ArrayLike<number>[] };
  },
  async udsv(path, folder) {
    const { inferSchema, initParser } = await fetched<Udsv>(folder);
    const text = await readFile(path, 'utf8');
    const columns = initParser(inferSchema(text)).typedCols(text);
    return { rows: columns[0].length, columns };
  },
  async papaparse(path, folder) {
    const { parse } = await fetched<Papaparse>(folder);
    let columns: number[][] = [];
    // By blocks of rows, as all rows at once take gigabytes.
    parse(await readFile(path, 'utf8'), {
      ...{ dynamicTyping: true, skipEmptyLines: true, chunkSize: 1e6 },
      chunk({ data }) {
        const head = columns.length === 0;
        if (head) columns = data[0].map(() => []);
        for (let row = head ? 1 : 0; row < data.length; row++)
          for (let i = 0; i < columns.length; i++) columns[i].push(data[row][i]);
      },
    });
    return { rows: columns[0].length, columns };
  },
  async 'split and Number'(path) {
    const [head, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const columns = head.split(',').map(() => new Float64Array(lines.length));
    lines.forEach((line, row) => {
      for (const [i, cell] of line.split(',').entries()) columns[i][row] = Number(cell);
    });
    return { rows: lines.length, columns };
  },
};

async function main([who, path, folder]: string[]): Promise<ReadRun> {
  const contestant = CONTESTANTS[who];
  if (!contestant) throw new Error(`no contestant ${who}; expected ${Object.keys(CONTESTANTS).join(', ')}`);
  const before = memory('VmRSS');
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const { rows, columns } = await contestant(path, folder);
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peak = memory('VmHWM') - before;
  let sum = 0;
  for (const column of columns) for (let row = 0; row < rows; row++) sum += column[row];
  return { seconds, cpu: (user + system) / 1e6, rows, sum, peak };
}

console.log(JSON.stringify(await main(process.argv.slice(2))));
