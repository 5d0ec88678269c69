import { describe, expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import {
  andBits,
  andNotBits,
  bitsAll,
  bitsFrom,
  bitsNone,
  clearBit,
  countBits,
  hasBit,
  notBits,
  orBits,
  rowsOf,
  setBit,
} from './bits.ts';

describe('row sets', () => {
  it('agree with plain sets on random rows, for lengths about the word', () => {
    const rng = createRng(5);
    for (const length of [0, 1, 31, 32, 33, 64, 100]) {
      const a = new Set(Array.from({ length }, (_, i) => i).filter(() => rng.uniform() < 0.5));
      const b = new Set(Array.from({ length }, (_, i) => i).filter(() => rng.uniform() < 0.3));
      const bits = (set: Set<number>) => bitsFrom(length, (row) => set.has(row));
      const rows = (test: (row: number) => boolean) => Array.from({ length }, (_, i) => i).filter(test);
      expect([...rowsOf(bits(a))]).toEqual(rows((row) => a.has(row)));
      expect(countBits(bits(a))).toBe(a.size);
      expect([...rowsOf(orBits(bits(a), bits(b)))]).toEqual(rows((row) => a.has(row) || b.has(row)));
      expect([...rowsOf(andBits(bits(a), bits(b)))]).toEqual(rows((row) => a.has(row) && b.has(row)));
      expect([...rowsOf(andNotBits(bits(a), bits(b)))]).toEqual(rows((row) => a.has(row) && !b.has(row)));
      expect([...rowsOf(notBits(bits(a)))]).toEqual(rows((row) => !a.has(row)));
      expect(countBits(bitsAll(length))).toBe(length);
      expect(countBits(notBits(bitsNone(length)))).toBe(length);
    }
  });

  it('set and clear one row, and refuse sets of other lengths', () => {
    const bits = bitsNone(40);
    setBit(bits, 39);
    setBit(bits, 31);
    expect([hasBit(bits, 39), hasBit(bits, 31), hasBit(bits, 0)]).toEqual([true, true, false]);
    clearBit(bits, 31);
    expect([...rowsOf(bits)]).toEqual([39]);
    expect(() => orBits(bits, bitsNone(41))).toThrow('bit sets of 40 and 41 rows');
  });
});
