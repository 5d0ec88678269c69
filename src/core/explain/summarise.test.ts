import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom } from '../table/bits.ts';
import type { Column } from '../table/column.ts';
import { summarise } from './summarise.ts';

const base = { name: 'q', unit: null, role: 'feature' as const, missing: null };
const doubles = (values: number[]): Column => ({
  ...base,
  type: 'float64',
  values: Float64Array.from(values),
});

test('counts, quantiles and extremes of a hand case', () => {
  const infinity = Number.POSITIVE_INFINITY;
  const found = summarise(doubles([5, Number.NaN, 1, 2, 2, infinity, 9, 3]), false);
  expect(found).toMatchObject({ rows: 8, missing: 1, infinite: 1, distinct: 5, min: 1, max: 9, median: 2.5 });
  expect(found.extremes).toEqual([
    { row: 2, value: 1 },
    { row: 3, value: 2 },
    { row: 4, value: 2 },
    { row: 7, value: 3 },
    { row: 0, value: 5 },
    { row: 6, value: 9 },
  ]);
  expect(found.edges[0]).toBe(0.5);
  expect([...found.counts]).toEqual([1, 2, 1, 0, 1, 0, 0, 0, 1]);
});

test('histograms lose no value; log where asked and enough are positive', () => {
  const rng = createRng(4);
  const values = Array.from({ length: 5000 }, () => 10 ** rng.normal());
  values[3] = -5;
  values[4] = 1e9;
  const found = summarise(doubles(values), true);
  expect(found.log).toBe(true);
  expect(found.counts.reduce((a, b) => a + b)).toBe(5000);
  expect(found.counts).toHaveLength(40);
  expect(found.edges[0]).toBeGreaterThan(0);
  const centre = found.counts.indexOf(Math.max(...found.counts));
  expect(found.edges[centre]).toBeGreaterThan(0.3);
  expect(found.edges[centre]).toBeLessThan(3);
  expect(summarise(doubles([-3, -2, -1, 0, 1]), true).log).toBe(false);
});

test('empty, constant, single-valued, integer and int64 columns', () => {
  expect(summarise(doubles([Number.NaN]), true)).toMatchObject({ missing: 1, distinct: 0, min: Number.NaN });
  const constant = summarise(doubles([7.5, 7.5]), true);
  expect(constant.counts.reduce((a, b) => a + b)).toBe(2);
  expect(constant.distinct).toBe(1);
  const missing = bitsFrom(3, (row) => row === 0);
  const masked = summarise({ ...base, type: 'int32', values: new Int32Array([0, 4, 6]), missing }, false);
  expect(masked).toMatchObject({ missing: 1, min: 4, max: 6 });
  const ns = summarise({ ...base, type: 'int64', values: new BigInt64Array([10n ** 18n, 5n]) }, false);
  expect(ns).toMatchObject({ min: 5, max: 1e18, distinct: 2 });
  expect(summarise(doubles([-1.7e308, 1.7e308]), false).counts.reduce((a, b) => a + b)).toBe(2);
});

test('text: levels by how frequent they are', () => {
  const codes = new Int32Array([1, 1, 0, 2, 1]);
  const missing = bitsFrom(5, (row) => row === 3);
  const found = summarise({ ...base, type: 'text', codes, levels: ['a', 'b', 'c'], missing }, false);
  expect(found).toMatchObject({ rows: 5, missing: 1, distinct: 2 });
  expect(found.levels).toEqual([
    { value: 'b', count: 3 },
    { value: 'a', count: 1 },
  ]);
});
