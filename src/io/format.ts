import type { Progress } from '../core/progress.ts';
import type { Column } from '../core/table/column.ts';
import type { Table } from '../core/table/table.ts';

/** Which rows to read; they stay in the order of the file. */
export type RowChoice =
  /** Rows `first` to `end`, counted from 0, `end` left out; a range that reaches beyond the last row ends there. */
  | { type: 'range'; first: number; end: number }
  /**
   * `size` of all rows, each as likely, by a seed; all of them where there are no more. Of several files they are drawn from
   * the rows of all, or, by `each`, so many from every file.
   */
  | { type: 'sample'; size: number; seed: number; each?: true }
  /** These, in ascending order. */
  | { type: 'rows'; rows: Uint32Array };

/**
 * What is taken of a column that holds several values a row: the one at a place (from 0), their number, the one at the
 * place that another column of the same row holds (as s1PulseID does), or, where every row has the same number, all.
 */
export type ArrayPart = number | 'length' | 'all' | { at: string };

/** How the user may steer a reader; null means: find out from the content, or all. */
export interface ReadOptions {
  delimiter: ',' | ';' | '\t' | '|' | null;
  header: boolean | null;
  /**
   * Names of tables as `inspect` gives them; null: the only one that can be read. Further ones are read beside the
   * first, row by row, where a format allows that.
   */
  tables: string[] | null;
  /** Read these columns only, by the names that `inspect` gives them. */
  columns: string[] | null;
  rows: RowChoice | null;
  /** By column; for those not named see `defaultParts` in array-parts.ts. */
  arrays: Record<string, ArrayPart[]>;
  /**
   * ROOT's lists by their older name: `x`, not `x[0]`, where no row that is read has more than one value. Notebooks from
   * before the names were made alike ask for it.
   */
  shortNames?: true;
}

export const readAnything: ReadOptions = {
  delimiter: null,
  header: null,
  tables: null,
  columns: null,
  rows: null,
  arrays: {},
};

export interface ReadResult {
  table: Table;
  /** What the user should know: columns skipped and why, values read as text ... */
  warnings: string[];
}

/** How many values a row has: one, always the same number, or any (`most`, where the file says so). */
export type ColumnShape =
  | { values: 'one' }
  | { values: 'fixed'; length: number }
  | { values: 'any'; most: number | null };

export interface ColumnInfo {
  name: string;
  /** What one value becomes; text is counted as 4 bytes. */
  type: Column['type'];
  shape: ColumnShape;
  /** Bytes it takes in the file, packed as they are; null where the file does not say. */
  bytes: number | null;
  /** Why it cannot be read, such as `objects of class TVector3`; null where it can. */
  refusal: string | null;
}

export interface TableInfo {
  /** As `tables` of the options takes it; '' where the file is one table. */
  name: string;
  /** What the format calls it: TTree, group, dataset; '' where the file is one table. */
  what: string;
  rows: number;
  /** False where `rows` is estimated from a part of the file. */
  exact: boolean;
  columns: ColumnInfo[];
}

/** What is in a file, found without reading its rows. */
export interface FileContents {
  tables: TableInfo[];
  /** What else is there and is not read: histograms, objects, tables of kinds that cannot be read. */
  skipped: { name: string; reason: string }[];
}

/** One file format. Each lives in io/formats/<id>/ and has one line in io/registry.ts. */
export interface Format {
  id: string;
  label: string;
  extensions: string[];
  /** True if the first bytes (up to 64 kB, already inflated where gzipped) are of this format. */
  sniff(head: Uint8Array, name: string): boolean;
  /**
   * Finds what is in the file, in a few reads of it however large it is. Of the options it looks at those about the
   * notation (delimiter, header). Throws like `read`.
   */
  inspect(file: Blob, name: string, options: ReadOptions, progress: Progress): Promise<FileContents>;
  /** Number of rows, for formats whose `inspect` may only estimate it. Throws like `read`. */
  count?(file: Blob, name: string, options: ReadOptions, progress: Progress): Promise<number>;
  /**
   * Throws a Problem `bad-file` that names the file, the place in it and what was expected; `bad-parameter` where
   * the options ask for what is not there. Cancelled by ending its worker, so it needs no signal.
   */
  read(file: Blob, name: string, options: ReadOptions, progress: Progress): Promise<ReadResult>;
}
