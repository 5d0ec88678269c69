import { expect, test } from 'vitest';
import { bitsNone, countBits, hasBit, setBit } from './bits.ts';
import { makeTable } from './table.ts';
import { takeRows } from './take-rows.ts';

test('rows of every type of column, in the order given, with what is missing', () => {
  const missing = bitsNone(4);
  setBit(missing, 2);
  const base = { unit: 'phd', role: 'feature' as const };
  const table = makeTable([
    { ...base, name: 'a', type: 'float64', values: Float64Array.of(0.5, 1.5, Number.NaN, 3.5), missing },
    { ...base, name: 'b', type: 'int32', values: Int32Array.of(7, 8, 9, 10), missing: null },
    { ...base, name: 'c', type: 'int64', values: BigInt64Array.of(2n ** 60n, 1n, 2n, 3n), missing: null },
    { ...base, name: 'd', type: 'text', codes: Int32Array.of(0, 1, 0, 1), levels: ['x', 'y'], missing: null },
  ]);
  const taken = takeRows(table, Int32Array.of(3, 2, 0));
  expect(taken.rows).toBe(3);
  const [a, b, c, d] = taken.columns;
  expect(a).toMatchObject({ name: 'a', unit: 'phd', values: Float64Array.of(3.5, Number.NaN, 0.5) });
  expect(countBits(a.missing!)).toBe(1);
  expect(hasBit(a.missing!, 1)).toBe(true);
  expect(b).toMatchObject({ values: Int32Array.of(10, 9, 7), missing: null });
  expect(c).toMatchObject({ values: BigInt64Array.of(3n, 2n, 2n ** 60n) });
  expect(d).toMatchObject({ codes: Int32Array.of(1, 0, 0), levels: ['x', 'y'] });
});
