import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Problem } from '../../core/problem.ts';
import { storageProblem } from './storage-problem.ts';

export interface RecentNotebook {
  id: string;
  title: string;
  /** Milliseconds since 1970. */
  savedAt: number;
  cells: number;
  /** Characters of its text. */
  size: number;
}

/** A notebook as a whole, and what its journal is to be replayed on. */
export interface Generation {
  id: string;
  savedAt: number;
  /** The document, as in a file. */
  text: string;
  /** Its undo history; none in those of version 1. */
  history?: string;
  /** Number of the last entry of the journal that it holds; none in those of version 1, which had no journal. */
  seq?: number;
}

/** Some changes after one another. Numbers have no gaps, and none is given twice: that is how a tab finds out that another writes too. */
export interface JournalEntry {
  id: string;
  seq: number;
  at: number;
  /** As of `serialiseChanges`. */
  text: string;
}

export interface KeptFile {
  key: string;
  name: string;
  /** Bytes. */
  size: number;
  usedAt: number;
  /** Name in the private file system; without one the bytes are in `blobs`. */
  place?: string;
}

/** The file on disk that a notebook was saved to or opened from, so that it is saved there again. */
export interface LinkedFile {
  id: string;
  handle: FileSystemFileHandle;
  /** Of the file when this app wrote or read it, ms since 1970. */
  lastModified: number;
}

export interface Schema extends DBSchema {
  notebooks: { key: string; value: RecentNotebook };
  /** The last two of each notebook. */
  generations: { key: [string, number]; value: Generation };
  /** What happened since the older generation. */
  journal: { key: [string, number]; value: JournalEntry };
  files: { key: string; value: KeptFile };
  /** Apart from `files`, so that their sizes can be listed without their bytes. */
  blobs: { key: string; value: Blob };
  links: { key: string; value: LinkedFile };
}

export type Database = IDBPDatabase<Schema>;

export const DATABASE_VERSION = 2;

export interface Connection {
  /** Runs a job on the open database; what it throws becomes a Problem `cannot ${doing}: ...`. */
  use<T>(doing: string, job: (database: Database) => Promise<T>): Promise<T>;
  /** Grows whenever the database was opened anew: it may have been emptied in between. */
  openings(): number;
  /** To find out early whether there is one. */
  open(): Promise<void>;
  close(): void;
}

/**
 * Opens the database when it is used, and again whenever the browser or a newer tab has closed it in between. A
 * use throws a Problem 'storage' where there is none, where it is blocked, or gives no answer within `patience` ms.
 */
export function connect(name: string, patience: number): Connection {
  let opening: Promise<Database> | null = null;
  let openings = 0;
  const open = (): Promise<Database> => {
    if (opening === null) {
      openings++;
      opening = openDatabase(name, patience, () => {
        opening = null;
      });
      opening.catch(() => {
        // The caller below reports it; the next use tries anew.
        opening = null;
      });
    }
    return opening;
  };
  const connection: Connection = {
    openings: () => openings,
    open: () => connection.use("open the browser's storage", async () => undefined),
    async use(doing, job) {
      try {
        const database = await open();
        try {
          return await job(database);
        } catch (error) {
          // A closed connection is opened anew by the next use; this one is tried again, nothing of it was done.
          if (!isClosed(error)) throw error;
          opening = null;
          return await job(await open());
        }
      } catch (error) {
        throw storageProblem(error, doing);
      }
    },
    close() {
      void opening?.then((database) => database.close());
      opening = null;
    },
  };
  return connection;
}

/** What `transaction` throws of a connection that is no more. */
function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

async function openDatabase(name: string, patience: number, onLost: () => void): Promise<Database> {
  if (typeof indexedDB === 'undefined') {
    throw new Problem(
      'storage',
      'this browser window has no IndexedDB; notebooks can only be saved to files',
    );
  }
  return new Promise<Database>((resolve, reject) => {
    let waiting = true;
    const giveUp = (why: string): void => {
      waiting = false;
      reject(new Problem('storage', why));
    };
    const timer = setTimeout(
      () =>
        giveUp(
          `the browser's storage gave no answer in ${patience / 1000} s; close other tabs of Outcrop and reload`,
        ),
      patience,
    );
    const opened = openDB<Schema>(name, DATABASE_VERSION, {
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore('notebooks', { keyPath: 'id' });
          database.createObjectStore('generations', { keyPath: ['id', 'savedAt'] });
          database.createObjectStore('files', { keyPath: 'key' });
          database.createObjectStore('blobs');
        }
        if (from < 2) {
          database.createObjectStore('journal', { keyPath: ['id', 'seq'] });
          database.createObjectStore('links', { keyPath: 'id' });
        }
      },
      blocked: () => giveUp('an older Outcrop is open in another tab; close it and reload'),
      blocking(_current, _wanted, event) {
        // A newer Outcrop in another tab waits for this one to let go.
        (event.target as IDBDatabase).close();
        onLost();
      },
      terminated: onLost,
    });
    opened
      .then((database) => {
        if (waiting) resolve(database);
        else database.close();
      }, reject)
      .finally(() => clearTimeout(timer));
  });
}

/**
 * Waits for all of a transaction. Where it fails, the reason of the transaction (such as the quota) is thrown
 * and not the plain AbortError of the requests that fell with it.
 */
export async function settled(
  transaction: { readonly done: Promise<void>; readonly error: DOMException | null },
  requests: readonly Promise<unknown>[],
): Promise<void> {
  const outcomes = await Promise.allSettled([transaction.done, ...requests]);
  const failures = outcomes
    .filter((outcome) => outcome.status === 'rejected')
    .map(({ reason }) => reason as unknown);
  if (failures.length === 0) return;
  const telling = failures.find((reason) => !(reason instanceof Error && reason.name === 'AbortError'));
  throw transaction.error ?? telling ?? failures[0];
}
