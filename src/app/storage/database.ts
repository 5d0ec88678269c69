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

interface Generation {
  id: string;
  savedAt: number;
  text: string;
}

interface KeptFile {
  key: string;
  name: string;
  /** Bytes. */
  size: number;
  usedAt: number;
}

export interface Schema extends DBSchema {
  notebooks: { key: string; value: RecentNotebook };
  /** The last two saves of each notebook; text of a file each, so that one way of reading serves both. */
  generations: { key: [string, number]; value: Generation };
  files: { key: string; value: KeptFile };
  /** Apart from `files`, so that their sizes can be listed without their bytes. */
  blobs: { key: string; value: Blob };
}

export type Database = IDBPDatabase<Schema>;

const VERSION = 1;

export interface Connection {
  /** Runs a job on the open database; what it throws becomes a Problem `cannot ${doing}: ...`. */
  use<T>(doing: string, job: (database: Database) => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Opens the database now, and again whenever the browser or a newer tab has closed it in between. Throws a
 * Problem 'storage' where there is none, where it is blocked, or where it gives no answer within `patience` ms.
 */
export async function connect(name: string, patience: number): Promise<Connection> {
  let opening: Promise<Database> | null = null;
  const open = (): Promise<Database> => {
    opening ??= openDatabase(name, patience, () => {
      opening = null;
    });
    opening.catch(() => {
      // The caller below reports it; the next use tries anew.
      opening = null;
    });
    return opening;
  };
  const connection: Connection = {
    async use(doing, job) {
      try {
        return await job(await open());
      } catch (error) {
        throw storageProblem(error, doing);
      }
    },
    close() {
      void opening?.then((database) => database.close());
      opening = null;
    },
  };
  await connection.use("open the browser's storage", async () => undefined);
  return connection;
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
    const opened = openDB<Schema>(name, VERSION, {
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore('notebooks', { keyPath: 'id' });
          database.createObjectStore('generations', { keyPath: ['id', 'savedAt'] });
          database.createObjectStore('files', { keyPath: 'key' });
          database.createObjectStore('blobs');
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
