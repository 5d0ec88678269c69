import { expect, it } from 'vitest';
import { precacheOf } from './precache.mjs';

const files = (page) =>
  new Map([
    ['index.html', page],
    ['service-worker.js', 'self'],
    ['assets/a-12345678.js', 'a'],
    ['assets/a-12345678.js.map', '{}'],
    ['screenshot.png', Buffer.from([1])],
    ['data/run.parquet', Buffer.from([2])],
  ]);

it('lists what the app needs, the page by its folder, and changes its version with any of it', () => {
  const { version, entry, files: kept } = precacheOf(files('one'), 'assets/a-12345678.js');
  expect(kept).toEqual(['assets/a-12345678.js', 'data/run.parquet', '']);
  expect(entry).toBe('assets/a-12345678.js');
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect(precacheOf(files('one'), 'x').version).toBe(version);
  expect(precacheOf(files('two'), 'x').version).not.toBe(version);
});
