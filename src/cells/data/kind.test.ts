import { describe, expect, test } from 'vitest';
import { migrateCell } from '../../notebook/migrations.ts';
import { dataKind } from './kind.ts';
import { type DataSource, describeSource, filesOf, isOpened } from './source.ts';

const sha256 = 'a'.repeat(64);
const cellOf = (source: object) => ({
  id: 'data',
  kind: 'data',
  version: 1,
  title: 'Data',
  inputs: {},
  params: { source: source as never, delimiter: null, header: null, overrides: {} },
  view: {},
  collapsed: false,
});
const migrated = (source: object): unknown => migrateCell(cellOf(source), dataKind, 'cells[0]').params.source;

describe('data cells of version 1', () => {
  test('keep their file and what it was like', () => {
    const source = { type: 'file', key: 'k', name: 'a.csv', size: 10, sha256, rows: 3 };
    expect(migrated(source)).toEqual(source);
    expect(migrated({ type: 'none' })).toEqual({ type: 'none' });
  });

  test('expect no fingerprint of a large file, which is made in another way now', () => {
    const source = { type: 'file', key: 'k', name: 'a.root', size: 2e8, sha256, rows: 3 };
    expect(migrated(source)).toEqual({ type: 'file', key: 'k', name: 'a.root', size: 2e8, rows: 3 });
  });
});

describe('data cells of version 2', () => {
  const pick = { tables: null, columns: ['x'], arrays: {}, rows: { type: 'sample', size: 5, seed: 1 } };
  const from = (source: object): unknown =>
    migrateCell({ ...cellOf(source), version: 2 }, dataKind, 'cells[0]').params.source;

  test('draw their sample from each file, and call lists as they did', () => {
    const files = [{ key: 'a', name: 'a.root', size: 1 }];
    expect(from({ type: 'files', files, pick })).toEqual({
      type: 'files',
      files,
      pick: { ...pick, rows: { ...pick.rows, each: true }, shortNames: true },
    });
    const file = { type: 'file', key: 'a', name: 'a.root', size: 1 };
    expect(from({ ...file, pick })).toEqual({ ...file, pick: { ...pick, shortNames: true } });
    expect(from(file)).toEqual(file);
  });
});

test('several files are told by the first and their number; a list that is not one is refused', () => {
  const file = (name: string) => ({ key: name, name, size: 1 });
  const params = (files: object[]) => ({
    source: { type: 'files', files },
    delimiter: null,
    header: null,
    overrides: {},
  });
  const { source } = dataKind.parse(params([file('a.csv'), file('b.csv'), file('c.csv')])) as {
    source: DataSource;
  };
  expect(describeSource(source)).toBe('a.csv and 2 more');
  const rows = { type: 'sample', size: 5000, seed: 2 } as const;
  const sampled = (each: object): string => {
    if (source.type !== 'files') throw new Error('expected several files');
    const pick = { tables: null, columns: null, arrays: {}, rows: { ...rows, ...each } };
    return describeSource({ ...source, pick });
  };
  expect(sampled({})).toBe('a.csv and 2 more: a sample of 5,000 rows, seed 2');
  expect(sampled({ each: true })).toBe('a.csv and 2 more: a sample of 5,000 rows, seed 2 of each');
  expect(isOpened(source) && filesOf(source).map(({ name }) => name)).toEqual(['a.csv', 'b.csv', 'c.csv']);
  expect(() => dataKind.parse(params([file('a.csv')]))).toThrow(/files/);
  expect(() => dataKind.parse(params(Array.from({ length: 501 }, () => file('x'))))).toThrow(/files/);
});
