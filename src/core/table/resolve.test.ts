import { expect, test } from 'vitest';
import { bitsFrom, bitsNone, rowsOf } from './bits.ts';
import type { Clause, SelectionStep } from './clause.ts';
import type { Column } from './column.ts';
import { packRows } from './packed-rows.ts';
import { resolveSteps } from './resolve.ts';

const base = { unit: null, role: 'feature' as const, missing: null };
const columns: Record<string, Column> = {
  'data:a': { ...base, name: 'a', type: 'float64', values: new Float64Array([1, 2, 3, 4, 5, Number.NaN]) },
  'data:b': {
    ...base,
    name: 'b',
    type: 'int32',
    values: new Int32Array([5, 4, 3, 2, 1, 0]),
    missing: bitsFrom(6, (row) => row === 5 || row === 0),
  },
  'data:t': {
    ...base,
    name: 't',
    type: 'text',
    codes: new Int32Array([0, 1, 0, 2, 1, 0]),
    levels: ['x', 'y', 'z'],
  },
  'data:ns': {
    ...base,
    name: 'ns',
    type: 'int64',
    values: new BigInt64Array([9007199254740992n, 9007199254740993n, 9007199254740994n, 1n, 2n, 3n]),
  },
  'old:a': { ...base, name: 'a', type: 'float64', values: new Float64Array(4) },
};

const lookup = (ref: string): Column | undefined => columns[ref];
const rows = (...steps: SelectionStep[]): number[] => [...rowsOf(resolveSteps(steps, 6, lookup).selected)];
const only = (clause: Clause): number[] => rows({ mode: 'replace', clause });
const range = (column: string, low: number | null, high: number | null) =>
  ({ type: 'range', column, low, high }) as const;

test('an expression selects where it holds, by the columns of its cells, and is named where it cannot be read', () => {
  const where = (expression: string, cells = ['data']): number[] =>
    only({ type: 'expression', expression, cells });
  expect(where('a > 1 && b < 4')).toEqual([2, 3, 4]);
  expect(where('a + b == 6')).toEqual([1, 2, 3, 4]);
  expect(where('!(a > 3)')).toEqual([0, 1, 2]);
  expect(where('t == "x"')).toEqual([0, 2, 5]);
  // The column of the other cell is of other rows.
  expect(where('a > 3', ['old', 'data'])).toEqual([]);
  for (const [expression, told] of [
    ['a > ', 'the expression ends too early'],
    ['none > 1', 'unknown column none'],
    ['a', 'is a number'],
  ]) {
    const step: SelectionStep = {
      mode: 'replace',
      clause: { type: 'expression', expression, cells: ['data'] },
    };
    const { selected, skipped } = resolveSteps([step], 6, lookup);
    expect([...rowsOf(selected)]).toEqual([]);
    expect(skipped[0]).toContain(told);
  }
});

test('ranges are closed, open where null, and never hold a missing value', () => {
  expect(only(range('data:a', 2, 4))).toEqual([1, 2, 3]);
  expect(only(range('data:a', null, 2))).toEqual([0, 1]);
  expect(only(range('data:a', null, null))).toEqual([0, 1, 2, 3, 4]);
  expect(only(range('data:b', null, 3))).toEqual([2, 3, 4]);
  expect(only(range('data:b', 5, null))).toEqual([]);
  expect(only(range('data:a', 4, 2))).toEqual([]);
});

test('int64 ranges are exact', () => {
  expect(only(range('data:ns', 9007199254740994, null))).toEqual([2]);
});

test('boxes, polygons, labels and rows', () => {
  expect(only({ type: 'box', x: range('data:a', 2, 4), y: range('data:b', 3, null) })).toEqual([1, 2]);
  const points: [number, number][] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ]; // prettier-ignore
  const polygon = {
    type: 'polygon',
    x: 'data:a',
    y: 'data:b',
    xScale: 'linear',
    yScale: 'log',
    points,
  } as const;
  expect(only({ ...polygon, yScale: 'linear' })).toEqual([1, 2, 3, 4]);
  expect(only({ ...polygon, points: points.map(([x, y]) => [x, y + 2.5]) })).toEqual([1, 2]);
  expect(only({ type: 'labels', column: 'data:t', labels: [1, 2] })).toEqual([1, 3, 4]);
  expect(only({ type: 'labels', column: 'data:b', labels: [0, 4] })).toEqual([1]);
  expect(only({ type: 'rows', rows: [5, 0] })).toEqual([0, 5]);
});

test('modes and invert, from left to right', () => {
  const a = { mode: 'replace', clause: range('data:a', 2, 4) } as const;
  expect(rows(a, { mode: 'add', clause: range('data:a', 5, 5) })).toEqual([1, 2, 3, 4]);
  expect(rows(a, { mode: 'subtract', clause: range('data:a', 3, 3) })).toEqual([1, 3]);
  expect(rows(a, { mode: 'intersect', clause: range('data:b', 4, 9) })).toEqual([1]);
  expect(rows(a, { mode: 'invert' })).toEqual([0, 4, 5]);
  expect(rows({ mode: 'add', clause: range('data:a', 2, 4) }, a)).toEqual([1, 2, 3]);
  expect(rows()).toEqual([]);
});

test('kept events are the rows of one table, and of no other', () => {
  const kept: Clause = {
    type: 'events',
    events: packRows(bitsFrom(6, (row) => row > 3)),
    count: 2,
    rows: 6,
    from: '',
  };
  const of = (clause: Clause, rows: number) => resolveSteps([{ mode: 'replace', clause }], rows, lookup);
  expect([...rowsOf(of(kept, 6).selected)]).toEqual([4, 5]);
  expect(of(kept, 7)).toEqual({
    selected: bitsNone(7),
    skipped: ['2 events (of a table of 6 rows; this one has 7)'],
  });
  expect(of({ ...kept, events: 'E?' }, 6).skipped).toEqual([expect.stringMatching(/^invalid packed events/)]);
  expect(of({ ...kept, count: 3 }, 6).skipped).toEqual([expect.stringMatching(/2 rows where 3/)]);
});

test('what is not there is named and leaves the rest as it was', () => {
  const found = resolveSteps(
    [
      { mode: 'replace', clause: range('data:a', 2, 4) },
      { mode: 'replace', clause: range('gone:q', 0, 1) },
      { mode: 'add', clause: range('gone:q', 0, 1) },
      { mode: 'intersect', clause: range('data:t', 0, 1) },
      { mode: 'intersect', clause: range('old:a', 0, 1) },
      { mode: 'add', clause: { type: 'rows', rows: [0, 99] } },
    ],
    6,
    lookup,
  );
  expect([...rowsOf(found.selected)]).toEqual([0, 1, 2, 3]);
  expect(found.skipped).toEqual([
    'gone:q',
    'data:t (text; expected numbers)',
    'old:a (4 rows; the selection is over 6)',
    'row 99 (the table has 6)',
  ]);
});
