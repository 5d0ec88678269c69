import type { Progress } from '../core/progress.ts';
import type { Table } from '../core/table/table.ts';

/** How the user may steer a reader; null means: find out from the content. */
export interface ReadOptions {
  delimiter: ',' | ';' | '\t' | null;
  header: boolean | null;
  /** Read these columns only; null reads all. */
  columns: string[] | null;
}

export const readAnything: ReadOptions = { delimiter: null, header: null, columns: null };

export interface ReadResult {
  table: Table;
  /** What the user should know: columns skipped and why, values read as text ... */
  warnings: string[];
}

/** One file format. Each lives in io/formats/<id>/ and has one line in io/registry.ts. */
export interface Format {
  id: string;
  label: string;
  extensions: string[];
  /** True if the first bytes (up to 64 kB, already inflated where gzipped) are of this format. */
  sniff(head: Uint8Array, name: string): boolean;
  /** Throws a Problem `bad-file` that names the file, the place in it and what was expected. */
  read(file: Blob, name: string, options: ReadOptions, progress: Progress): Promise<ReadResult>;
}
