import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import type { ProgressReport } from '../../src/core/progress.ts';
import { buffersOf } from '../../src/core/table/table.ts';
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
