import { describe, expect, it } from 'vitest';
import { unwatched } from '../../core/progress.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import { type Column, isMissing, rowCountOf } from '../../core/table/column.ts';
import { makeTable } from '../../core/table/table.ts';
import { readAnything } from '../format.ts';
import { readTable } from '../registry.ts';
import { writeCsv } from './csv.ts';
import { writeParquet } from './parquet.ts';

const ROWS = 5;
const gap = (row: number): boolean => row === 2;

const table = makeTable([
  {
    name: 's1',
    unit: 'phd',
    role: 'feature',
    type: 'float64',
    missing: bitsFrom(ROWS, gap),
    values: Float64Array.of(0.1, -1e300, Number.NaN, Number.POSITIVE_INFINITY, 2 ** -1074),
  },
  {
    name: 's2',
    unit: null,
    role: 'feature',
    type: 'float32',
    missing: null,
    values: Float32Array.of(0.1, 3.4e38, -1.5e-40, 16777217, Number.NEGATIVE_INFINITY),
  },
  {
    name: 'count',
    unit: '',
    role: 'feature',
    type: 'int32',
    missing: bitsFrom(ROWS, gap),
    values: Int32Array.of(1, -2147483648, 0, 2147483647, 5),
  },
  {
    name: 'time [ns]',
    unit: 'ns',
    role: 'time',
    type: 'int64',
    missing: bitsFrom(ROWS, gap),
    values: BigInt64Array.of(1609459200000000001n, -(2n ** 63n), 0n, 2n ** 63n - 1n, 7n),
  },
  {
    name: 'note, "quoted"',
    unit: null,
    role: 'label',
    type: 'text',
    missing: bitsFrom(ROWS, gap),
    codes: Int32Array.of(0, 1, -1, 2, 3),
    levels: ['plain', 'a "b", c\r\nd', ' padded ', 'µs é 雪'],
  },
]);

function valuesOf(column: Column): unknown[] {
  return Array.from({ length: rowCountOf(column) }, (_, row) => {
    if (isMissing(column, row)) return null;
    return column.type === 'text' ? column.levels[column.codes[row]] : column.values[row];
  });
}

async function readBack(bytes: Uint8Array<ArrayBuffer>, name: string) {
  return (await readTable(new Blob([bytes]), name, readAnything, unwatched)).table;
}

describe('Parquet', () => {
  it('gives types, values, gaps, units and roles back', async () => {
    const back = await readBack(writeParquet(table), 'run.parquet');
    const facts = (columns: Column[]) =>
      columns.map((column) => [column.name, column.type, column.unit, column.role, valuesOf(column)]);
    expect(facts(back.columns)).toEqual(facts(table.columns));
  });
});

describe('CSV', () => {
  it('gives values and gaps back, exact to the bit', async () => {
    const back = await readBack(writeCsv(table), 'run.csv');
    expect(back.columns.map(({ name }) => name)).toEqual(table.columns.map(({ name }) => name));
    expect(back.columns.map(({ type }) => type)).toEqual(['float64', 'float64', 'int32', 'int64', 'text']);
    back.columns.forEach((column, c) => {
      const values = valuesOf(column);
      const float32 = table.columns[c].type === 'float32';
      expect(float32 ? values.map((value) => Math.fround(Number(value))) : values).toEqual(
        valuesOf(table.columns[c]),
      );
    });
  });

  it('guards text that a spreadsheet would run, and no number', () => {
    const text = new TextDecoder().decode(
      writeCsv(
        makeTable([
          {
            name: '=evil',
            unit: null,
            role: 'label',
            type: 'text',
            missing: null,
            codes: Int32Array.of(0, 1, 2, 3, 4, 5),
            levels: ['=1+1', '+1', '-1', '@x', '\tx', 'a=b'],
          },
          {
            name: 'n',
            unit: null,
            role: 'feature',
            type: 'float64',
            missing: null,
            values: Float64Array.of(-1, -0, 1e21, 1e-7, 0.5, -2),
          },
        ]),
      ),
    );
    expect(text).toBe("'=evil,n\n'=1+1,-1\n'+1,-0\n'-1,1e+21\n'@x,1e-7\n'\tx,0.5\na=b,-2\n");
  });

  it('keeps a missing row of a lone column', async () => {
    const lone = makeTable([
      {
        name: 'a',
        unit: null,
        role: 'feature',
        type: 'int32',
        missing: bitsFrom(3, (row) => row === 1),
        values: Int32Array.of(1, 0, 3),
      },
    ]);
    expect(valuesOf((await readBack(writeCsv(lone), 'a.csv')).columns[0])).toEqual([1, null, 3]);
  });
});
