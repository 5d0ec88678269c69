import { expect, test } from 'vitest';
import { bitsFrom } from './bits.ts';
import { type Column, textAt } from './column.ts';
import { joinTables } from './join-tables.ts';
import { makeTable } from './table.ts';

const base = { unit: null, role: 'feature', missing: null } as const;
const ints = (name: string, ...values: number[]): Column => ({
  ...base,
  name,
  type: 'int32',
  values: Int32Array.from(values),
});
const floats = (name: string, ...values: number[]): Column => ({
  ...base,
  name,
  type: 'float64',
  values: Float64Array.from(values),
});
const bigs = (name: string, ...values: bigint[]): Column => ({
  ...base,
  name,
  type: 'int64',
  values: BigInt64Array.from(values),
});
const texts = (name: string, levels: string[], ...codes: number[]): Column => ({
  ...base,
  name,
  type: 'text',
  codes: Int32Array.from(codes),
  levels,
});
const without = (column: Column, ...rows: number[]): Column => ({
  ...column,
  missing: bitsFrom(3, (row) => rows.includes(row)),
});

const show = (column: Column, rows: number): string[] =>
  Array.from({ length: rows }, (_, row) => textAt(column, row));

test('rows follow rows by the names of the columns, values exact', () => {
  const a = makeTable([
    ints('n', 1, 2, 3),
    bigs('id', 9007199254740993n, 1n, 2n),
    without(texts('t', ['u', 'v'], 0, 1, 0), 2),
  ]);
  const b = makeTable([
    texts('t', ['w', 'u'], 0, 1, 0),
    ints('id', 7, 8, 9),
    without(floats('n', 0.5, 1, 0), 1),
  ]);
  const joined = joinTables([
    { name: 'a.csv', table: a },
    { name: 'b.csv', table: b },
  ]);
  expect(joined.rows).toBe(6);
  expect(joined.columns.map((column) => [column.name, column.type])).toEqual([
    ['n', 'float64'],
    ['id', 'int64'],
    ['t', 'text'],
    ['file', 'text'],
  ]);
  const [n, id, t, file] = joined.columns;
  expect(show(n, 6)).toEqual(['1', '2', '3', '0.5', '', '0']);
  expect(show(id, 6)).toEqual(['9007199254740993', '1', '2', '7', '8', '9']);
  expect(show(t, 6)).toEqual(['u', 'v', '', 'w', 'u', 'w']);
  expect(show(file, 6)).toEqual(['a.csv', 'a.csv', 'a.csv', 'b.csv', 'b.csv', 'b.csv']);
  expect(file.role).toBe('label');
});

test('one table is itself, a column without a value fits any other, a taken name is passed over', () => {
  const a = makeTable([floats('file', 1, 2, 3)]);
  expect(joinTables([{ name: 'a', table: a }])).toBe(a);
  const b = makeTable([without(texts('file', [], 0, 0, 0), 0, 1, 2)]);
  const joined = joinTables([
    { name: 'b', table: b },
    { name: 'a', table: a },
  ]);
  expect(joined.columns.map((column) => [column.name, column.type])).toEqual([
    ['file', 'float64'],
    ['file_2', 'text'],
  ]);
  expect(show(joined.columns[0], 6)).toEqual(['', '', '', '1', '2', '3']);
});

test('what does not fit is named', () => {
  const a = { name: 'a.csv', table: makeTable([ints('n', 1), ints('m', 1)]) };
  const b = { name: 'b.csv', table: makeTable([ints('n', 1), ints('k', 1)]) };
  expect(() => joinTables([a, b])).toThrow('b.csv lacks m and has k besides; expected the columns of a.csv');
  const c = { name: 'c.csv', table: makeTable([ints('n', 1), texts('m', ['x'], 0)]) };
  expect(() => joinTables([a, c])).toThrow('c.csv: column m holds text; expected numbers, as in a.csv');
});
