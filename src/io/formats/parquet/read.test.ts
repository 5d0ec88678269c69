import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ProgressReport, unwatched } from '../../../core/progress.ts';
import { type Column, isMissing, rowCountOf } from '../../../core/table/column.ts';
import type { Table } from '../../../core/table/table.ts';
import { type ReadOptions, readAnything } from '../../format.ts';
import { writeParquet } from '../../write/parquet.ts';
import { readParquet } from './read.ts';

function readBytes(bytes: Uint8Array<ArrayBuffer>, options: Partial<ReadOptions> = {}) {
  return readParquet(new Blob([bytes]), 'run.parquet', { ...readAnything, ...options }, unwatched);
}

function valuesOf(column: Column): unknown[] {
  return Array.from({ length: rowCountOf(column) }, (_, row) => {
    if (isMissing(column, row)) return null;
    return column.type === 'text' ? column.levels[column.codes[row]] : column.values[row];
  });
}

function columnOf(name: string, values: Float64Array | Int32Array): Column {
  const base = { name, unit: null, role: 'feature' as const, missing: null };
  return values instanceof Int32Array
    ? { ...base, type: 'int32', values }
    : { ...base, type: 'float64', values };
}

const sample: Table = {
  rows: 250_000,
  columns: [
    columnOf(
      'event',
      Int32Array.from({ length: 250_000 }, (_, row) => row),
    ),
    columnOf(
      's1',
      Float64Array.from({ length: 250_000 }, (_, row) => Math.sin(row)),
    ),
  ],
};

describe('readParquet', () => {
  it('joins row groups and reports each', async () => {
    const reports: ProgressReport[] = [];
    const file = new Blob([writeParquet(sample)]);
    const { table } = await readParquet(file, 'run.parquet', readAnything, (report) => reports.push(report));
    expect(table.columns.map(({ type }) => type)).toEqual(['int32', 'float64']);
    table.columns.forEach((column, c) => {
      expect(valuesOf(column).every((value, row) => value === valueAt(sample.columns[c], row))).toBe(true);
    });
    expect(reports).toHaveLength(6);
    expect(reports.at(-1)).toEqual({ stage: 'reading', done: 6, total: 6 });
  });

  it('reads the columns asked for, and names one that is not there', async () => {
    const bytes = writeParquet({
      rows: 2,
      columns: [columnOf('a', new Int32Array(2)), columnOf('b', new Int32Array(2))],
    });
    const { table } = await readBytes(bytes, { columns: ['b'] });
    expect(table.columns.map(({ name }) => name)).toEqual(['b']);
    await expect(readBytes(bytes, { columns: ['c'] })).rejects.toThrow(
      'no column c in run.parquet; it has a, b',
    );
  });

  it('names the file and the place of every kind of damage', async () => {
    const whole = writeParquet({
      rows: 5000,
      columns: [
        columnOf(
          's1',
          Float64Array.from({ length: 5000 }, (_, row) => Math.sqrt(row)),
        ),
      ],
    });
    const half = whole.slice(0, whole.length >> 1);
    await expect(readBytes(half)).rejects.toThrow(
      `run.parquet, byte ${half.length - 4}: no Parquet footer; expected "PAR1" at the end of the file`,
    );
    const scrambled = whole.slice();
    scrambled.fill(0xa5, 60, 400);
    await expect(readBytes(scrambled)).rejects.toThrow(
      /^run.parquet, row group 1 of 1, column s1: cannot be decoded/,
    );
    const beheaded = new Uint8Array(whole.length - 2000);
    beheaded.set(whole.subarray(2000));
    await expect(readBytes(beheaded)).rejects.toThrow(
      /^run.parquet, row group 1 of 1, column s1: bytes 4 to \d+ lie outside/,
    );
    const badFooter = whole.slice();
    badFooter.fill(0xff, whole.length - 100, whole.length - 60);
    await expect(readBytes(badFooter)).rejects.toThrow(/^run.parquet/);
    await expect(readBytes(new TextEncoder().encode('PAR1'))).rejects.toThrow('no Parquet footer');
    await expect(
      readBytes(writeParquet({ rows: 0, columns: [columnOf('a', new Int32Array(0))] })),
    ).rejects.toThrow('run.parquet: no rows; expected at least one');
  });
});

function valueAt(column: Column, row: number): unknown {
  return column.type === 'text' ? column.levels[column.codes[row]] : column.values[row];
}

const folder = new URL('../../../../../shared/fixtures/parquet/', import.meta.url);

