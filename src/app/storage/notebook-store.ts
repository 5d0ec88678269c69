import { Problem } from '../../core/problem.ts';
import type { CellKinds } from '../../notebook/cell-kind.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import { NewerVersion } from '../../notebook/newer-version.ts';
import { type ParsedNotebook, parseNotebook } from '../../notebook/parse-notebook.ts';
import { serialiseNotebook } from '../../notebook/serialise-notebook.ts';
import { type Connection, type RecentNotebook, settled } from './database.ts';

export interface LoadedNotebook extends ParsedNotebook {
  savedAt: number;
}

export interface NotebookStore {
  /** Keeps this save and the one before it, in one transaction. Returns its time. */
  saveNotebook(document: NotebookDocument): Promise<number>;
  /**
   * The last save, or the one before where the last cannot be read: `changes` says so. undefined where the
   * notebook is not kept here; a Problem where neither save can be
   * read, or where a newer Outcrop wrote the last.
   */
  loadNotebook(id: string): Promise<LoadedNotebook | undefined>;
  /** Newest first. */
  listRecent(): Promise<RecentNotebook[]>;
  removeNotebook(id: string): Promise<void>;
}

export function createNotebookStore(
  connection: Connection,
  kinds: CellKinds,
  now: () => number,
): NotebookStore {
  /** Time of the last save of a notebook by this tab. Known, it spares the save any reading. */
  const lastSaves = new Map<string, number>();

  return {
    async saveNotebook(document) {
      const { id, title } = document;
      const text = serialiseNotebook(document);
      return connection.use('keep the notebook in this browser', async (database) => {
        const transaction = database.transaction(['notebooks', 'generations'], 'readwrite');
        const generations = transaction.objectStore('generations');
        // On the way out of a page only what is asked for at once is done: so no read where it can be helped.
        let last = lastSaves.get(id);
        if (last === undefined) {
          const times = await generations.getAllKeys(generationsOf(id));
          last = times.at(-1)?.[1] ?? 0;
        }
        const savedAt = Math.max(now(), last + 1);
        const requests: Promise<unknown>[] = [
          generations.put({ id, savedAt, text }),
          transaction
            .objectStore('notebooks')
            .put({ id, title, savedAt, cells: document.cells.length, size: text.length }),
          // Two stay: this one and the last. Other tabs' saves in between go the next time.
          generations.delete(IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, last], false, true)),
        ];
        lastSaves.set(id, savedAt);
        transaction.commit();
        try {
          await settled(transaction, requests);
        } catch (error) {
          lastSaves.delete(id);
          throw error;
        }
        return savedAt;
      });
    },

    loadNotebook: (id) =>
      connection.use('load the notebook from this browser', async (database) => {
        const generations = await database.getAll('generations', generationsOf(id));
        const newest = generations.at(-1);
        if (newest) lastSaves.set(id, Math.max(newest.savedAt, lastSaves.get(id) ?? 0));
        const failures: string[] = [];
        for (const { text, savedAt } of generations.reverse()) {
          try {
            const parsed = parseNotebook(text, kinds);
            const lost = failures.map(
              (why) => `the last save could not be read, this is the one before it: ${why}`,
            );
            return { ...parsed, savedAt, changes: [...lost, ...parsed.changes] };
          } catch (error) {
            // A newer Outcrop's save is not to be written over by an older one.
            if (!(error instanceof Problem) || error instanceof NewerVersion) throw error;
            failures.push(error.message);
          }
        }
        if (failures.length > 0) throw new Problem('bad-notebook', failures[0]);
        return undefined;
      }),

    listRecent: () =>
      connection.use('list the notebooks of this browser', async (database) => {
        const notebooks = await database.getAll('notebooks');
        return notebooks.sort((a, b) => b.savedAt - a.savedAt);
      }),

    removeNotebook: (id) =>
      connection.use('remove the notebook from this browser', async (database) => {
        const transaction = database.transaction(['notebooks', 'generations'], 'readwrite');
        await settled(transaction, [
          transaction.objectStore('notebooks').delete(id),
          transaction.objectStore('generations').delete(generationsOf(id)),
        ]);
        lastSaves.delete(id);
      }),
  };
}

function generationsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, Number.POSITIVE_INFINITY]);
}
