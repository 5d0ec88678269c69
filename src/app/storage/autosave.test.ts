import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../../core/problem.ts';
import { createDocument } from '../../notebook/document.ts';
import { createNotebook, type Notebook } from '../../notebook/history.ts';
import { sampleKinds } from '../../notebook/sample-kinds.ts';
import { type Autosave, createAutosave, type SaveState } from './autosave.ts';
import { type Journal, TakenOver } from './journal.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Write {
  what: string;
  succeed: () => void;
  fail: (why: string | Problem) => void;
}

/** A journal whose writes end when the test says so. */
function slowJournal(calls: Write[]): Journal {
  const write = (what: string): Promise<number> =>
    new Promise<number>((resolve, reject) => {
      calls.push({
        what,
        succeed: () => resolve(Date.now()),
        fail: (why) => reject(why instanceof Problem ? why : new Problem('storage', why)),
      });
    });
  const length = { changes: 0, characters: 0, generation: 0 };
  return {
    claim: async () => undefined,
    append: (changes, document) => {
      length.changes += changes.length;
      return write(`${changes.length} to ${document.title}`);
    },
    compact: ({ document, done }) => {
      length.changes = 0;
      return write(`all of ${document.title}, ${done.length} steps`);
    },
    length: () => length,
  };
}

const soon = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

function start(how: 'whole' | 'changed' | 'kept' = 'kept') {
  const calls: Write[] = [];
  const states: SaveState[] = [];
  let taken = 0;
  const autosave: Autosave = createAutosave((state) => states.push(state), { onTakenOver: () => taken++ });
  const open = (title: string, with_: typeof how): Notebook => {
    const notebook = createNotebook(createDocument('n-1', title), sampleKinds);
    notebook.subscribe((_document, _before, change) => autosave.changed(change));
    autosave.open(notebook, slowJournal(calls), with_);
    return notebook;
  };
  const notebook = open('start', how);
  return {
    calls,
    whats: () => calls.map(({ what }) => what),
    autosave,
    notebook,
    open,
    last: () => states.at(-1),
    taken: () => taken,
    rename: (title: string) => notebook.dispatch({ type: 'setTitle', title }),
  };
}

it('sends changes together, soon after the first, also amid changes that never pause', async () => {
  const { whats, rename, last, calls } = start();
  rename('a');
  expect(last()).toEqual({ state: 'unsaved', at: null, why: null });
  for (let i = 0; i < 10; i++) {
    await vi.advanceTimersByTimeAsync(100);
    rename(`a${i}`);
  }
  expect(whats()).toEqual(['3 to a1', '3 to a4', '3 to a7']);
  for (const call of calls) call.succeed();
  await vi.advanceTimersByTimeAsync(300);
  calls[3].succeed();
  await soon();
  expect(last()?.state).toBe('saved');
});

it('saves a notebook as a whole where the storage has nothing of it: at once, or with its first change', async () => {
  const whole = start('whole');
  await vi.advanceTimersByTimeAsync(250);
  expect(whole.whats()).toEqual(['all of start, 0 steps']);
  const untouched = start('changed');
  await vi.advanceTimersByTimeAsync(5000);
  expect(untouched.whats()).toEqual([]);
  expect(untouched.autosave.dirty()).toBe(false);
  untouched.rename('mine');
  await vi.advanceTimersByTimeAsync(250);
  expect(untouched.whats()).toEqual(['all of mine, 1 steps']);
});

it('says why a save failed, and saves all by itself, with the next change, or when asked', async () => {
  const { whats, calls, rename, last, autosave } = start();
  rename('a');
  void autosave.flush();
  calls[0].fail('no room');
  await soon();
  expect(last()).toEqual({ state: 'failed', at: null, why: 'no room' });
  expect(autosave.state()).toEqual(last());
  await vi.advanceTimersByTimeAsync(500);
  expect(whats()).toEqual(['1 to a', 'all of a, 1 steps']);
  calls[1].fail('still no room');
  await soon();
  void autosave.flush();
  calls[2].fail('no room at all');
  await soon();
  rename('ab');
  await vi.advanceTimersByTimeAsync(250);
  calls[3].fail('no');
  await vi.advanceTimersByTimeAsync(15_000);
  expect(whats().slice(2)).toEqual(['all of a, 1 steps', 'all of ab, 2 steps', 'all of ab, 2 steps']);
  calls[4].succeed();
  await soon();
  expect(last()).toEqual({ state: 'saved', at: Date.now(), why: null });
});

