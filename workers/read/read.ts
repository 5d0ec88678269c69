import { decideTable } from '../../src/core/rq/decide.ts';
import { joinTables, type NamedTable } from '../../src/core/table/join-tables.ts';
import { shareTable } from '../../src/core/table/share.ts';
import { digestFile, digestOfDigests } from '../../src/io/digest.ts';
import { inspectFile, readTable } from '../../src/io/registry.ts';
import type { FileRead, ReadApi } from './api.ts';

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
    for (const [i, blob] of blobs.entries()) {
      const name = names[i];
      const place = `${name} (${i + 1} of ${blobs.length})`;
      const read = await readApi.read(blob, name, options, (report) =>
        progress({ ...report, stage: `${place}: ${report.stage}` }),
      );
      const { table, format, bytes, sha256 } = read;
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
