import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import type { ProgressReport } from '../../src/core/progress.ts';
import { type NumberColumn, numberAt } from '../../src/core/table/column.ts';
import { buffersOf, columnNamed, type Table } from '../../src/core/table/table.ts';
import { readAnything } from '../../src/io/format.ts';
import { writeParquet } from '../../src/io/write/parquet.ts';
import { readApi } from './read.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('reads a file with its fingerprint, format and progress', async () => {
  const text = `a,b,c\n${'1,2.5,x\n'.repeat(30000)}`;
  const reports: ProgressReport[] = [];
  const file = new Blob([text]);
  const outcome = await readApi.read(file, 'run.csv', readAnything, (report) => reports.push(report));
  expect(outcome).toMatchObject({ format: 'csv', warnings: [], bytes: file.size });
  expect(outcome.table.rows).toBe(30000);
  expect(outcome.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  expect(new Set(reports.map(({ stage }) => stage))).toEqual(new Set(['reading', 'fingerprint']));
  expect(reports.every(({ done, total }) => done <= total && total === file.size)).toBe(true);
});

it('puts every column into shared memory where the page is isolated', async () => {
  const text = 'a,b,c,d\n1,2.5,x,9007199254740993\n,,,\n';
  const plain = await readApi.read(new Blob([text]), 'run.csv', readAnything, () => undefined);
  expect(buffersOf(plain.table).length).toBeGreaterThan(0);
  vi.stubGlobal('crossOriginIsolated', true);
  const shared = await readApi.read(new Blob([text]), 'run.csv', readAnything, () => undefined);
  expect(buffersOf(shared.table)).toEqual([]);
  expect(shared).toEqual(plain);
  const parquet = await readApi.read(
    new Blob([writeParquet(plain.table)]),
    'run.parquet',
    readAnything,
    () => undefined,
  );
  expect(buffersOf(parquet.table)).toEqual([]);
  expect(parquet.table).toEqual(plain.table);
});

it('reads several files as one table, each with its fingerprint; the progress names the file', async () => {
  const stages: string[] = [];
  const texts = ['a,b\n1,x\n2,y\n', 'b,a\nz,2.5\n'];
  const [one, two] = texts.map((text) => new Blob([text]));
  const hashes = texts.map((text) => createHash('sha256').update(text).digest('hex'));
  const outcome = await readApi.readSeveral(
    ['night.csv', 'night.csv'],
    readAnything,
    ({ stage }) => stages.push(stage),
    one,
    two,
  );
  expect(outcome.table.columns.map(({ name }) => name)).toEqual(['a', 'b', 'file']);
  const file = outcome.table.columns[2];
  expect(file.type === 'text' && [file.levels, [...file.codes]]).toEqual([
    ['night.csv', 'night.csv (2)'],
    [0, 0, 1],
  ]);
  expect(outcome.files.map(({ rows, sha256 }) => [rows, sha256])).toEqual([
    [2, hashes[0]],
    [1, hashes[1]],
  ]);
  expect(outcome.sha256).toBe(
    createHash('sha256')
      .update(`${hashes.join('\n')}\n`)
      .digest('hex'),
  );
  expect(outcome.bytes).toBe(one.size + two.size);
  expect(stages[0]).toMatch(/^night\.csv \(1 of 2\): /);
  expect(stages.at(-1)).toBe('join the files');
  const other = new Blob(['a,c\n1,x\n']);
  await expect(
    readApi.readSeveral(['one.csv', 'other.csv'], readAnything, () => undefined, one, other),
  ).rejects.toThrow('other.csv lacks b and has c besides; expected the columns of one.csv');
});

it('a sample of several files has the same rows as one of the file that holds them all', async () => {
  const line = (row: number): string => `${row},${row % 7}\n`;
  const rows = Array.from({ length: 30000 }, (_, row) => row);
  const csv = (from: number, to: number): Blob =>
    new Blob([`n,x\n${rows.slice(from, to).map(line).join('')}`]);
  const parquet = async (from: number, to: number): Promise<Blob> =>
    new Blob([
      writeParquet((await readApi.read(csv(from, to), 'x.csv', readAnything, () => undefined)).table),
    ]);
  const choice = { type: 'sample', size: 400, seed: 5 } as const;
  const options = { ...readAnything, rows: choice };
  // The third is too small to have a part in it.
  const files = [csv(0, 9000), await parquet(9000, 29998), csv(29998, 30000)];
  const stages: string[] = [];
  const names = ['a.csv', 'b.parquet', 'c.csv'];
  const joined = await readApi.readSeveral(names, options, ({ stage }) => stages.push(stage), ...files);
  const whole = await readApi.read(csv(0, 30000), 'all.csv', options, () => undefined);
  const valuesOf = ({ table }: { table: Table }, name: string): unknown =>
    Array.from({ length: table.rows }, (_, row) => numberAt(columnNamed(table, name) as NumberColumn, row));
  expect(joined.table.rows).toBe(400);
  for (const name of ['n', 'x']) expect(valuesOf(joined, name)).toEqual(valuesOf(whole, name));
  expect(joined.files.map(({ rows }) => rows)[2]).toBe(0);
  expect(joined.files.reduce((sum, { rows }) => sum + rows, 0)).toBe(400);
  const file = columnNamed(joined.table, 'file');
  expect(file.type === 'text' && file.levels).toEqual(names);
  const each = await readApi.readSeveral(
    names,
    { ...options, rows: { ...choice, size: 40, each: true } },
    () => undefined,
    ...files,
  );
  expect(each.files.map(({ rows }) => rows)).toEqual([40, 40, 2]);
});
