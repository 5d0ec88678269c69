import { expect, test } from 'vitest';
import { prepareMatrix } from '../embed/prepare.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { orderedNeighbors } from '../space/nearest-neighbors.ts';
import type { Column } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { outlierScores } from './local-outlier-factor.ts';
import { nearFrom, type OutlyingEvent, outlyingEvents } from './outlying-events.ts';

const ROWS = 400;

function eventsOf(table: Table, count: number): OutlyingEvent[] {
  const features = table.columns.map(({ name }) => ({
    column: name,
    transform: name === 'area' ? ('log10' as const) : ('linear' as const),
  }));
  const prepared = prepareMatrix(table, features, { scaling: 'robust', missing: 'impute' });
  const { matrix, rows, dims } = prepared;
  const neighbors = orderedNeighbors(matrix, rows.length, dims, 13, 'euclidean', unwatched);
  return outlyingEvents(outlierScores(neighbors), nearFrom(neighbors), prepared, table, count);
}

function column(name: string, unit: string, value: (row: number) => number): Column {
  const values = Float64Array.from({ length: ROWS }, (_, row) => value(row));
  return { name, unit, role: 'feature', missing: null, type: 'float64', values };
}

test('odd events come first, each with the columns in which its neighbours are unlike it, as measured', () => {
  const rng = createRng(3);
  const table = makeTable([
    column('area', 'phd', (row) => (row === 7 ? 1e6 : 10 ** (3 + 0.2 * rng.normal()))),
    column('tba', '', (row) => (row === 123 ? 0.9 : -0.5 + 0.05 * rng.normal())),
    column('width', 'ns', (row) => (row === 9 ? Number.NaN : 1000 + 40 * rng.normal())),
  ]);
  const events = eventsOf(table, 4);
  expect(events).toHaveLength(4);
  expect(new Set(events.slice(0, 2).map(({ row }) => row))).toEqual(new Set([7, 123]));
  expect(events.map(({ lof }) => lof)).toEqual(events.map(({ lof }) => lof).sort((a, b) => b - a));
  const large = events.find(({ row }) => row === 7)!.columns[0];
  expect(large).toMatchObject({ column: 'area', unit: 'phd', value: 1e6 });
  expect(large.typical).toBeGreaterThan(500);
  expect(large.typical).toBeLessThan(5000);
  expect(large.deviation).toBeGreaterThan(5);
  const high = events.find(({ row }) => row === 123)!.columns[0];
  expect(high).toMatchObject({ column: 'tba', value: 0.9 });
  expect(high.typical).toBeLessThan(-0.3);
});

test('a value that was not measured is none; a mark of missing values speaks for itself', () => {
  const rng = createRng(4);
  const table = makeTable([
    column('s1', 'phd', (row) => (row % 20 === 0 ? Number.NaN : rng.normal())),
    column('s2', 'phd', (row) => (row === 40 ? 30 : rng.normal())),
  ]);
  const [first] = eventsOf(table, 1);
  expect(first.row).toBe(40);
  const [s2, ...others] = first.columns;
  expect(s2).toMatchObject({ column: 's2', value: 30 });
  for (const other of others) {
    if (other.column === 's1') expect(other.value).toBeNaN();
    else expect(other).toMatchObject({ column: 's1 missing', unit: null, value: 1 });
  }
});
