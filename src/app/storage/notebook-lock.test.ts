import { afterEach, expect, it } from 'vitest';
import { createNotebookLock, type NotebookLock } from './notebook-lock.ts';

const opened: NotebookLock[] = [];
let channels = 0;

afterEach(() => {
  for (const lock of opened.splice(0)) lock.close();
});

/** Tabs of a browser without Web Locks, over a real channel; in Chromium both ways are tested with real tabs. */
function tabs(count: number, log: string[], channel = true) {
  const name = `tabs-${channels++}`;
  return Array.from({ length: count }, (_, tab) => {
    const lock = createNotebookLock({
      channel: channel ? new BroadcastChannel(name) : undefined,
      patience: 300,
      onAsked: async (id) => {
        await Promise.resolve();
        log.push(`tab ${tab} saves ${id}`);
      },
      onLost: (id) => log.push(`tab ${tab} lost ${id}`),
    });
    opened.push(lock);
    return lock;
  });
}

it('one tab holds a notebook, and another one another', async () => {
  const [first, second] = tabs(2, []);
  expect(await first.hold('a')).toBe(true);
  expect(await first.hold('a')).toBe(true);
  expect(await second.hold('a')).toBe(false);
  expect(await second.hold('b')).toBe(true);
  expect(await second.isHeldElsewhere('a')).toBe(true);
  expect(await first.isHeldElsewhere('a')).toBe(false);
  first.release('a');
  expect(await second.hold('a')).toBe(true);
});

it('the tab that holds it saves before another takes over', async () => {
  const log: string[] = [];
  const [first, second, third] = tabs(3, log);
  await first.hold('a');
  await second.takeOver('a');
  log.push('taken');
  expect(log).toEqual(['tab 0 saves a', 'taken']);
  expect(await third.hold('a')).toBe(false);
  second.close();
  expect(await first.hold('a')).toBe(true);
});

it('without a channel every tab takes itself for the only one', async () => {
  const [first, second] = tabs(2, [], false);
  expect(await first.hold('a')).toBe(true);
  expect(await second.hold('a')).toBe(true);
  expect(await second.isHeldElsewhere('b')).toBe(false);
});
