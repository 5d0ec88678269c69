import type { CellKinds } from '../../notebook/cell-kind.ts';
import { connect } from './database.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { createNotebookStore, type NotebookStore } from './notebook-store.ts';
import { openPrivateFiles, type PrivateFiles } from './private-files.ts';

export type { KeptFile, RecentNotebook } from './database.ts';

/** What this browser keeps for Outcrop: notebooks and the data files behind them. Every failure is a Problem 'storage'. */
export interface NotebookStorage extends NotebookStore, FileStore {
  open(): Promise<void>;
  close(): void;
}

export interface StorageOptions {
  database?: string;
  /** Bytes of all data files together; less where the database has to hold them. */
  fileCap?: number;
  /** Where the bytes of data files go; by default the private file system, where there is one. */
  privateFiles?: () => Promise<PrivateFiles | null>;
  /** Milliseconds to wait for the database to open. */
  patience?: number;
  now?: () => number;
}

/** As `createStorage`, opened; throws a Problem 'storage' with the reason where there is none. */
export async function openStorage(kinds: CellKinds, options: StorageOptions = {}): Promise<NotebookStorage> {
  const storage = createStorage(kinds, options);
  await storage.open();
  return storage;
}

/** The browser's storage: opened when it is used, and anew where the last attempt failed. */
export function createStorage(
  kinds: CellKinds,
  {
    database = 'outcrop',
    fileCap = 4e9,
    patience = 8000,
    now = Date.now,
    privateFiles = openPrivateFiles,
  }: StorageOptions = {},
): NotebookStorage {
  const connection = connect(database, patience);
  let opened: Promise<PrivateFiles | null> | null = null;
  const privately = (): Promise<PrivateFiles | null> => {
    opened ??= privateFiles();
    return opened;
  };
  return {
    ...createNotebookStore(connection, kinds, now),
    ...createFileStore(connection, privately, fileCap, now),
    open: () => connection.open(),
    close: () => connection.close(),
  };
}
