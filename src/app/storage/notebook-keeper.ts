import { createStore, type StoreApi } from 'zustand/vanilla';
import { Problem } from '../../core/problem.ts';
import type { Session } from '../../engine/session.ts';
import type { CellKinds } from '../../notebook/cell-kind.ts';
import type { Command } from '../../notebook/commands.ts';
import { copyNotebook } from '../../notebook/copy-notebook.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import { createNotebook, type Notebook, type NotebookChange } from '../../notebook/history.ts';
import { createAutosave, type SaveState } from './autosave.ts';
import { createGuest } from './guest.ts';
import { TakenOver } from './journal.ts';
import { browserLocks, createNotebookLock } from './notebook-lock.ts';
import type { LoadedNotebook } from './notebook-store.ts';
import type { NotebookStorage } from './storage.ts';

export interface Keeping {
  /** Who saves the notebook: this tab; another one that had it first; another one that took it from this one. */
  writer: 'this-tab' | 'other-tab' | 'took-over';
  /** True where something was changed here that nobody saves: just before another tab took the notebook. */
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
  /** Why this tab may not do that to the notebook, as another one keeps it; null where it may. */
  refusal(what: Command | 'undo' | 'redo'): string | null;
  /** Gives a kept notebook another title, as a step of its history. Throws a Problem where another tab has it. */
  rename(id: string, title: string): Promise<void>;
  isOpenElsewhere(id: string): Promise<boolean>;
  /** Saves now what is not saved. */
  flush(): Promise<void>;
  /** True where leaving would lose something: what was only just changed is saved on the way out. */
  wouldLose(): boolean;
  dismissReturned(): void;
}

export interface KeeperOptions {
  storage: NotebookStorage;
  kinds: CellKinds;
  onSave(state: SaveState): void;
  /** Whether a notebook is worth keeping before its first change. */
  isWorthKeeping(document: NotebookDocument): boolean;
}

export function createKeeper({ storage, kinds, onSave, isWorthKeeping }: KeeperOptions): Keeper {
  const store = createStore<Keeping>(() => ({ writer: 'this-tab', strayed: false, returned: false }));
  /** Loaded, and about to be opened. */
  const arriving = new Map<string, { loaded: LoadedNotebook; owned: boolean }>();
  let session: Session | null = null;
  let notebook: Notebook | null = null;
  /** Of a notebook that another tab keeps. */
  let guest = createGuest();
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
    guest = createGuest();
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
      guest = createGuest();
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

  function refusal(what: Command | 'undo' | 'redo'): string | null {
    const { writer } = store.getState();
    if (writer === 'this-tab' || guest.may(what)) return null;
    const how = writer === 'other-tab' ? 'take over here' : 'take it back';
    return `another tab keeps this notebook: ${how} to change it, or open it as a copy`;
  }

  return {
    store,
    load,
    attach(next) {
      session = next;
      session.watch((book, change) => {
        if (change === null) opened(book);
        else if (store.getState().writer === 'this-tab') autosave.changed(change);
        else guest.changed(change);
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
    refusal,
    async rename(id, title) {
      const command: Command = { type: 'setTitle', title };
      if (session && notebook?.get().id === id) {
        const why = refusal(command);
        if (why !== null) throw new Problem('storage', why);
        session.dispatch(command);
        await autosave.flush();
        return;
      }
      if (!(await lock.hold(id))) {
        throw new Problem('storage', 'it is open in another tab; rename it there');
      }
      try {
        const loaded = await storage.loadNotebook(id);
        if (!loaded) throw new Problem('storage', 'this notebook is not kept in this browser any more');
        const { document, ...past } = loaded.state;
        const renamed = createNotebook(document, kinds, past);
        const changes: NotebookChange[] = [];
        renamed.subscribe((_document, _before, change) => changes.push(change));
        renamed.dispatch(command);
        if (changes.length > 0)
          await storage.journalOf(id, loaded.position).compact(renamed.state(), changes);
      } finally {
        lock.release(id);
      }
    },
    isOpenElsewhere: (id) => lock.isHeldElsewhere(id),
    flush: () => autosave.flush(),
    wouldLose: () => autosave.state().state === 'failed' || store.getState().strayed,
    dismissReturned: () => store.setState({ returned: false }),
  };
}
