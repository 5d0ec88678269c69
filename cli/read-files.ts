import { resolve } from 'node:path';
import type { Progress } from '../src/core/progress.ts';
import type { Jobs } from '../src/engine/jobs.ts';
import { joinTables, type NamedTable } from '../src/engine/join-tables.ts';
import { FileBlob } from '../src/engine/node/file-blob.ts';
import { readAnything } from '../src/io/format.ts';
import type { ReadOutcome } from '../workers/read/api.ts';
import { expectFile } from './disk.ts';

/** Where rows came from, for the report. */
export interface Provenance {
  name: string;
  format: string;
  bytes: number;
  sha256: string;
  rows: number;
}

export interface FilesRead {
  /** All files as one. */
  outcome: ReadOutcome;
  provenance: Provenance[];
}

/** Reads files in the reading worker, one after another, and joins their rows. Throws a Problem that names the file. */
export async function readFiles(
  paths: string[],
  jobs: Jobs,
  progress: Progress,
  wanted: string[] | null = null,
): Promise<FilesRead> {
  for (const path of paths) expectFile(path);
  const tables: NamedTable[] = [];
  const provenance: Provenance[] = [];
  const warnings: string[] = [];
  for (const path of paths) {
    const file = new FileBlob(resolve(path));
    const read = await jobs.run('read', { cell: 'data' }, (api) =>
      api.read(file, path, { ...readAnything, tables: wanted }, progress),
    );
    tables.push({ name: path, table: read.table });
    provenance.push({
      name: path,
      format: read.format,
      bytes: read.bytes,
      sha256: read.sha256,
      rows: read.table.rows,
    });
    const place = paths.length > 1 ? `${path}: ` : '';
    warnings.push(...read.warnings.map((warning) => place + warning));
  }
  const outcome = {
    table: joinTables(tables),
    warnings,
    format: provenance[0].format,
    sha256: provenance.map((file) => file.sha256).join(' '),
    bytes: provenance.reduce((sum, file) => sum + file.bytes, 0),
  };
  return { outcome, provenance };
}
