import type { CellKinds } from '../../notebook/cell-kind.ts';
import { connect } from './database.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { createNotebookStore, type NotebookStore } from './notebook-store.ts';

export type { RecentNotebook } from './database.ts';

/** What this browser keeps for Outcrop: notebooks and the data files behind them. Every failure is a Problem 'storage'. */
export interface NotebookStorage extends NotebookStore, FileStore {
  close(): void;
}

export interface StorageOptions {
  database?: string;
  /** Bytes of all data files together. */
  fileCap?: number;
  /** Milliseconds to wait for the database to open. */
  patience?: number;
  now?: () => number;
}

/** Opens the browser's storage; throws a Problem 'storage' with the reason where there is none. */
export async function openStorage(
  kinds: CellKinds,
  { database = 'outcrop', fileCap = 500e6, patience = 8000, now = Date.now }: StorageOptions = {},
): Promise<NotebookStorage> {
  const connection = await connect(database, patience);
  return {
    ...createNotebookStore(connection, kinds, now),
    ...createFileStore(connection, fileCap, now),
    close: () => connection.close(),
  };
}
