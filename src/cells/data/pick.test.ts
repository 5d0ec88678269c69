import { describe, expect, it } from 'vitest';
import { type ColumnInfo, type FileContents, readAnything } from '../../io/format.ts';
import { type DataPick, describePick, memoryOf, pickSchema, whyChoose } from './pick.ts';

const column = (name: string, shape: ColumnInfo['shape'] = { values: 'one' }): ColumnInfo => ({
  ...{ name, type: 'float32', shape, bytes: null, refusal: null },
});
const file = (...tables: [rows: number, columns: ColumnInfo[]][]): FileContents => ({
  tables: tables.map(([rows, columns], i) => ({ name: `t${i}`, what: 'TTree', rows, exact: true, columns })),
  skipped: [],
});
const plain = ['a', 'b'].map((name) => column(name));

describe('whyChoose', () => {
  it('asks nothing about one small table of plain columns', () => {
    expect(whyChoose(file([1000, plain]))).toBeNull();
    expect(whyChoose(file([1000, plain], [0, plain]))).toBeNull();
    expect(whyChoose(file())).toBeNull();
  });

  it('asks about several tables, lists, many columns, many rows', () => {
    expect(whyChoose(file([10, plain], [20, plain]))).toBe('It holds 2 tables.');
    expect(whyChoose(file([10, [...plain, column('x', { values: 'any', most: null })]]))).toBe(
      '1 of its 3 columns hold several values a row.',
    );
    const many = Array.from({ length: 201 }, (_, i) => column(`c${i}`));
    expect(whyChoose(file([10, many]))).toBe('It has 201 columns.');
    expect(whyChoose(file([2_000_001, plain]))).toBe('It is large.');
  });
});

it('counts the memory of arrays by what is taken of them', () => {
  const columns = [...plain, column('x', { values: 'fixed', length: 10 })];
  expect(memoryOf(columns, 100, readAnything)).toBe(100 * 4 * 12);
  expect(memoryOf(columns, 100, { ...readAnything, arrays: { x: [3] } })).toBe(100 * 4 * 3);
});

it('is data: bounded, and told in a few words', () => {
  const pick: DataPick = {
    tables: ['Events', 'Scatters'],
    columns: ['a'],
    rows: { type: 'sample', size: 5000, seed: 2 },
    arrays: { a: [0, 'length', { at: 'ss.s1PulseID' }] },
  };
  expect(pickSchema.parse(JSON.parse(JSON.stringify(pick)))).toEqual(pick);
  expect(describePick(pick)).toBe('Events + Scatters, 1 of its columns, a sample of 5,000 rows, seed 2');
  expect(describePick({ tables: null, columns: null, rows: null, arrays: {} })).toBe('');
  expect(pickSchema.safeParse({ ...pick, tables: Array(21).fill('t') }).success).toBe(false);
  expect(pickSchema.safeParse({ ...pick, arrays: { a: ['eval'] } }).success).toBe(false);
});
