import type { Progress } from '../../src/core/progress.ts';
import type { ColumnOverride, DecidedTable } from '../../src/core/rq/decide.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { FileContents, ReadOptions } from '../../src/io/format.ts';

export interface ReadOutcome {
  table: Table;
  warnings: string[];
  format: string;
  /** Fingerprint of the bytes as stored, see io/digest.ts. */
  sha256: string;
  bytes: number;
}

/** What one of several files read as one was like. */
export interface FileRead {
  name: string;
  format: string;
  bytes: number;
  sha256: string;
  rows: number;
}

export interface JoinedOutcome extends ReadOutcome {
  /** In their order; `bytes` is their sum, `sha256` the fingerprint of theirs. */
  files: FileRead[];
}

export interface ReadApi {
  read(file: Blob, name: string, options: ReadOptions, progress: Progress): Promise<ReadOutcome>;
  /**
   * Several files as one table, row below row, with a text column `file`, see core/table/join-tables.ts; the options
   * hold for each. The files come last, one by one: what is inside a list is not looked at on the way to a worker.
   */
  readSeveral(
    names: string[],
    options: ReadOptions,
    progress: Progress,
    ...files: Blob[]
  ): Promise<JoinedOutcome>;
  /** What is in a file, without reading its rows. */
  contents(
    file: Blob,
    name: string,
    options: ReadOptions,
    progress: Progress,
  ): Promise<FileContents & { format: string }>;
  /** Decides what the columns of a table are for, whether read or simulated. */
  decide(table: Table, overrides: Record<string, ColumnOverride>): Promise<DecidedTable>;
}
