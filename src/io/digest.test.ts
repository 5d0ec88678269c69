import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { unwatched } from '../core/progress.ts';
import { BLOCK, digestFile, digestName, ONE_PIECE } from './digest.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

test('a small file is told by its SHA-256, without the browser’s too', async () => {
  expect(await digestFile(new Blob(['abc']), unwatched)).toBe(sha256('abc'));
  vi.stubGlobal('crypto', {});
  expect(await digestFile(new Blob(['abc']), unwatched)).toBe(sha256('abc'));
  expect(digestName(3)).toBe('sha256');
});

test('a large one by the SHA-256 of those of its blocks, each byte of it, one block at a time', async () => {
  const block = new Uint8Array(BLOCK).fill(7);
  const tail = new Uint8Array(ONE_PIECE - BLOCK + 1).fill(9);
  const file = new Blob([block, tail]);
  expect(file.size).toBeGreaterThan(ONE_PIECE);
  const reports: number[] = [];
  const lines = `${sha256(block)}\n${sha256(tail)}\n`;
  expect(await digestFile(file, ({ done }) => reports.push(done))).toBe(sha256(lines));
  expect(reports).toEqual([0, BLOCK, file.size]);
  expect(digestName(file.size)).toBe('sha256 of its blocks of 64 MiB');
});
