import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../core/progress.ts';
import { createRng } from '../core/random/rng.ts';
import { type Column, isMissing } from '../core/table/column.ts';
import { columnNamed, type Table } from '../core/table/table.ts';
import { type ReadOptions, type RowChoice, readAnything } from './format.ts';
import { pickRows } from './picked-rows.ts';
import { inspectFile, readTable } from './registry.ts';
import { writeParquet } from './write/parquet.ts';

/** Numbers, text with quotes and line breaks, blank lines between. */
function csvText(rows: number): string {
  const rng = createRng(8);
  const lines = ['n,x,word'];
  for (let row = 0; row < rows; row++) {
    const word =
      rng.uniform() < 0.3 ? `"a ""b"",\n${rng.integer(9)}"` : `w${rng.integer(5)}${'-'.repeat(150)}`;
    lines.push(`${row},${rng.uniform() < 0.1 ? '' : rng.uniform()},${word}`);
    if (rng.uniform() < 0.05) lines.push(rng.uniform() < 0.5 ? '' : '   ');
  }
  return `${lines.join('\n')}\n`;
}

const text = csvText(11000);
const csv = new Blob([text]);
const whole = (await readTable(csv, 'run.csv', readAnything, unwatched)).table;
const files: { name: string; file: Blob; table: Table }[] = [
  { name: 'run.csv', file: csv, table: whole },
  { name: 'run.csv.gz', file: new Blob([gzipSync(text)]), table: whole },
  { name: 'run.parquet', file: new Blob([writeParquet(whole)]), table: whole },
];
const valueAt = (column: Column, row: number): unknown => {
  if (isMissing(column, row)) return null;
  return column.type === 'text' ? column.levels[column.codes[row]] : Number(column.values[row]);
};

/** Types are those of the rows that are read: where texts lie between numbers, these are texts in the whole. */
const textOf = (column: Column, row: number): string | null => {
  const value = valueAt(column, row);
  return value === null ? null : String(value);
};

const choices: Exclude<RowChoice, { type: 'rows' }>[] = [
  { type: 'range', first: 0, end: 10 },
  { type: 'range', first: 7, end: 9000 },
  { type: 'range', first: 10500, end: 1e9 },
  { type: 'sample', size: 500, seed: 1 },
  { type: 'sample', size: 7000, seed: 2 },
];

describe.each(files)('$name', ({ name, file, table }) => {
  it.each(choices.filter((choice) => choice.type === 'sample' || choice.first < table.rows))(
    'rows %o',
    async (rows) => {
      const last = table.columns.at(-1)?.name ?? '';
      for (const columns of [null, [last]]) {
        const options: ReadOptions = { ...readAnything, rows, columns };
        const part = (await readTable(file, name, options, unwatched)).table;
        const picked = pickRows(rows, table.rows, name);
        expect(part.rows).toBe(picked.count);
        expect(part.columns.map((column) => column.name)).toEqual(
          columns ?? table.columns.map((column) => column.name),
        );
        for (const column of part.columns) {
          const all = columnNamed(table, column.name);
          let wrong = 0;
          for (let i = 0; i < picked.count; i++) {
            const row = picked.rows ? picked.rows[i] : picked.first + i;
            if (!Object.is(valueAt(column, i), valueAt(all, row))) wrong++;
          }
          expect(wrong, column.name).toBe(0);
        }
      }
    },
  );

  it('says what is inside without reading it', async () => {
    const { tables, skipped } = await inspectFile(file, name, readAnything, unwatched);
    expect(skipped).toEqual([]);
    expect(tables).toHaveLength(1);
    const [{ rows, exact, columns }] = tables;
    expect(columns.map((column) => [column.name, column.type])).toEqual(
      table.columns.map((column) => [column.name, column.type]),
    );
    if (exact) expect(rows).toBe(table.rows);
    // Gzip is taken in by larger pieces than a megabyte of its text.
    else expect(Math.abs(rows / table.rows - 1)).toBeLessThan(name.endsWith('.gz') ? 0.5 : 0.1);
  });

  it('refuses rows beyond the last and columns that are not there', async () => {
    const read = (options: Partial<ReadOptions>) =>
      readTable(file, name, { ...readAnything, ...options }, unwatched);
    await expect(read({ rows: { type: 'range', first: 30000, end: 30001 } })).rejects.toThrow(
      `${name}: no row 30000; it has ${table.rows}`,
    );
    await expect(read({ columns: ['nope'] })).rejects.toMatchObject({ code: 'bad-parameter' });
  });
});

/** Real files of every other format; of ../shared, where it is there, those that open without a question. */
const own = new URL('../../testdata/io/', import.meta.url);
const shared = new URL('../../../shared/fixtures/', import.meta.url);
const SHARED = [
  'root/uproot-Zmumu-zlib.root',
  'root/uproot-small-flat-tree.root',
  'root/test_int_float_rntuple_v1-0-0-0.root',
];

function realFiles(): { name: string; at: URL }[] {
  const goldens = readdirSync(own).filter((name) => name.endsWith('.json') && !name.startsWith('bad-'));
  const binary = goldens.flatMap((golden) => {
    const { format } = JSON.parse(readFileSync(new URL(golden, own), 'utf8')) as { format?: string };
    const name = golden.replace(/\.json$/, '');
    return format === undefined || format === 'csv' ? [] : [{ name, at: new URL(name, own) }];
  });
  const there = SHARED.map((name) => ({ name, at: new URL(name, shared) })).filter(({ at }) =>
    existsSync(at),
  );
  return [...binary, ...there];
}

describe('the rows asked for are those of the whole read', () => {
  it.each(realFiles())('$name', async ({ name, at }) => {
    const file = new Blob([readFileSync(at)]);
    const read = async (rows: RowChoice | null): Promise<Table> =>
      (await readTable(file, name, { ...readAnything, rows }, unwatched)).table;
    const all = await read(null);
    const half = Math.max(1, Math.floor(all.rows / 2));
    const asked: RowChoice[] = [
      { type: 'range', first: 0, end: 1 },
      { type: 'range', first: half - 1, end: half + 1 },
      { type: 'range', first: all.rows - 1, end: 1e9 },
      { type: 'sample', size: half, seed: 1 },
      { type: 'sample', size: Math.min(3, half), seed: 2 },
      { type: 'sample', size: all.rows, seed: 3 },
    ];
    for (const rows of asked) {
      const part = await read(rows);
      const picked = pickRows(rows, all.rows, name);
      expect(part.rows, JSON.stringify(rows)).toBe(picked.count);
      for (const column of part.columns) {
        const expected = Array.from({ length: picked.count }, (_, i) =>
          textOf(columnNamed(all, column.name), picked.rows ? picked.rows[i] : picked.first + i),
        );
        const found = expected.map((_, i) => textOf(column, i));
        expect(found, `${column.name}, ${JSON.stringify(rows)}`).toEqual(expected);
      }
    }
    const seeds = await Promise.all([1, 1].map((seed) => read({ type: 'sample', size: half, seed })));
    expect(seeds[0]).toEqual(seeds[1]);
    await expect(read({ type: 'range', first: all.rows, end: all.rows + 1 })).rejects.toThrow(
      `no row ${all.rows}; it has ${all.rows}, counted from 0`,
    );
  });
});
