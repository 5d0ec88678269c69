import { Problem } from '../../core/problem.ts';
import { serialiseChanges } from '../../notebook/change-text.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import type { NotebookChange, NotebookState } from '../../notebook/history.ts';
import { serialiseHistory } from '../../notebook/history-text.ts';
import { serialiseNotebook } from '../../notebook/serialise-notebook.ts';
import { type Connection, type Database, settled } from './database.ts';

/** Thrown by the writes of a tab after another tab wrote the same notebook: this one must not write any more. */
export class TakenOver extends Problem {
  constructor() {
    super(
      'storage',
      'another tab has this notebook and changed it since; open what you have here as a copy, or load what the other tab saved',
    );
  }
}

/** Where a tab stands in what is written of a notebook. */
export interface JournalPosition {
  /** Number of the last entry. */
  head: number;
  /** The generation that was read, on which entries since depend. */
  base: { savedAt: number; seq: number };
  /** Of the newest generation, readable or not. */
  savedAt: number;
  /** Entries since the base. */
  length: number;
}

/** How much was written since the last generation. */
export interface JournalLength {
  changes: number;
  characters: number;
  /** Characters of the last generation. */
  generation: number;
}

/**
 * Writes one notebook: changes as they come, and now and then a generation, the whole of it. Every write is one
 * transaction that takes the next number; where another tab took it, the write fails as a whole with TakenOver.
 */
export interface Journal {
  /** Makes this tab the writer: what an older writer of the same notebook still sends, fails. */
  claim(): Promise<void>;
  append(changes: readonly NotebookChange[], document: NotebookDocument): Promise<number>;
  /**
   * Two generations stay, and the entries since the older one: so `changes` are those that led from the last write
   * to this state. Returns the time, as `append` does.
   */
  compact(state: NotebookState, changes: readonly NotebookChange[]): Promise<number>;
  length(): JournalLength;
}

export function createJournal(
  connection: Connection,
  now: () => number,
  id: string,
  position: JournalPosition | null,
): Journal {
  let at = position;
  let finding: Promise<JournalPosition> | null = null;
  const length: JournalLength = { changes: position?.length ?? 0, characters: 0, generation: 0 };

  /** Of the connection, when the base was last known to be there. */
  let openings: number | null = null;

  /** For a notebook of which this tab has read nothing: whatever is there stays as the older generation. */
  async function find(): Promise<JournalPosition> {
    return connection.use('keep the notebook in this browser', async (database) => {
      const transaction = database.transaction(['generations', 'journal']);
      const [generations, entries] = await Promise.all([
        transaction.objectStore('generations').getAll(rangeOf(id)),
        transaction.objectStore('journal').getAllKeys(rangeOf(id)),
      ]);
      const last = generations.at(-1);
      const base = { savedAt: last?.savedAt ?? 0, seq: last?.seq ?? 0 };
      return { head: entries.at(-1)?.[1] ?? base.seq, base, savedAt: base.savedAt, length: 0 };
    });
  }

  /** Changes alone are worth nothing where somebody emptied the storage under the open notebook. */
  async function findBase(database: Database, { base }: JournalPosition): Promise<void> {
    if ((await database.count('generations', [id, base.savedAt])) === 0) {
      throw new Problem('storage', "the browser's storage was emptied; saving the whole notebook anew");
    }
    openings = connection.openings();
  }

  async function write(
    text: string,
    document: NotebookDocument | null,
    generation: { text: string; history: string } | null,
  ): Promise<number> {
    if (at === null) {
      finding ??= find().finally(() => {
        // One that failed is asked again by the next write.
        finding = null;
      });
      at ??= await finding;
    }
    const place = at;
    return connection.use('keep the notebook in this browser', async (database) => {
      if (openings !== connection.openings() && generation === null) await findBase(database, place);
      const transaction = database.transaction(['notebooks', 'generations', 'journal'], 'readwrite');
      const journal = transaction.objectStore('journal');
      const seq = ++place.head;
      const savedAt = Math.max(now(), place.savedAt + 1);
      const requests: Promise<unknown>[] = [journal.add({ id, seq, at: savedAt, text })];
      if (generation) {
        const generations = transaction.objectStore('generations');
        requests.push(
          generations.put({ id, savedAt, seq, ...generation }),
          // The base stays beside the new one, and what came before it goes.
          generations.delete(
            IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, place.base.savedAt], false, true),
          ),
          journal.delete(IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, place.base.seq])),
        );
      }
      if (document) {
        const size = generation?.text.length ?? length.generation + length.characters + text.length;
        requests.push(
          transaction
            .objectStore('notebooks')
            .put({ id, title: document.title, savedAt, cells: document.cells.length, size }),
        );
      }
      // On the way out of a page only what is asked for at once is done: nothing is read, and this ends it.
      transaction.commit();
      try {
        await settled(transaction, requests);
      } catch (error) {
        // Nothing of it was written; unless a later write is on its way, its number is free again.
        if (place.head === seq) place.head--;
        if (error instanceof DOMException && error.name === 'ConstraintError') throw new TakenOver();
        throw error;
      }
      if (generation) {
        openings = connection.openings();
        at = { head: place.head, base: { savedAt, seq }, savedAt, length: 0 };
      }
      return savedAt;
    });
  }

  return {
    async claim() {
      await write('[]', null, null);
    },
    async append(changes, document) {
      const text = serialiseChanges(changes);
      const savedAt = await write(text, document, null);
      length.changes += changes.length;
      length.characters += text.length;
      return savedAt;
    },
    async compact(state, changes) {
      const text = serialiseNotebook(state.document);
      const history = serialiseHistory(state);
      const savedAt = await write(serialiseChanges(changes), state.document, { text, history });
      Object.assign(length, { changes: 0, characters: 0, generation: text.length + history.length });
      return savedAt;
    },
    length: () => length,
  };
}

/** All records of a notebook in a store whose keys begin with its id. */
export function rangeOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, Number.NEGATIVE_INFINITY], [id, Number.POSITIVE_INFINITY]);
}
