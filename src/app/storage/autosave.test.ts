import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../../core/problem.ts';
import { createDocument, type NotebookDocument } from '../../notebook/document.ts';
import { createAutosave, type SaveState } from './autosave.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const titled = (title: string, id = 'n-1'): NotebookDocument => createDocument(id, title);

/** A storage whose saves end when the test says so. */
function slowStorage() {
  const calls: { title: string; succeed: () => void; fail: (why: string) => void }[] = [];
  return {
    calls,
    titles: () => calls.map((call) => call.title),
    saveNotebook: (document: NotebookDocument) =>
      new Promise<number>((resolve, reject) => {
        calls.push({
          title: document.title,
          succeed: () => resolve(Date.now()),
          fail: (why) => reject(new Problem('storage', why)),
        });
      }),
  };
}

const soon = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

function start() {
  const storage = slowStorage();
  const states: SaveState[] = [];
  const autosave = createAutosave(storage, (state) => states.push(state));
  return { storage, autosave, last: () => states.at(-1) };
}

it('saves when the changes pause', async () => {
  const { storage, autosave, last } = start();
  autosave.changed(titled('a'));
  expect(last()).toEqual({ state: 'unsaved', at: null, why: null });
  await vi.advanceTimersByTimeAsync(400);
  autosave.changed(titled('ab'));
  await vi.advanceTimersByTimeAsync(499);
  expect(storage.titles()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(storage.titles()).toEqual(['ab']);
  expect(last()?.state).toBe('saving');
  storage.calls[0].succeed();
  await soon();
  expect(last()).toEqual({ state: 'saved', at: 1900, why: null });
});

it('saves amid changes that never pause', async () => {
  const { storage, autosave } = start();
  for (let i = 0; i < 25; i++) {
    autosave.changed(titled(`${i}`));
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(storage.titles()).toEqual(['9', '19']);
});

it('says why a save failed, and tries again with the next change or when asked', async () => {
  const { storage, autosave, last } = start();
  autosave.changed(titled('a'));
  void autosave.flush();
  storage.calls[0].fail('no room');
  await soon();
  expect(last()).toEqual({ state: 'failed', at: null, why: 'no room' });
  expect(autosave.state()).toEqual(last());
  void autosave.flush();
  expect(storage.titles()).toEqual(['a', 'a']);
  storage.calls[1].fail('still no room');
  await soon();
  autosave.changed(titled('ab'));
  await vi.advanceTimersByTimeAsync(500);
  expect(storage.titles()).toEqual(['a', 'a', 'ab']);
  storage.calls[2].succeed();
  await soon();
  expect(last()?.state).toBe('saved');
  expect(last()?.why).toBeNull();
});

it('leaving amid a save saves the rest at once; an old save that fails late changes nothing', async () => {
  const { storage, autosave, last } = start();
  autosave.changed(titled('a'));
  void autosave.flush();
  autosave.changed(titled('ab'));
  void autosave.flush();
  expect(storage.titles()).toEqual(['a', 'ab']);
  storage.calls[1].succeed();
  await soon();
  expect(last()?.state).toBe('saving');
  storage.calls[0].fail('too late');
  await soon();
  expect(last()).toEqual({ state: 'saved', at: 1000, why: null });
  void autosave.flush();
  expect(storage.titles()).toHaveLength(2);
});

it('saves what is unsaved of a notebook before the next one', async () => {
  const { storage, autosave, last } = start();
  autosave.changed(titled('mine', 'a'));
  autosave.changed(titled('other', 'b'));
  expect(storage.titles()).toEqual(['mine']);
  storage.calls[0].succeed();
  await soon();
  expect(last()?.state).toBe('unsaved');
  await vi.advanceTimersByTimeAsync(500);
  expect(storage.titles()).toEqual(['mine', 'other']);
});

it('does nothing where nothing changed, and no more once stopped', async () => {
  const { storage, autosave, last } = start();
  await autosave.flush();
  autosave.changed(titled('a'));
  autosave.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(storage.titles()).toEqual([]);
  expect(last()?.state).toBe('unsaved');
});
