import { decideTable } from '../../src/core/rq/decide.ts';
import { shareTable } from '../../src/core/table/share.ts';
import { digestFile } from '../../src/io/digest.ts';
import { inspectFile, readTable } from '../../src/io/registry.ts';
import type { ReadApi } from './api.ts';

export const readApi: ReadApi = {
  async read(file, name, options, progress) {
    const { table, warnings, format } = await readTable(file, name, options, progress);
    const sha256 = await digestFile(file, progress);
    return { table, warnings, format, sha256, bytes: file.size };
  },
  contents: inspectFile,
  async decide(table, overrides) {
    const decided = decideTable(table, overrides);
    return { ...decided, table: shareTable(decided.table) };
  },
};
