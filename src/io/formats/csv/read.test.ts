import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ProgressReport, unwatched } from '../../../core/progress.ts';
import { createRng } from '../../../core/random/rng.ts';
import { countBits } from '../../../core/table/bits.ts';
import { type Column, isMissing } from '../../../core/table/column.ts';
import { columnNamed } from '../../../core/table/table.ts';
import { type ReadOptions, readAnything } from '../../format.ts';
import { readCsv } from './read.ts';

function readText(text: string, options: Partial<ReadOptions> = {}) {
  return readCsv(new Blob([text]), 'run.csv', { ...readAnything, ...options }, unwatched);
}

function valuesOf(column: Column): unknown[] {
  const rows = column.type === 'text' ? column.codes.length : column.values.length;
  return Array.from({ length: rows }, (_, row) => {
    if (isMissing(column, row)) return null;
    return column.type === 'text' ? column.levels[column.codes[row]] : column.values[row];
  });
}

/** Row and both values where two lists differ first; null where they are the same. */
function firstDifference(got: unknown[], expected: unknown[]): string | null {
  if (got.length !== expected.length) return `${got.length} rows; expected ${expected.length}`;
  const row = got.findIndex((value, i) => !Object.is(value, expected[i]));
  return row < 0 ? null : `row ${row}: ${String(got[row])}; expected ${String(expected[row])}`;
}

