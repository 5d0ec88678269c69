import { describe, expect, test } from 'vitest';
import type { ColumnInfo } from '../../io/format.ts';
import { joinFound, type NamedContents } from './joined-contents.ts';

const column = (name: string, more: Partial<ColumnInfo> = {}): ColumnInfo => ({
  name,
  type: 'float64',
  shape: { values: 'one' },
  bytes: 80,
  refusal: null,
  ...more,
});

const file = (name: string, columns: ColumnInfo[], table = ''): NamedContents => ({
  name,
  contents: {
    format: 'csv',
    tables: [{ name: table, what: '', rows: 10, exact: true, columns }],
    skipped: [],
  },
});

const refusals = (found: NamedContents[]): Record<string, string | null> =>
  Object.fromEntries(joinFound(found).contents.tables[0].columns.map(({ name, refusal }) => [name, refusal]));

describe('several files as one', () => {
  test('alike ones need no question; rows and bytes add up, types become the wider', () => {
    const a = file('a.csv', [column('x', { type: 'int32' }), column('id', { type: 'int64' })]);
    const b = file('b.csv', [column('id', { type: 'int32', bytes: null }), column('x')], 'other name');
    const { contents, why } = joinFound([a, b]);
    expect(why).toBeNull();
    expect(contents.tables).toMatchObject([
      {
        rows: 20,
        columns: [
          { name: 'x', type: 'float64', bytes: 160, refusal: null },
          { name: 'id', type: 'int64', bytes: null, refusal: null },
        ],
      },
    ]);
  });

  test('columns that are not in all, or of another kind, are named with a file, and are left out', () => {
    const list = column('area', { shape: { values: 'any', most: null } });
    const found = [
      file('a.csv', [column('x'), column('t'), column('old'), list, column('v', { refusal: 'an object' })]),
      file('b.csv', [column('x'), column('t', { type: 'text' }), column('new'), column('area'), column('v')]),
      file('c.csv', [column('x'), column('t', { type: 'text' }), column('new'), list, column('v')]),
      file('d.csv', [column('x'), column('t'), column('new'), list, column('v')]),
    ];
    expect(refusals(found)).toEqual({
      x: null,
      t: 'numbers in a.csv, not in b.csv and c.csv',
      old: 'not in b.csv and 2 more files',
      area: 'a list a row in a.csv, not in b.csv',
      v: 'an object',
      new: 'not in a.csv',
    });
    expect(joinFound(found).why).toBe(
      'The files differ in their columns: t (numbers in a.csv, not in b.csv and c.csv).',
    );
  });

  test('of several tables those in all files are offered', () => {
    const two = (name: string, other: string): NamedContents => {
      const both = file(name, [column('x')], 'events');
      both.contents.tables.push({ ...both.contents.tables[0], name: other });
      return both;
    };
    const { contents } = joinFound([two('a.root', 'pulses'), two('b.root', 'scalars')]);
    expect(contents.tables.map(({ name }) => name)).toEqual(['events']);
    expect(contents.skipped).toEqual([
      { name: 'pulses', reason: 'no such table in b.root' },
      { name: 'scalars', reason: 'no such table in a.root' },
    ]);
  });

  test('files with nothing in common are refused', () => {
    const found = [file('a.csv', [column('x')]), file('b.csv', [column('y')])];
    expect(() => joinFound(found)).toThrow(
      'a.csv and 1 more have no column in common to be one table (column x: not in b.csv)',
    );
  });
});
