import type { Progress } from '../../src/core/progress.ts';
import type { ColumnOverride, DecidedTable } from '../../src/core/rq/decide.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { FileContents, ReadOptions } from '../../src/io/format.ts';

export interface ReadOutcome {
  table: Table;
  warnings: string[];
  format: string;
  /** Of the bytes as stored, hex. */
  sha256: string;
  bytes: number;
}

export interface ReadApi {
  read(file: Blob, name: string, options: ReadOptions, progress: Progress): Promise<ReadOutcome>;
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