describe('readCsv', () => {
  it('reads random tables across many blocks as they were written', async () => {
    const { uniform } = createRng(11);
    const ends = ['\n', '\r\n', '\r'];
    for (const delimiter of [',', ';', '\t']) {
      const numbers: (number | null)[] = [];
      const texts: (string | null)[] = [];
      const bigs: (bigint | null)[] = [];
      const lines: string[] = [['number', 'text', 'big', 'row'].join(delimiter) + ends[0]];
      // More than two blocks of rows and more than a block of bytes.
      for (let row = 0; row < 12000; row++) {
        const number = uniform() < 0.05 ? null : (uniform() - 0.3) * 10 ** Math.floor(uniform() * 12 - 4);
        const text =
          uniform() < 0.05
            ? null
            : `${'word '.repeat(12)}"${Math.floor(uniform() * 50)}"${uniform() < 0.2 ? `${delimiter}\r\nrest` : ''}`;
        const big = uniform() < 0.05 ? null : 2n ** 60n + BigInt(Math.floor(uniform() * 2 ** 50));
        numbers.push(number);
        texts.push(text);
        bigs.push(big);
        const cells = [
          number ?? 'NaN',
          text === null ? '' : `"${text.replaceAll('"', '""')}"`,
          big ?? '',
          row,
        ];
        lines.push(cells.join(delimiter) + ends[Math.floor(uniform() * 3)]);
      }
      const { table, warnings } = await readText(lines.join(''));
      expect(warnings).toEqual([]);
      expect(table.columns.map(({ type }) => type)).toEqual(['float64', 'text', 'int64', 'int32']);
      expect(firstDifference(valuesOf(table.columns[0]), numbers)).toBeNull();
      expect(firstDifference(valuesOf(table.columns[1]), texts)).toBeNull();
      expect(firstDifference(valuesOf(table.columns[2]), bigs)).toBeNull();
      expect(firstDifference(valuesOf(table.columns[3]), Array.from(numbers.keys()))).toBeNull();
    }
  });

  it('reads every way to write a number as Number does', async () => {
    const { uniform } = createRng(12);
    const written = Array.from({ length: 20000 }, (_, i) => {
      const value = (uniform() - 0.5) * 10 ** Math.floor(uniform() * 60 - 30);
      return [
        String(value),
        value.toExponential(),
        value.toExponential(2),
        value.toFixed(6),
        value.toPrecision(17),
      ][i % 5];
    });
    const { table } = await readText(`a,b\n${written.map((cell) => `${cell},${cell}`).join('\n')}`);
    for (const column of table.columns) {
      expect(firstDifference(valuesOf(column), written.map(Number))).toBeNull();
    }
  });

  it('names file, line and column of a word after many numbers', async () => {
    const lines = ['event,s1'];
    for (let row = 0; row < 200000; row++) lines.push(`${row},${row / 8}`);
    lines.push('200000,broken');
    await expect(readText(lines.join('\n'))).rejects.toThrow(
      'run.csv, line 200002, column s1: "broken" is not a number; expected one, as in the other 200000 cells',
    );
  });

  it('reads a column again as text where words outnumber mistakes, keeping digits as written', async () => {
    const cells = Array.from({ length: 20000 }, (_, row) => (row < 15000 ? `00${row}` : `id-${row}`));
    const { table, warnings } = await readText(
      `code,n\n${cells.map((cell, row) => `${cell},${row}`).join('\n')}`,
    );
    const code = columnNamed(table, 'code');
    expect(firstDifference(valuesOf(code), cells)).toBeNull();
    expect(columnNamed(table, 'n').type).toBe('int32');
    expect(warnings).toEqual([
      'column code: 5000 of 20000 cells are not numbers (the first is "id-15000" on line 15002); read as text',
    ]);
  });

  it('turns integers to int64 late, and back to doubles where reals follow', async () => {
    const small = Array.from({ length: 10000 }, (_, row) => (row % 7 === 0 ? '' : String(row)));
    const big = await readText(
      `a,b\n${[...small, '9007199254740993'].map((cell) => `${cell},1`).join('\n')}`,
    );
    const [a] = big.table.columns;
    expect(a.type).toBe('int64');
    expect(valuesOf(a).slice(0, 3)).toEqual([null, 1n, 2n]);
    expect(valuesOf(a).at(-1)).toBe(9007199254740993n);
    const back = await readText(
      `a,b\n${[...small, '9007199254740993', '0.5'].map((cell) => `${cell},1`).join('\n')}`,
    );
    expect(back.table.columns[0].type).toBe('float64');
    expect(valuesOf(back.table.columns[0]).slice(0, 3)).toEqual([null, 1, 2]);
    expect(valuesOf(back.table.columns[0]).slice(-2)).toEqual([9007199254740992, 0.5]);
    expect(back.warnings).toHaveLength(1);
  });

  it('reads the columns asked for, and names one that is not there', async () => {
    const text = 'a,b,c\n1,x,2\n3,oops,4\n';
    const { table } = await readText(text, { columns: ['c', 'a'] });
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'c']);
    await expect(readText(text, { columns: ['d'] })).rejects.toThrow(
      'no column d in run.csv; it has a, b, c',
    );
  });

  it('obeys delimiter and header where they are given', async () => {
    const { table } = await readText('a;b,c\n1;2,3\n', { delimiter: ',' });
    expect(table.columns.map(({ name }) => name)).toEqual(['a;b', 'c']);
    const headless = await readText('x,y\n1,2\n', { header: false });
    expect(headless.table.columns.map(valuesOf)).toEqual([
      ['x', '1'],
      ['y', '2'],
    ]);
    const headed = await readText('1,2\n3,4\n', { header: true });
    expect(headed.table.columns.map(({ name }) => name)).toEqual(['1', '2']);
  });

  it('counts lines inside quotes', async () => {
    await expect(readText('a,b\n"x\ny\r\nz",2\n1\n')).rejects.toThrow('run.csv, line 5: 1 cell; expected 2');
  });

  it('names the byte of binary data far into the file', async () => {
    const text = `a,b\n${'1,2\n'.repeat(100000)}3,\0\n`;
    await expect(readText(text)).rejects.toThrow('run.csv, byte 400006: binary data (a zero byte)');
  });

  it('reports progress in bytes of the file, compressed as it is', async () => {
    const file = new Blob([gzipSync(`a,b\n${'1.25,2\n'.repeat(400000)}`)]);
    const reports: ProgressReport[] = [];
    const { table } = await readCsv(file, 'run.csv.gz', readAnything, (report) => reports.push(report));
    expect(table.rows).toBe(400000);
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.at(-1)).toEqual({ stage: 'reading', done: file.size, total: file.size });
  });
});

const nest = new URL('../../../../../shared/data/nest_lux_pulses.csv', import.meta.url);

describe.skipIf(!existsSync(nest))('nest_lux_pulses.csv (skipped where ../shared is not there)', () => {
  it('accounts for every row and every missing value', async () => {
    const bytes = readFileSync(nest);
    const { table, warnings } = await readCsv(new Blob([bytes]), 'nest.csv', readAnything, unwatched);
    const [header, ...lines] = bytes.toString('utf8').trimEnd().split('\r\n');
    const names = header.split(',');
    const cells = lines.map((line) => line.split(','));
    expect(warnings).toEqual([]);
    expect(table.rows).toBe(23500);
    expect(table.columns.map(({ name }) => name)).toEqual(names);
    table.columns.forEach((column, c) => {
      const written = cells.map((row) => row[c]);
      const expected = written.map((cell) => {
        if (cell === '' || cell === 'NaN' || cell === 'nan') return null;
        return column.type === 'text' ? cell : Number(cell);
      });
      expect(column.missing ? countBits(column.missing) : 0).toBe(expected.filter((v) => v === null).length);
      expect(firstDifference(valuesOf(column), expected), column.name).toBeNull();
    });
  });
});
