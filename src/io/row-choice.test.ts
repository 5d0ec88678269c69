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

const choices: RowChoice[] = [
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
