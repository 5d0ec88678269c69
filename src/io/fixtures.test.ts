import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../core/progress.ts';
import { countBits } from '../core/table/bits.ts';
import { type Column, isMissing } from '../core/table/column.ts';
import { readAnything } from './format.ts';
import { readTable } from './registry.ts';

/** What independent readers (numpy, h5py, pandas, pyarrow) say of a column; testdata/formats/fixtures.py writes them. */
interface GoldenColumn {
  name: string;
  /** True where we leave it out: lists, structures, binary. */
  refused?: true;
  type: Column['type'];
  missing: number;
  /** Of the values as float64. */
  sum?: number;
  /** Values by row; int64 as text, null where missing. */
  at: Record<string, number | string | null>;
}

type Goldens = Record<string, { rows: number; columns: GoldenColumn[] }>;

const shared = new URL('../../../shared/fixtures/', import.meta.url);
const goldens = JSON.parse(
  readFileSync(new URL('../../testdata/formats/fixtures.json', import.meta.url), 'utf8'),
) as Goldens;

function readFixture(path: string) {
  const file = new Blob([readFileSync(new URL(path, shared))]);
  return readTable(file, path, readAnything, unwatched);
}

function valueAt(column: Column, row: number): number | string | null {
  if (isMissing(column, row)) return null;
  if (column.type === 'text') return column.levels[column.codes[row]];
  return column.type === 'int64' ? String(column.values[row]) : column.values[row];
}

/** Of the values that are there, and the largest of them, which says how exact a sum can be. */
function sumOf(column: Column): { sum: number; magnitude: number } {
  let sum = 0;
  let magnitude = 0;
  if (column.type === 'text') return { sum, magnitude };
  for (let row = 0; row < column.values.length; row++) {
    if (isMissing(column, row)) continue;
    sum += Number(column.values[row]);
    magnitude += Math.abs(Number(column.values[row]));
  }
  return { sum, magnitude };
}

describe.skipIf(!existsSync(shared))('files of ../shared/fixtures (skipped where they are not there)', () => {
  it.each(Object.entries(goldens))('%s holds what its independent reader says', async (path, golden) => {
    const kept = golden.columns.filter(({ refused }) => !refused);
    if (kept.length === 0) {
      await expect(readFixture(path)).rejects.toMatchObject({ code: 'bad-file' });
      return;
    }
    const { table, warnings } = await readFixture(path);
    expect(table.rows).toBe(golden.rows);
    expect(table.columns.map(({ name, type }) => `${name} ${type}`)).toEqual(
      kept.map(({ name, type }) => `${name} ${type}`),
    );
    for (const { name } of golden.columns.filter(({ refused }) => refused))
      expect(warnings.join('\n')).toContain(name);
    table.columns.forEach((column, c) => {
      const expected = kept[c];
      expect(column.missing ? countBits(column.missing) : 0, column.name).toBe(expected.missing);
      const values = Object.keys(expected.at).map((row) => [row, valueAt(column, Number(row))]);
      expect(Object.fromEntries(values), column.name).toEqual(expected.at);
      if (expected.sum === undefined) return;
      const { sum, magnitude } = sumOf(column);
      expect(Math.abs(sum - expected.sum), column.name).toBeLessThanOrEqual(1e-12 * magnitude);
    });
  });

  it.each([
    ['hdf5/CORRUPT_truncated.h5', 'the file has 5000 bytes; its superblock says 10240 (it is cut off)'],
    ['hdf5/pytables_test_szip.h5', 'packed by the filter szip, which is not read'],
    ['parquet/CORRUPT_truncated.parquet', 'no Parquet footer; expected "PAR1" at the end of the file'],
  ])('%s is refused with its reason', async (path, reason) => {
    await expect(readFixture(path)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining(reason),
    });
    await expect(readFixture(path)).rejects.toThrow(path);
  });
});
