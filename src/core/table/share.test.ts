import { afterEach, describe, expect, it, vi } from 'vitest';
import { bitsFrom } from './bits.ts';
import { columnMemory, shareTable } from './share.ts';
import { buffersOf, makeTable } from './table.ts';

const table = makeTable([
  {
    name: 'a',
    unit: null,
    role: 'feature',
    type: 'float64',
    missing: bitsFrom(3, (row) => row === 1),
    values: Float64Array.of(1.5, Number.NaN, 3),
  },
  {
    name: 'b',
    unit: null,
    role: 'id',
    type: 'int64',
    missing: null,
    values: BigInt64Array.of(1n, 2n, 2n ** 60n),
  },
  {
    name: 'c',
    unit: null,
    role: 'label',
    type: 'text',
    missing: null,
    codes: Int32Array.of(0, 1, 0),
    levels: ['x', 'y'],
  },
]);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('shareTable', () => {
  it('gives the table itself where memory cannot be shared', () => {
    expect(shareTable(table)).toBe(table);
    expect(columnMemory(8)).toBeInstanceOf(ArrayBuffer);
  });

  it('copies into shared memory once where it can', () => {
    vi.stubGlobal('crossOriginIsolated', true);
    const shared = shareTable(table);
    expect(shared).toEqual(table);
    expect(buffersOf(shared)).toEqual([]);
    const again = shareTable(shared);
    expect(again.columns[0]).toEqual(shared.columns[0]);
    const [a] = shared.columns;
    const [b] = again.columns;
    expect(a.type !== 'text' && b.type !== 'text' && a.values.buffer === b.values.buffer).toBe(true);
  });
});
