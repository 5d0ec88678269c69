import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { unwatched } from '../core/progress.ts';
import { digestFile } from './digest.ts';
import { ALL_BYTES, BLOCK, digestName, ONE_PIECE } from './digest-name.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

test('a small file is told by its SHA-256, without the browser’s too', async () => {
  expect(await digestFile(new Blob(['abc']), 'a.csv', unwatched)).toBe(sha256('abc'));
  vi.stubGlobal('crypto', {});
  expect(await digestFile(new Blob(['abc']), 'a.csv', unwatched)).toBe(sha256('abc'));
  expect(digestName(3, 'a.csv')).toBe('sha256');
});

test('a large one by the SHA-256 of those of its blocks, each byte of it, one block at a time', async () => {
  const block = new Uint8Array(BLOCK).fill(7);
  const tail = new Uint8Array(ONE_PIECE - BLOCK + 1).fill(9);
  const file = new Blob([block, tail]);
  expect(file.size).toBeGreaterThan(ONE_PIECE);
  const reports: number[] = [];
  const lines = `${sha256(block)}\n${sha256(tail)}\n`;
  expect(await digestFile(file, 'a.csv', ({ done }) => reports.push(done))).toBe(sha256(lines));
  expect(reports).toEqual([0, BLOCK, file.size]);
  expect(digestName(file.size, 'a.csv')).toBe('sha256 of its blocks of 64 MiB');
}, 120_000);

/** Zeros, as large as wanted, but for one byte. */
class Sparse extends Blob {
  readonly length: number;
  readonly odd: number;
  read = 0;

  constructor(length: number, odd: number) {
    super();
    this.length = length;
    this.odd = odd;
    Object.defineProperty(this, 'size', { value: length });
  }

  override slice(from = 0, to = this.length): Blob {
    const bytes = new Uint8Array(to - from);
    if (this.odd >= from && this.odd < to) bytes[this.odd - from] = 1;
    this.read += bytes.length;
    return new Blob([bytes]);
  }
}

test('of a huge one by places in it, from the first bytes to the last, and says so', async () => {
  const size = 5 * ALL_BYTES;
  const file = new Sparse(size, -1);
  const shares: number[] = [];
  const plain = await digestFile(file, 'a.csv', ({ done }) => shares.push(done / size));
  expect(file.read).toBe(2 ** 26);
  expect(shares.at(-1)).toBe(1);
  for (const odd of [0, size - 1])
    expect(await digestFile(new Sparse(size, odd), 'a.csv', unwatched)).not.toBe(plain);
  const there = new Sparse(2 * ONE_PIECE, -1);
  expect(await digestFile(there, 'https://a.example/a.csv', unwatched)).toHaveLength(64);
  expect(there.read).toBe(2 ** 22);
  expect(digestName(2 * ONE_PIECE, 'https://a.example/a.csv')).toContain('64 places');
  expect(digestName(size, 'a.csv')).toBe('sha256 of its size and of 256 places in it, not of all its bytes');
}, 120_000);