/** What each fixture holds: rows and, for some columns, type, unit and first values; or its error. */
const fixtures: Record<string, { rows?: number; columns?: Record<string, unknown[]>; error?: RegExp }> = {
  'CORRUPT_truncated.parquet': { error: /byte 2996: no Parquet footer/ },
  'alltypes_plain.snappy.parquet': {
    rows: 2,
    columns: {
      id: ['int32', null, 6, 7],
      bool_col: ['int32', null, 1, 0],
      bigint_col: ['int32', null, 0, 10],
      float_col: ['float32', null, 0, Math.fround(1.1)],
      double_col: ['float64', null, 0, 10.1],
      date_string_col: ['text', null, '04/01/09', '04/01/09'],
      timestamp_col: ['int64', 'ns', 1238544000000000000n, 1238544060000000000n],
    },
  },
  'byte_stream_split.zstd.parquet': {
    rows: 300,
    columns: { f32: ['float32', null, Math.fround(1.7640524)], f64: ['float64', null, -1.3065268517353166] },
  },
  'delta_binary_packed.parquet': { rows: 200, columns: { bitwidth0: ['int64', null, 6374628540732951412n] } },
  'float16_nonzeros_and_nans.parquet': {
    rows: 8,
    columns: { x: ['float32', null, null, 1, -2, null, 0, -1, -0, 2] },
  },
  'int96_from_spark.parquet': { rows: 6, columns: { a: ['int64', 'ns', 1704141296123456000n] } },
  'list_columns.parquet': {
    rows: 3,
    columns: {
      'int64_list[0]': ['int32', null, 1, null, 4],
      'utf8_list[0]': ['text', null, 'abc', null, 'efg'],
    },
  },
  'lz4_raw_compressed_larger.parquet': {
    rows: 10000,
    columns: { a: ['text', null, 'c7ce6bef-d5b0-4863-b199-8ea8c7fb117b'] },
  },
  'nation.dict-malformed.parquet': {
    rows: 25,
    columns: { nation_key: ['int32', null, 0, 1, 2], name: ['text', null, 'ALGERIA', 'ARGENTINA', 'BRAZIL'] },
  },
  'nulls.snappy.parquet': { error: /column b_struct left out: a structure \(b_c_int\)/ },
};

/** 40 rows by pyarrow; see `parquet_lists` of testdata/io/make_binary.py. */
const lists = ['lists-v1.parquet', 'lists-v2.parquet'].map((name) =>
  readFileSync(new URL(`../../../../testdata/io/${name}`, import.meta.url)),
);

it('takes lists apart as asked, also by an index column that is not asked for, in any rows', async () => {
  for (const bytes of lists) {
    const area = (row: number): (number | null)[] | null =>
      row % 9 === 0 ? null : Array.from({ length: row % 5 }, (_, j) => (j === 2 ? null : row + j / 4));
    for (const rows of [null, { type: 'range' as const, first: 13, end: 33 }]) {
      const { table } = await readBytes(new Uint8Array(bytes), {
        columns: ['area', 'words'],
        arrays: { area: ['length', 1, { at: 's1_id' }], words: [1] },
        rows,
      });
      const all = Array.from({ length: 40 }, (_, row) => row).slice(rows?.first, rows?.end);
      expect(table.columns.map((column) => [column.name, valuesOf(column)])).toEqual([
        ['area.length', all.map((row) => area(row)?.length ?? null)],
        ['area[1]', all.map((row) => area(row)?.[1] ?? null)],
        ['area[s1_id]', all.map((row) => area(row)?.[row % 3] ?? null)],
        ['words[1]', all.map(() => 'x')],
      ]);
    }
  }
});

describe.skipIf(!existsSync(folder))('fixtures (skipped where ../shared is not there)', () => {
  const names = existsSync(folder) ? readdirSync(folder) : [];

  it.each(names)('%s', async (name) => {
    const expected = fixtures[name];
    expect(expected, `no expectation for ${name}`).toBeDefined();
    const reading = readParquet(
      new Blob([readFileSync(new URL(name, folder))]),
      name,
      readAnything,
      unwatched,
    );
    if (expected.error) {
      await expect(reading).rejects.toMatchObject({
        code: 'bad-file',
        message: expect.stringMatching(expected.error),
      });
      return;
    }
    const { table } = await reading;
    expect(table.rows).toBe(expected.rows);
    for (const [title, [type, unit, ...values]] of Object.entries(expected.columns ?? {})) {
      const column = table.columns.find((candidate) => candidate.name === title);
      expect(column, title).toMatchObject({ type, unit });
      if (column) expect(valuesOf(column).slice(0, values.length), title).toEqual(values);
    }
  });
});
