import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../core/problem.ts';
import { createDocument, type NotebookDocument } from '../../notebook/document.ts';
import { createNotebook, type Notebook, type NotebookChange } from '../../notebook/history.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { drawFrom, play } from '../../notebook/sample-commands.ts';
import { sampleKinds } from '../../notebook/sample-kinds.ts';
import { serialiseNotebook } from '../../notebook/serialise-notebook.ts';
import { createAutosave, type SaveState } from './autosave.ts';
import { DATABASE_VERSION, type JournalEntry } from './database.ts';
import { type Journal, TakenOver } from './journal.ts';
import type { LoadedNotebook } from './notebook-store.ts';
import { createStorage, type NotebookStorage, openStorage, type StorageOptions } from './storage.ts';

let databases = 0;
const opened: NotebookStorage[] = [];

async function fresh(options: StorageOptions = {}): Promise<{ storage: NotebookStorage; database: string }> {
  const database = options.database ?? `outcrop-${databases++}`;
  const storage = await openStorage(sampleKinds, { database, ...options });
  opened.push(storage);
  return { storage, database };
}

afterEach(() => {
  for (const storage of opened.splice(0)) storage.close();
  vi.restoreAllMocks();
});

const titled = (title: string, id = 'n-1'): NotebookDocument => createDocument(id, title);

async function rejection(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
}

/** What a tab does: a notebook in memory, and every change of it written. */
function writer(
  storage: NotebookStorage,
  id = 'n-1',
  loaded: LoadedNotebook | null = null,
): { notebook: Notebook; journal: Journal; save(): Promise<number>; whole(): Promise<number> } {
  const notebook = createNotebook(loaded?.state.document ?? titled('start', id), sampleKinds, loaded?.state);
  const journal = storage.journalOf(id, loaded?.position ?? null);
  const pending: NotebookChange[] = [];
  notebook.subscribe((_document, _before, change) => pending.push(change));
  const sent = (): NotebookChange[] => pending.splice(0);
  return {
    notebook,
    journal,
    save: () => journal.append(sent(), notebook.get()),
    whole: () => journal.compact(notebook.state(), sent()),
  };
}

async function saveAs(storage: NotebookStorage, title: string, id = 'n-1'): Promise<void> {
  const { notebook, whole } = writer(storage, id, (await storage.loadNotebook(id)) ?? null);
  notebook.dispatch({ type: 'setTitle', title });
  await whole();
}

const load = async (storage: NotebookStorage, id = 'n-1'): Promise<LoadedNotebook> => {
  const loaded = await storage.loadNotebook(id);
  if (!loaded) throw new Error('not kept');
  return loaded;
};

const titleIn = async (storage: NotebookStorage, id = 'n-1'): Promise<string> =>
  (await load(storage, id)).state.document.title;

