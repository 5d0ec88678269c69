import type { CellKinds } from '../../notebook/cell-kind.ts';
import type { NotebookState } from '../../notebook/history.ts';
import {
  type Connection,
  type Generation,
  type JournalEntry,
  type LinkedFile,
  type RecentNotebook,
  settled,
} from './database.ts';
import { createJournal, type Journal, type JournalPosition, rangeOf } from './journal.ts';
import { rebuildNotebook } from './rebuild-notebook.ts';

export interface LoadedNotebook {
  state: NotebookState;
  savedAt: number;
  /** What was migrated, left out or lost, one line each, to tell the user; mostly []. */
  changes: string[];
  position: JournalPosition;
}

/** All that was kept of a removed notebook, to put it back. */
export interface RemovedNotebook {
  recent: RecentNotebook | undefined;
  generations: Generation[];
  journal: JournalEntry[];
  link: LinkedFile | undefined;
}

export interface NotebookStore {
  /**
   * The notebook with its undo history as it was last. undefined where it is not kept here; a Problem where it
   * cannot be read, or where a newer Outcrop wrote it. Writes nothing.
   */
  loadNotebook(id: string): Promise<LoadedNotebook | undefined>;
  /** For the one who writes it; `position` as loaded, null for a notebook that was not loaded from here. */
  journalOf(id: string, position: JournalPosition | null): Journal;
  /** Newest first. */
  listRecent(): Promise<RecentNotebook[]>;
  removeNotebook(id: string): Promise<RemovedNotebook>;
  restoreNotebook(removed: RemovedNotebook): Promise<void>;
  /** The file on disk that goes with a notebook. */
  linkOf(id: string): Promise<LinkedFile | undefined>;
  setLink(link: LinkedFile): Promise<void>;
}

const STORES = ['notebooks', 'generations', 'journal', 'links'] as const;

export function createNotebookStore(
  connection: Connection,
  kinds: CellKinds,
  now: () => number,
): NotebookStore {
  return {
    loadNotebook: (id) =>
      connection.use('load the notebook from this browser', async (database) => {
        const transaction = database.transaction(['generations', 'journal']);
        const [generations, journal] = await Promise.all([
          transaction.objectStore('generations').getAll(rangeOf(id)),
          transaction.objectStore('journal').getAll(rangeOf(id)),
        ]);
        const newest = generations.at(-1);
        if (!newest) return undefined;
        const { state, from, replayed, changes } = rebuildNotebook(generations, journal, kinds);
        const last = journal.at(-1);
        return {
          state,
          changes,
          savedAt: Math.max(newest.savedAt, last?.at ?? 0),
          position: {
            head: Math.max(last?.seq ?? 0, newest.seq ?? 0),
            base: { savedAt: from.savedAt, seq: from.seq ?? 0 },
            savedAt: Math.max(newest.savedAt, last?.at ?? 0),
            length: replayed,
          },
        };
      }),

    journalOf: (id, position) => createJournal(connection, now, id, position),

    listRecent: () =>
      connection.use('list the notebooks of this browser', async (database) => {
        const notebooks = await database.getAll('notebooks');
        return notebooks.sort((a, b) => b.savedAt - a.savedAt);
      }),

    removeNotebook: (id) =>
      connection.use('remove the notebook from this browser', async (database) => {
        const transaction = database.transaction(STORES, 'readwrite');
        const [recent, generations, journal, link] = await Promise.all([
          transaction.objectStore('notebooks').get(id),
          transaction.objectStore('generations').getAll(rangeOf(id)),
          transaction.objectStore('journal').getAll(rangeOf(id)),
          transaction.objectStore('links').get(id),
        ]);
        await settled(transaction, [
          transaction.objectStore('notebooks').delete(id),
          transaction.objectStore('generations').delete(rangeOf(id)),
          transaction.objectStore('journal').delete(rangeOf(id)),
          transaction.objectStore('links').delete(id),
        ]);
        return { recent, generations, journal, link };
      }),

    restoreNotebook: ({ recent, generations, journal, link }) =>
      connection.use('put the notebook back', async (database) => {
        const transaction = database.transaction(STORES, 'readwrite');
        await settled(transaction, [
          ...(recent ? [transaction.objectStore('notebooks').put(recent)] : []),
          ...generations.map((generation) => transaction.objectStore('generations').put(generation)),
          ...journal.map((entry) => transaction.objectStore('journal').put(entry)),
          ...(link ? [transaction.objectStore('links').put(link)] : []),
        ]);
      }),

    linkOf: (id) =>
      connection.use('look up the file of the notebook', (database) => database.get('links', id)),

    setLink: (link) =>
      connection.use('remember the file of the notebook', async (database) => {
        await database.put('links', link);
      }),
  };
}
