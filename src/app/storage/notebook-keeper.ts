import { createStore, type StoreApi } from 'zustand/vanilla';
import { Problem } from '../../core/problem.ts';
import type { Session } from '../../engine/session.ts';
import { copyNotebook } from '../../notebook/copy-notebook.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import type { Notebook } from '../../notebook/history.ts';
import { createAutosave, type SaveState } from './autosave.ts';
import { TakenOver } from './journal.ts';
import { browserLocks, createNotebookLock } from './notebook-lock.ts';
import type { LoadedNotebook } from './notebook-store.ts';
import type { NotebookStorage } from './storage.ts';

export interface Keeping {
  /** Who saves the notebook: this tab; another one that had it first; another one that took it from this one. */
  writer: 'this-tab' | 'other-tab' | 'took-over';
  /** True where something was changed here that nobody saves. */
  strayed: boolean;
  /** True while a notebook is back from storage and its results are not computed again yet. */
  returned: boolean;
}

/** Sees to it that the notebook on the table is kept, by one tab at a time. */
export interface Keeper {
  store: StoreApi<Keeping>;
  /** Reads a kept notebook, to be opened in the session right after. Throws a Problem where it is not kept. */
  load(id: string): Promise<LoadedNotebook>;
  /** Begins to keep what the session has open, and whatever it opens later. */
  attach(session: Session): void;
  /** Makes this tab the writer. What was changed here meanwhile becomes a notebook of its own, whose title is returned. */
  takeOver(): Promise<string | null>;
  openCopy(): void;
  isOpenElsewhere(id: string): Promise<boolean>;
  /** Saves now what is not saved. */
  flush(): Promise<void>;
  /** True where leaving would lose something: what was only just changed is saved on the way out. */
  wouldLose(): boolean;
  dismissReturned(): void;
}

export interface KeeperOptions {
  storage: NotebookStorage;
  onSave(state: SaveState): void;
  /** Whether a notebook is worth keeping before its first change. */
  isWorthKeeping(document: NotebookDocument): boolean;
}

export function createKeeper({ storage, onSave, isWorthKeeping }: KeeperOptions): Keeper {
  const store = createStore<Keeping>(() => ({ writer: 'this-tab', strayed: false, returned: false }));
  /** Loaded, and about to be opened. */
  const arriving = new Map<string, { loaded: LoadedNotebook; owned: boolean }>();
  let session: Session | null = null;
  let notebook: Notebook | null = null;
  const autosave = createAutosave(onSave, { onTakenOver: () => becomeGuest(true) });
  const lock = createNotebookLock({
    ...browserLocks(),
    onAsked: async (id) => {
      if (notebook?.get().id !== id) return;
      await autosave.flush();
      becomeGuest(autosave.dirty());
    },
    onLost: (id) => {
      if (notebook?.get().id === id) becomeGuest(autosave.dirty());
    },
  });

  function becomeGuest(strayed: boolean): void {
    if (!notebook || store.getState().writer !== 'this-tab') return;
    autosave.open(notebook, null, 'kept');
    store.setState({ writer: 'took-over', strayed });
  }

  /** Another notebook is on the table. */
  function opened(next: Notebook): void {
    const { id } = next.get();
    const before = notebook?.get().id;
    notebook = next;
    const arrival = arriving.get(id);
    arriving.delete(id);
    if (arrival && !arrival.owned) {
      autosave.open(next, null, 'kept');
      store.setState({ writer: 'other-tab', strayed: false, returned: true });
    } else if (arrival) {
      const { position, savedAt, changes } = arrival.loaded;
      const journal = storage.journalOf(id, position);
      // Where something could not be read, what could be is a generation of its own at once.
      autosave.open(next, journal, changes.length > 0 ? 'whole' : 'kept', savedAt);
      if (changes.length === 0) claim(journal.claim(), id);
      store.setState({ writer: 'this-tab', strayed: false, returned: true });
    } else {
      autosave.open(next, storage.journalOf(id, null), isWorthKeeping(next.get()) ? 'whole' : 'changed');
      void lock.hold(id);
      store.setState({ writer: 'this-tab', strayed: false, returned: false });
    }
    if (before !== undefined && before !== id) void autosave.flush().finally(() => lock.release(before));
  }

  function claim(claimed: Promise<void>, id: string): void {
    claimed.catch((error: unknown) => {
      // Any other failure comes back with the first save, which tells it.
      if (error instanceof TakenOver && notebook?.get().id === id) becomeGuest(autosave.dirty());
    });
  }

  async function load(id: string): Promise<LoadedNotebook> {
    await autosave.flush();
    const mine = notebook?.get().id === id;
    const owned = await lock.hold(id);
    try {
      const loaded = await storage.loadNotebook(id);
      if (!loaded) throw new Problem('storage', 'this notebook is not kept in this browser any more');
      arriving.set(id, { loaded, owned });
      return loaded;
    } catch (error) {
      if (owned && !mine) lock.release(id);
      throw error;
    }
  }

  return {
    store,
    load,
    attach(next) {
      session = next;
      session.watch((book, change) => {
        if (change === null) opened(book);
        else if (store.getState().writer === 'this-tab') autosave.changed(change);
        else store.setState({ strayed: true });
      });
    },
    async takeOver() {
      if (!session || !notebook) return null;
      const { id } = notebook.get();
      let rescued: string | null = null;
      if (store.getState().strayed) {
        const copy = copyNotebook(notebook.state(), `n-${crypto.randomUUID()}`);
        await storage.journalOf(copy.document.id, null).compact(copy, []);
        rescued = copy.document.title;
      }
      await lock.takeOver(id);
      const { state } = await load(id);
      session.open(state.document, state);
      return rescued;
    },
    openCopy() {
      if (!session || !notebook) return;
      const copy = copyNotebook(notebook.state(), `n-${crypto.randomUUID()}`);
      session.open(copy.document, copy);
    },
    isOpenElsewhere: (id) => lock.isHeldElsewhere(id),
    flush: () => autosave.flush(),
    wouldLose: () => autosave.state().state === 'failed' || store.getState().strayed,
    dismissReturned: () => store.setState({ returned: false }),
  };
}
