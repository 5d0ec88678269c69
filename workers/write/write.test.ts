import { expect, it } from 'vitest';
import { type ProgressReport, unwatched } from '../../src/core/progress.ts';
import { bitsFrom } from '../../src/core/table/bits.ts';
import { isMissing, numberAt, textAt } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { readAnything } from '../../src/io/format.ts';
import { readTable } from '../../src/io/registry.ts';
import { FILE_FORMATS } from './api.ts';
import { writeApi } from './write.ts';

const ROWS = 230_000;
const gaps = bitsFrom(ROWS, (row) => row % 7 === 0);
const base = { unit: 'phd', role: 'feature' as const };
const table = makeTable([
  {
    ...base,
    name: '=s1',
    type: 'float64',
    values: Float64Array.from({ length: ROWS }, (_, i) => i / 3),
    missing: gaps,
  },
  {
    ...base,
    name: 'n',
    type: 'int32',
    values: Int32Array.from({ length: ROWS }, (_, i) => -i),
    missing: null,
  },
  {
    ...base,
    name: 'note',
    type: 'text',
    codes: Int32Array.from({ length: ROWS }, (_, i) => i % 3),
    levels: ['=HYPERLINK("x")', '-1', 'a, b'],
    missing: null,
  },
]);

it.each(FILE_FORMATS)('writes chosen rows as %s that our own reader gives back', async (format) => {
  const chosen = bitsFrom(ROWS, (row) => row % 2 === 1);
  const reports: ProgressReport[] = [];
  const file = await writeApi.write(table, chosen, format, (report) => reports.push(report));
  expect(reports.length).toBeGreaterThan(1);
  expect(reports.at(-1)).toEqual({ stage: 'writing', done: ROWS / 2, total: ROWS / 2 });
  const back = (await readTable(file, `run.${format}`, readAnything, unwatched)).table;
  expect(back.rows).toBe(ROWS / 2);
  const guard = format === 'csv' ? "'" : '';
  expect(back.columns.map(({ name }) => name)).toEqual([`${guard}=s1`, 'n', 'note']);
  const [s1, n, note] = back.columns;
  const notes = [`${guard}=HYPERLINK("x")`, `${guard}-1`, 'a, b'];
  for (let i = 0; i < back.rows; i += 997) {
    const row = 2 * i + 1;
    expect([isMissing(s1, i), numberAt(n, i), textAt(note, i)]).toEqual([
      row % 7 === 0,
      -row,
      notes[row % 3],
    ]);
    if (row % 7 !== 0) expect(numberAt(s1, i)).toBe(row / 3);
  }
});

it('writes what has no rows as a header alone', async () => {
  const none = bitsFrom(ROWS, () => false);
  expect(await (await writeApi.write(table, none, 'csv', unwatched)).text()).toBe("'=s1,n,note\n");
  const parquet = await writeApi.write(table, none, 'parquet', unwatched);
  await expect(readTable(parquet, 'a.parquet', readAnything, unwatched)).rejects.toThrow('no rows');
});
