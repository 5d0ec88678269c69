import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom } from '../table/bits.ts';
import { type Column, rowCountOf, textAt } from '../table/column.ts';
import { makeTable } from '../table/table.ts';
import { decideTable } from './decide.ts';
import { countRepeatedRows } from './repeated-rows.ts';

const base = { unit: null, role: 'feature' as const, missing: null };

/** Few values a column, so that whole rows come twice by chance. */
function someColumns(rows: number, seed: number): Column[] {
  const rng = createRng(seed);
  const of = (): number => Math.floor(3 * rng.uniform());
  return [
    { ...base, name: 'a', type: 'float64', values: Float64Array.from({ length: rows }, () => of() / 3) },
    { ...base, name: 'b', type: 'float32', values: Float32Array.from({ length: rows }, of) },
    {
      ...base,
      name: 'c',
      type: 'int64',
      values: BigInt64Array.from({ length: rows }, () => 2n ** 60n + BigInt(of())),
    },
    {
      ...base,
      name: 'd',
      type: 'text',
      codes: Int32Array.from({ length: rows }, of),
      levels: ['x', 'y', 'z'],
    },
    {
      ...base,
      name: 'e',
      type: 'int32',
      values: Int32Array.from({ length: rows }, of),
      missing: bitsFrom(rows, () => rng.uniform() < 0.3),
    },
  ];
}

test('as many rows repeat an earlier one as a set of their texts says', () => {
  for (const rows of [0, 1, 30, 500]) {
    const columns = someColumns(rows, rows + 1);
    const texts = Array.from({ length: rows }, (_, row) => columns.map((c) => textAt(c, row)).join('|'));
    const repeated = rows - new Set(texts).size;
    expect(countRepeatedRows(columns, columns)).toBe(repeated);
    expect(countRepeatedRows(columns, [columns[2]])).toBe(repeated);
    if (rows === 500) expect(repeated).toBeGreaterThan(100);
  }
});

test('it ends where all rows agree in what they are looked for by', () => {
  const same: Column = { ...base, name: 'run', type: 'int32', values: new Int32Array(20_000) };
  const other: Column = {
    ...base,
    name: 'a',
    type: 'int32',
    values: Int32Array.from({ length: 20_000 }, (_, i) => i),
  };
  expect(countRepeatedRows([same, other], [same])).toBeNull();
  expect(countRepeatedRows([same, other], [same, other])).toBe(0);
});

test('a table says that events are in it twice, where ids or times tell them apart', () => {
  const rng = createRng(3);
  const values = (of: (row: number) => number): Float64Array =>
    Float64Array.from({ length: 200 }, (_, row) => of(row));
  const ids: Column = { ...base, name: 'event_id', type: 'float64', values: values((row) => row % 190) };
  const area: Column = { ...base, name: 's1_area', type: 'float64', values: values(() => rng.uniform()) };
  for (let row = 190; row < 200; row++) area.values[row] = area.values[row - 190];
  expect(rowCountOf(ids)).toBe(200);
  const said = '10 rows repeat an earlier row in every column: the same event is in the table more than once';
  expect(decideTable(makeTable([ids, area]), {}).notes).toEqual([said]);
  area.values[195] = 2;
  expect(decideTable(makeTable([ids, area]), {}).notes[0]).toMatch(/^9 rows repeat/);
  expect(decideTable(makeTable([area]), {}).notes).toEqual([]);
});
