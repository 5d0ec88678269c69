import type { Progress } from '../../src/core/progress.ts';
import type { Bits } from '../../src/core/table/bits.ts';
import type { Table } from '../../src/core/table/table.ts';

export const FILE_FORMATS = ['csv', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface WriteApi {
  /** Some rows of a table (null: all) as a file. Its parts leave the heap as they are made, where the host can do that. */
  write(table: Table, rows: Bits | null, format: FileFormat, progress: Progress): Promise<Blob>;
}
