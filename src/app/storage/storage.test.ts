import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../core/problem.ts';
import { createDocument, type NotebookDocument } from '../../notebook/document.ts';
import { sampleKinds } from '../../notebook/sample-kinds.ts';
import { createAutosave, type SaveState } from './autosave.ts';
import { connect } from './database.ts';
import { type NotebookStorage, openStorage, type StorageOptions } from './storage.ts';

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

describe('notebooks', () => {
  it('come back as they were, in another session too', async () => {
    const { storage, database } = await fresh();
    expect(await storage.loadNotebook('n-1')).toBeUndefined();
    const savedAt = await storage.saveNotebook(titled('gas hunt'));
    const again = (await fresh({ database })).storage;
    expect(await again.loadNotebook('n-1')).toEqual({ document: titled('gas hunt'), changes: [], savedAt });
  });

  it('keep two generations, and the older opens where the newer cannot be read', async () => {
    const { storage, database } = await fresh();
    for (const title of ['one', 'two', 'three']) await storage.saveNotebook(titled(title));
    const other = (await fresh({ database })).storage;
    await other.saveNotebook(titled('four'));
    const raw = await openDB(database);
    const kept = await raw.getAll('generations');
    expect(kept.map(({ text }) => JSON.parse(text).title)).toEqual(['three', 'four']);
    await raw.put('generations', { ...kept[1], text: kept[1].text.slice(0, 50) });
    raw.close();
    const loaded = await storage.loadNotebook('n-1');
    expect(loaded?.document.title).toBe('three');
    expect(loaded?.changes).toEqual([expect.stringMatching(/^the last save could not be read, .*not JSON/)]);
  });

  it('of a newer Outcrop are refused, not replaced by their older save', async () => {
    const { storage, database } = await fresh();
    await storage.saveNotebook(titled('one'));
    const savedAt = await storage.saveNotebook(titled('two'));
    const raw = await openDB(database);
    await raw.put('generations', {
      id: 'n-1',
      savedAt,
      text: JSON.stringify({ ...titled('two'), version: 2 }),
    });
    raw.close();
    expect((await rejection(storage.loadNotebook('n-1'))).message).toMatch(
      /version 2; this Outcrop reads up to 1/,
    );
  });

  it('are listed newest first, and removed with all their saves', async () => {
    let time = 1000;
    const { storage, database } = await fresh({ now: () => time++ });
    await storage.saveNotebook(titled('a', 'a'));
    await storage.saveNotebook(titled('b', 'b'));
    await storage.saveNotebook(titled('a again', 'a'));
    expect((await storage.listRecent()).map(({ id, title, savedAt }) => [id, title, savedAt])).toEqual([
      ['a', 'a again', 1002],
      ['b', 'b', 1001],
    ]);
    await storage.removeNotebook('a');
    expect((await storage.listRecent()).map(({ id }) => id)).toEqual(['b']);
    expect(await storage.loadNotebook('a')).toBeUndefined();
    const raw = await openDB(database);
    expect(await raw.count('generations')).toBe(1);
    raw.close();
  });

  it('survive a clock that stands still or runs back, and saves at once from two tabs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.nat(5)), { minLength: 3, maxLength: 12 }),
        async (saves) => {
          let time = 5;
          const first = await fresh({ now: () => time });
          const second = await fresh({ now: () => time, database: first.database });
          for (const [tab, at] of saves) {
            time = at;
            await (tab ? first : second).storage.saveNotebook(titled(`${tab}`));
          }
          time = 100;
          await Promise.all(
            [first, second].map(({ storage }, i) => storage.saveNotebook(titled(`tab ${i}`))),
          );
          await first.storage.saveNotebook(titled('penultimate'));
          await first.storage.saveNotebook(titled('last'));
          expect((await second.storage.loadNotebook('n-1'))?.document.title).toBe('last');
          const raw = await openDB(first.database);
          expect(await raw.count('generations')).toBe(2);
          raw.close();
        },
      ),
      { seed: 8, numRuns: 15 },
    );
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
    await storage.saveNotebook(titled('kept'));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
      // As browsers do it: the request is taken, and the transaction falls with the quota.
      throw new DOMException('full', 'QuotaExceededError');
    });
    const problem = await rejection(storage.saveNotebook(titled('lost')));
    expect(problem).toMatchObject({ code: 'storage' });
    expect(problem.message).toMatch(
      /^cannot keep the notebook in this browser: the browser has no more room/,
    );
    vi.restoreAllMocks();
    expect((await storage.loadNotebook('n-1'))?.document.title).toBe('kept');
    await storage.saveNotebook(titled('after'));
    expect((await storage.loadNotebook('n-1'))?.document.title).toBe('after');
  });

  it('a transaction that is aborted', async () => {
    const { storage } = await fresh();
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
      this: IDBTransaction,
    ) {
      this.abort();
    });
    expect((await rejection(storage.saveNotebook(titled('x')))).code).toBe('storage');
    expect(commit).toHaveBeenCalled();
    vi.restoreAllMocks();
    expect(await storage.loadNotebook('n-1')).toBeUndefined();
  });

  it('a newer Outcrop in another tab gets through, and this one is told to reload', async () => {
    const { storage, database } = await fresh();
    await storage.saveNotebook(titled('x'));
    const newer = await openDB(database, 2);
    const problem = await rejection(storage.saveNotebook(titled('y')));
    expect(problem.message).toMatch(/another tab runs a newer Outcrop; reload/);
    newer.close();
  });

  it('a database that does not answer', async () => {
    const name = `outcrop-${databases++}`;
    const holder = await openDB(name, 1);
    // The deletion waits for the holder, and whoever opens after it waits for the deletion.
    const deleted = deleteDB(name);
    expect((await rejection(connect(name, 5))).message).toMatch(
      /gave no answer in 0\.005 s; close other tabs/,
    );
    holder.close();
    await deleted;
  });

  it('a connection that the browser closed is opened anew', async () => {
    const { storage } = await fresh();
    await storage.saveNotebook(titled('x'));
    storage.close();
    await storage.saveNotebook(titled('y'));
    expect((await storage.loadNotebook('n-1'))?.document.title).toBe('y');
  });
});

it('autosave over the real storage keeps the last change', async () => {
  const { storage } = await fresh();
  const states: SaveState['state'][] = [];
  const autosave = createAutosave(storage, ({ state }) => states.push(state));
  for (const title of ['a', 'ab', 'abc']) autosave.changed(titled(title));
  await autosave.flush();
  expect(states).toEqual(['unsaved', 'saving', 'saved']);
  expect((await storage.loadNotebook('n-1'))?.document.title).toBe('abc');
});