it('leaving amid a save sends the rest at once; where the first then fails, the gap is closed', async () => {
  const { whats, calls, rename, last, autosave } = start();
  rename('a');
  void autosave.flush();
  rename('ab');
  void autosave.flush();
  expect(whats()).toEqual(['1 to a', '1 to ab']);
  calls[1].succeed();
  await soon();
  expect(last()?.state).toBe('saving');
  calls[0].fail('too late');
  await soon();
  expect(last()).toMatchObject({ state: 'failed', why: 'too late' });
  await vi.advanceTimersByTimeAsync(500);
  expect(whats()[2]).toBe('all of ab, 2 steps');
  calls[2].succeed();
  await soon();
  expect(last()?.state).toBe('saved');
});

it('an old save that fails after a later whole one arrived changes nothing', async () => {
  const { calls, rename, last, autosave } = start('changed');
  rename('a');
  void autosave.flush();
  calls[0].fail('no');
  await soon();
  void autosave.flush();
  void autosave.flush();
  calls[1].succeed();
  await soon();
  expect(last()?.state).toBe('saved');
  expect(calls).toHaveLength(2);
});

it('sends what is unsaved of a notebook before the next one, and goes on trying', async () => {
  const { whats, calls, rename, last, open } = start();
  rename('mine');
  open('other', 'whole');
  expect(whats()[0]).toBe('1 to mine');
  calls[0].fail('no room');
  await vi.advanceTimersByTimeAsync(250);
  expect(last()?.state).toBe('failed');
  await vi.advanceTimersByTimeAsync(250);
  for (const call of calls.slice(1)) call.succeed();
  await soon();
  expect(whats().slice(1)).toContain('all of mine, 1 steps');
  expect(whats().slice(1)).toContain('all of other, 0 steps');
  expect(last()?.state).toBe('saved');
});

it('a storage that does not answer is told, and sent all of it again', async () => {
  const { whats, calls, rename, last } = start();
  rename('a');
  await vi.advanceTimersByTimeAsync(10_500);
  expect(last()).toMatchObject({
    state: 'failed',
    why: expect.stringMatching(/not answered for 10 s; save to a file/),
  });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(whats()).toEqual(['1 to a', 'all of a, 1 steps']);
  for (const call of calls) call.succeed();
  await soon();
  expect(last()).toMatchObject({ state: 'saved', why: null });
});

it('a write that never ends does not stand in the way of being saved', async () => {
  const { whats, calls, rename, last } = start();
  rename('a');
  await vi.advanceTimersByTimeAsync(25_500);
  expect(whats()).toEqual(['1 to a', 'all of a, 1 steps']);
  calls[1].succeed();
  await soon();
  expect(last()).toMatchObject({ state: 'saved', why: null });
});

it('stops where another tab has taken over', async () => {
  const { calls, rename, last, autosave, notebook, taken } = start();
  rename('a');
  void autosave.flush();
  calls[0].fail(new TakenOver());
  await soon();
  expect(taken()).toBe(1);
  expect(last()?.state).toBe('failed');
  autosave.open(notebook, null, 'kept');
  expect(last()?.state).toBe('kept-elsewhere');
  rename('ab');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toHaveLength(1);
});

it('makes a generation of a long journal when the changes pause', async () => {
  const { calls, whats, rename, autosave } = start();
  for (let i = 0; i < 30; i++) rename(`${i}`);
  void autosave.flush();
  calls[0].succeed();
  await vi.advanceTimersByTimeAsync(19_000);
  expect(whats()).toEqual(['30 to 29']);
  await vi.advanceTimersByTimeAsync(2000);
  expect(whats()[1]).toBe('all of 29, 30 steps');
});

it('does nothing where nothing changed, and no more once stopped', async () => {
  const { whats, autosave, rename } = start();
  await autosave.flush();
  rename('a');
  autosave.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(whats()).toEqual([]);
});
