import type { Progress } from '../../src/core/progress.ts';
import { decideTable } from '../../src/core/rq/decide.ts';
import { joinTables, type NamedTable } from '../../src/core/table/join-tables.ts';
import { shareTable } from '../../src/core/table/share.ts';
import { takeRows } from '../../src/core/table/take-rows.ts';
import { digestFile, digestOfDigests } from '../../src/io/digest.ts';
import type { ReadOptions, RowChoice } from '../../src/io/format.ts';
import { shareSample } from '../../src/io/joint-sample.ts';
import { countRows, inspectFile, readTable } from '../../src/io/registry.ts';
import type { FileRead, ReadApi } from './api.ts';

const FIRST_ROW: RowChoice = { type: 'range', first: 0, end: 1 };

/** The rows to read of each of several files: what the options say, or its part of a sample of all, for which they are counted. */
async function choicesOf(
  names: string[],
  options: ReadOptions,
  watchOf: (i: number) => Progress,
  blobs: Blob[],
): Promise<(RowChoice | null)[]> {
  const { rows } = options;
  if (rows?.type !== 'sample' || rows.each) return blobs.map(() => rows);
  const totals: number[] = [];
  for (const [i, blob] of blobs.entries()) {
    totals.push(await countRows(blob, names[i], { ...options, rows: null }, watchOf(i)));
  }
  return shareSample(rows, totals);
}

export const readApi: ReadApi = {
  async read(file, name, options, progress) {
    const { table, warnings, format } = await readTable(file, name, options, progress);
    const sha256 = await digestFile(file, name, progress);
    return { table, warnings, format, sha256, bytes: file.size };
  },
  async readSeveral(names, options, progress, ...blobs) {
    const tables: NamedTable[] = [];
    const files: FileRead[] = [];
    const warnings: string[] = [];
    const watchOf = (i: number): Progress => {
      const place = `${names[i]} (${i + 1} of ${blobs.length})`;
      return (report) => progress({ ...report, stage: `${place}: ${report.stage}` });
    };
    const choices = await choicesOf(names, options, watchOf, blobs);
    for (const [i, blob] of blobs.entries()) {
      const name = names[i];
      const rows = choices[i];
      const none = rows?.type === 'rows' && rows.rows.length === 0;
      // A file that has no part in a sample still says what its columns are.
      const asked = { ...options, rows: none ? FIRST_ROW : rows };
      const read = await readApi.read(blob, name, asked, watchOf(i));
      const { format, bytes, sha256 } = read;
      const table = none ? takeRows(read.table, new Int32Array(0)) : read.table;
      tables.push({ name, table });
      files.push({ name, format, bytes, sha256, rows: table.rows });
      warnings.push(...read.warnings.map((warning) => `${name}: ${warning}`));
    }
    progress({ stage: 'join the files', done: 0, total: 0 });
    return {
      table: joinTables(tables),
      warnings,
      format: [...new Set(files.map(({ format }) => format))].join(', '),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      sha256: digestOfDigests(files.map(({ sha256 }) => sha256)),
      files,
    };
  },
  contents: inspectFile,
  async decide(table, overrides) {
    const decided = decideTable(table, overrides);
    return { ...decided, table: shareTable(decided.table) };
  },
};
