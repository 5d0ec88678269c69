import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import type { Column } from '../table/column.ts';
import { completeLinkage, correlatedGroups } from './correlated-groups.ts';
import { rankColumn } from './ranked-column.ts';

test('all pairs of a group are related: a chain does not become one group', () => {
  const strength = [
    [1, 0.95, 0.85, 0],
    [0.95, 1, 0.94, 0],
    [0.85, 0.94, 1, 0],
    [0, 0, 0, 1],
  ].map((row) => Float64Array.from(row));
  expect([...completeLinkage(strength, 0.9)]).toEqual([0, 0, 1, 2]);
  expect([...completeLinkage(strength, 0.8)]).toEqual([0, 0, 0, 1]);
  expect([...completeLinkage([], 0.9)]).toEqual([]);
});

test('monotonic functions of one quantity share a group, on more rows than the sample, with holes', () => {
  const rng = createRng(9);
  const rows = 12_000;
  const area = Float64Array.from({ length: rows }, () => Math.exp(3 * rng.normal()));
  const column = (name: string, value: (row: number) => number): Column => ({
    name,
    unit: null,
    role: 'feature',
    missing: null,
    type: 'float64',
    values: Float64Array.from({ length: rows }, (_, row) => value(row)),
  });
  const columns = [
    column('area', (row) => area[row]),
    column('height', (row) => -Math.sqrt(area[row])),
    column('holey', (row) => (row % 3 === 0 ? Number.NaN : area[row] ** 2)),
    column('other', () => rng.normal()),
    column('constant', () => 1),
    column('empty', () => Number.NaN),
  ].map((each) => rankColumn(each, false));
  expect([...correlatedGroups(columns)]).toEqual([0, 0, 0, 1, 2, 3]);
  expect([...correlatedGroups(columns, 5)]).toEqual([...correlatedGroups(columns, 5)]);
});