describe('notebooks', () => {
  it('come back with their undo history, whatever was done, whenever the tab was killed', async () => {
    const step = fc.record({
      draw: fc.array(
        fc.nat(2 ** 31 - 1).map((n) => drawFrom(n, 21)),
        { minLength: 1, maxLength: 30 },
      ),
      how: fc.constantFrom('append', 'append', 'compact', 'reload', 'travel'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const { storage, database } = await fresh();
        let tab = writer(storage);
        await tab.whole();
        for (const { draw, how } of steps) {
          play(tab.notebook, draw);
          if (how === 'travel') {
            for (let i = 0; i < draw.length; i++) draw[i].merge ? tab.notebook.undo() : tab.notebook.redo();
          }
          await (how === 'compact' ? tab.whole() : tab.save());
          if (how === 'reload') {
            const killed = tab.notebook.state();
            const again = (await fresh({ database })).storage;
            const loaded = await load(again);
            expect(loaded.changes).toEqual([]);
            expect(loaded.state).toEqual(killed);
            tab = writer(again, 'n-1', loaded);
            await tab.journal.claim();
          }
        }
        const loaded = await load(storage);
        expect(loaded.state).toEqual(tab.notebook.state());
        // The newest generation torn: the older one and the journal make up for it, with nothing lost.
        const raw = await openDB(database);
        const generations = await raw.getAll('generations');
        expect(generations.length).toBeLessThanOrEqual(2);
        if (generations.length === 2) {
          const torn = generations[1];
          await raw.put('generations', { ...torn, text: torn.text.slice(0, 50) });
          const rebuilt = await load(storage);
          expect(rebuilt.state).toEqual(tab.notebook.state());
          expect(rebuilt.changes).toEqual([
            expect.stringMatching(/^the last save could not be read; .*not JSON/),
          ]);
          await raw.put('generations', { ...torn, history: '{"format":7}' });
          expect((await load(storage)).state).toEqual(tab.notebook.state());
        }
        raw.close();
      }),
      { seed: 9, numRuns: 40 },
    );
  });

  it.each<[string, (entry: JournalEntry) => JournalEntry | null, RegExp]>([
    ['is torn', (entry) => ({ ...entry, text: entry.text.slice(0, -9) }), /not JSON/],
    ['is missing', () => null, /entry 4 follows; expected 3/],
    ['does not apply', (entry) => ({ ...entry, text: '[{"type":"redo"}]' }), /does not apply/],
    [
      'would spoil the notebook',
      ({ text, ...entry }) => ({
        ...entry,
        text: text.replace(
          '"type":"setTitle","title":"c"',
          '"type":"setCollapsed","id":"data","collapsed":7',
        ),
      }),
      /collapsed/,
    ],
    [
      'holds what no command holds',
      ({ text, ...entry }) => ({ ...entry, text: text.replace('"title":"c"', '"title":{"length":1}') }),
      /title/,
    ],
  ])('keep what was before an entry that %s, and say so', async (_what, damage, why) => {
    const { storage, database } = await fresh();
    const { notebook, whole, save } = writer(storage);
    const cell = newCell(notebook.get(), 'data', 0, sampleKinds);
    notebook.dispatch({ type: 'addCell', cell, index: 0 });
    await whole();
    for (const title of ['b', 'c', 'd']) {
      notebook.dispatch({ type: 'setTitle', title });
      await save();
    }
    const raw = await openDB(database);
    const entry: JournalEntry = await raw.get('journal', ['n-1', 3]);
    const damaged = damage(entry);
    if (damaged) await raw.put('journal', damaged);
    else await raw.delete('journal', ['n-1', 3]);
    raw.close();
    const loaded = await load(storage);
    expect(loaded.state.document.title).toBe('b');
    expect(loaded.state.done.map(({ label }) => label)).toEqual(['add Data', 'rename the notebook']);
    expect(loaded.changes).toEqual([
      expect.stringMatching(
        /^changes from .* UTC on could not be replayed and are left out \([12] of [23] entries\)/,
      ),
    ]);
    expect(loaded.changes[0]).toMatch(why);
    // It goes on from there, on numbers that were not used.
    const next = writer(storage, 'n-1', loaded);
    next.notebook.dispatch({ type: 'setTitle', title: 'e' });
    await next.whole();
    expect(await load(storage)).toMatchObject({ changes: [], state: { document: { title: 'e' } } });
  });

  it('without a readable history open all the same, and say so', async () => {
    const { storage, database } = await fresh();
    await saveAs(storage, 'one');
    const raw = await openDB(database);
    const [generation] = await raw.getAll('generations');
    await raw.put('generations', {
      ...generation,
      history: generation.history.replaceAll('"pool"', '"puddle"'),
    });
    const { state, changes } = await load(storage);
    expect(state).toMatchObject({ document: { title: 'one' }, done: [], undone: [] });
    expect(changes).toEqual([
      expect.stringMatching(/^the undo history could not be read and begins anew: .*pool/),
    ]);
    await raw.put('generations', { ...generation, text: '{' });
    raw.close();
    expect((await rejection(storage.loadNotebook('n-1'))).message).toMatch(/not JSON/);
  });

  it('of version 1 of the database are kept, with both their saves', async () => {
    const database = `outcrop-${databases++}`;
    const old = await openDB(database, 1, {
      upgrade(db) {
        db.createObjectStore('notebooks', { keyPath: 'id' });
        db.createObjectStore('generations', { keyPath: ['id', 'savedAt'] });
        db.createObjectStore('files', { keyPath: 'key' });
        db.createObjectStore('blobs');
      },
    });
    for (const [savedAt, title] of [
      [100, 'one'],
      [200, 'two'],
    ] as const) {
      await old.put('generations', { id: 'n-1', savedAt, text: serialiseNotebook(titled(title)) });
    }
    await old.put('notebooks', { id: 'n-1', title: 'two', savedAt: 200, cells: 0, size: 7 });
    await old.put('files', { key: 'k', name: 'run.csv', size: 4, usedAt: 1 });
    await old.put('blobs', new Blob(['s1\n1']), 'k');
    old.close();

    const { storage } = await fresh({ database });
    expect(await titleIn(storage)).toBe('two');
    expect(await storage.listRecent()).toHaveLength(1);
    expect(await (await storage.fileFor('k'))?.blob.text()).toBe('s1\n1');
    const { notebook, save } = writer(storage, 'n-1', await load(storage));
    notebook.dispatch({ type: 'setTitle', title: 'three' });
    await save();
    expect(await titleIn(storage)).toBe('three');
    await saveAs(storage, 'four');
    expect(await titleIn(storage)).toBe('four');
  });

  it('of a newer Outcrop are refused, not replaced by their older save', async () => {
    const { storage, database } = await fresh();
    await saveAs(storage, 'one');
    await saveAs(storage, 'two');
    const raw = await openDB(database);
    const newest = (await raw.getAll('generations')).at(-1);
    await raw.put('generations', { ...newest, text: JSON.stringify({ ...titled('two'), version: 99 }) });
    raw.close();
    expect((await rejection(storage.loadNotebook('n-1'))).message).toMatch(
      /version 99; this Outcrop reads up to/,
    );
  });

  it('are listed newest first, removed with all there is of them, and put back', async () => {
    let time = 1000;
    const { storage, database } = await fresh({ now: () => time++ });
    await saveAs(storage, 'a', 'a');
    await saveAs(storage, 'b', 'b');
    const { notebook, save } = writer(storage, 'a', await load(storage, 'a'));
    notebook.dispatch({ type: 'setTitle', title: 'a again' });
    await save();
    expect((await storage.listRecent()).map(({ id, title }) => [id, title])).toEqual([
      ['a', 'a again'],
      ['b', 'b'],
    ]);
    const before = await load(storage, 'a');
    const removed = await storage.removeNotebook('a');
    expect((await storage.listRecent()).map(({ id }) => id)).toEqual(['b']);
    expect(await storage.loadNotebook('a')).toBeUndefined();
    const raw = await openDB(database);
    expect(await raw.count('generations')).toBe(1);
    expect(await raw.count('journal')).toBe(1);
    raw.close();
    await storage.restoreNotebook(removed);
    expect(await load(storage, 'a')).toEqual(before);
  });

  it('are written by one tab: the one before it is refused, and nothing of either is lost', async () => {
    const { storage, database } = await fresh();
    await saveAs(storage, 'one');
    const other = (await fresh({ database })).storage;
    const first = writer(storage, 'n-1', await load(storage));
    const second = writer(other, 'n-1', await load(other));
    await second.journal.claim();
    second.notebook.dispatch({ type: 'setTitle', title: 'second' });
    await second.save();
    first.notebook.dispatch({ type: 'setTitle', title: 'first' });
    expect(await rejection(first.save())).toBeInstanceOf(TakenOver);
    expect(await rejection(first.whole())).toBeInstanceOf(TakenOver);
    expect(await titleIn(storage)).toBe('second');
    // Both claim at once: one of them gets it.
    const claims = await Promise.allSettled(
      [storage, other].map(async (tab) => tab.journalOf('n-1', (await load(tab)).position).claim()),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('survive a clock that stands still or runs back', async () => {
    const times = [5, 5, 3, 9, 1, 1, 1, 7];
    let time = 5;
    const { storage } = await fresh({ now: () => time });
    for (const [i, at] of times.entries()) {
      time = at;
      await saveAs(storage, `save ${i}`);
      expect(await titleIn(storage)).toBe(`save ${i}`);
    }
  });

  it('whose storage is emptied while they are open are written anew as a whole', async () => {
    const { storage, database } = await fresh();
    const { notebook, save, whole } = writer(storage);
    await whole();
    const raw = await openDB(database);
    for (const store of ['generations', 'journal', 'notebooks']) await raw.clear(store);
    raw.close();
    storage.close();
    notebook.dispatch({ type: 'setTitle', title: 'x' });
    expect((await rejection(save())).message).toMatch(/emptied; saving the whole notebook anew/);
    await whole();
    expect(await titleIn(storage)).toBe('x');
  });
});

describe('files', () => {
  const blob = (text: string): Blob => new Blob([text]);

  it('come back with their bytes', async () => {
    const { storage, database } = await fresh();
    await storage.keepFile('abc', 'run.csv', blob('s1,s2\n1,2\n'));
    const again = (await fresh({ database })).storage;
    const kept = await again.fileFor('abc');
    expect(kept?.name).toBe('run.csv');
    expect(await kept?.blob.text()).toBe('s1,s2\n1,2\n');
    expect(await again.fileFor('other')).toBeUndefined();
    await again.removeFile('abc');
    expect(await again.fileFor('abc')).toBeUndefined();
  });

  it('make room by leaving out those used longest ago', async () => {
    const { storage } = await fresh({ fileCap: 10, now: () => 1 });
    for (const key of ['a', 'b', 'c']) await storage.keepFile(key, `${key}.csv`, blob('1234'.slice(0, 3)));
    await storage.fileFor('a');
    await storage.keepFile('d', 'd.csv', blob('1234'));
    expect(await storage.fileFor('b')).toBeUndefined();
    for (const key of ['a', 'c', 'd']) expect(await storage.fileFor(key)).toBeDefined();
    // Kept again, it needs no room anew.
    await storage.keepFile('a', 'renamed.csv', blob('123'));
    expect((await storage.fileFor('a'))?.name).toBe('renamed.csv');
    expect(await storage.fileFor('c')).toBeDefined();
    await storage.keepFile('big', 'big.csv', blob('1234567890'));
    expect(await storage.fileFor('a')).toBeUndefined();
    expect(await storage.fileFor('big')).toBeDefined();
  });

  it('beyond the cap are refused by name, and leave the others alone', async () => {
    const { storage } = await fresh({ fileCap: 3 });
    await storage.keepFile('a', 'a.csv', blob('123'));
    const problem = await rejection(storage.keepFile('b', 'huge.csv', blob('1234')));
    expect(problem.code).toBe('storage');
    expect(problem.message).toMatch(/^cannot keep huge\.csv in this browser: .* MB; expected at most/);
    expect(await storage.fileFor('a')).toBeDefined();
  });
});

describe('failures are told', () => {
  it('no IndexedDB', async () => {
    const there = globalThis.indexedDB;
    try {
      Reflect.deleteProperty(globalThis, 'indexedDB');
      expect(await rejection(openStorage(sampleKinds))).toMatchObject({
        code: 'storage',
        message: 'this browser window has no IndexedDB; notebooks can only be saved to files',
      });
    } finally {
      globalThis.indexedDB = there;
    }
  });

  it('a window that forbids it', async () => {
    vi.spyOn(globalThis.indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const problem = await rejection(openStorage(sampleKinds));
    expect(problem.message).toMatch(
      /^cannot open the browser's storage: the browser does not let .*insecure/,
    );
  });

  it('a full disk, and what was saved before stays', async () => {
    const { storage } = await fresh();
    await saveAs(storage, 'kept');
    const { title } = (await load(storage)).state.document;
    expect(title).toBe('kept');
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore) {
      // As browsers do it: the request is taken, and the transaction falls with the quota.
      throw new DOMException('full', 'QuotaExceededError');
    });
    const problem = await rejection(writer(storage, 'n-1', await load(storage)).save());
    expect(problem).toMatchObject({ code: 'storage' });
    expect(problem.message).toMatch(
      /^cannot keep the notebook in this browser: the browser has no more room/,
    );
    vi.restoreAllMocks();
    expect(await titleIn(storage)).toBe('kept');
    await saveAs(storage, 'after');
    expect(await titleIn(storage)).toBe('after');
  });

  it('a transaction that is aborted', async () => {
    const { storage } = await fresh();
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
      this: IDBTransaction,
    ) {
      this.abort();
    });
    expect((await rejection(saveAs(storage, 'x'))).code).toBe('storage');
    expect(commit).toHaveBeenCalled();
    vi.restoreAllMocks();
    expect(await storage.loadNotebook('n-1')).toBeUndefined();
  });

  it('a newer Outcrop in another tab gets through, and this one is told to reload', async () => {
    const { storage, database } = await fresh();
    await saveAs(storage, 'x');
    const newer = await openDB(database, DATABASE_VERSION + 1);
    const problem = await rejection(saveAs(storage, 'y'));
    expect(problem.message).toMatch(/another tab runs a newer Outcrop; reload/);
    newer.close();
  });

  it('a database that does not answer', async () => {
    const name = `outcrop-${databases++}`;
    const holder = await openDB(name, 1);
    // Waits for the holder.
    const deleted = deleteDB(name);
    const mute = createStorage(sampleKinds, { database: name, patience: 5, privateFiles: async () => null });
    const { whole } = writer(mute);
    expect((await rejection(whole())).message).toMatch(/gave no answer in 0\.005 s; close other tabs/);
    holder.close();
    await deleted;
    await vi.waitFor(whole);
    expect(await titleIn(mute)).toBe('start');
    mute.close();
  });

  it('a connection that the browser closed is opened anew', async () => {
    const { storage } = await fresh();
    const { notebook, save, whole } = writer(storage);
    await whole();
    storage.close();
    notebook.dispatch({ type: 'setTitle', title: 'y' });
    await save();
    expect(await titleIn(storage)).toBe('y');
  });
});

it('autosave over the real storage keeps the last change, and its undo', async () => {
  const { storage } = await fresh();
  const states: SaveState['state'][] = [];
  const autosave = createAutosave(({ state }) => states.push(state));
  const notebook = createNotebook(titled('a'), sampleKinds);
  notebook.subscribe((_document, _before, change) => autosave.changed(change));
  autosave.open(notebook, storage.journalOf('n-1', null), 'changed');
  for (const title of ['ab', 'abc']) notebook.dispatch({ type: 'setTitle', title });
  await autosave.flush();
  notebook.undo();
  await autosave.flush();
  autosave.stop();
  expect(states).toEqual(['unsaved', 'saving', 'saved', 'unsaved', 'saving', 'saved']);
  expect((await load(storage)).state).toEqual(notebook.state());
});
