import { expect, test } from 'vitest';
import { writeCsv } from '../../io/write/csv.ts';
import { createRng } from '../random/rng.ts';
import { bitsAll, bitsFrom, bitsNone } from '../table/bits.ts';
import type { Column } from '../table/column.ts';
import type { EffectList } from './effect.ts';
import { computeEffects } from './effects.ts';
import { effectsTable } from './effects-table.ts';
import { rankColumns } from './ranked-columns.ts';

const rows = 2000;
const column = (name: string, value: (row: number) => number): Column => ({
  name,
  unit: 'phd',
  role: 'feature',
  missing: null,
  type: 'float64',
  values: Float64Array.from({ length: rows }, (_, row) => value(row)),
});
const rng = createRng(2);
const noise = Array.from({ length: rows }, () => rng.normal());
const isIn = (row: number): boolean => row % 10 === 0;
const shifted = column('shifted', (row) => noise[row] + (isIn(row) ? 3 : 0));
const table: Column[] = [
  column('noise', (row) => noise[(row + 7) % rows]),
  shifted,
  column('twice', (row) => -2 * (noise[row] + (isIn(row) ? 3 : 0)) + 0.01 * noise[(row + 1) % rows]),
  column('holes', (row) => (isIn(row) && row % 20 === 0 ? Number.NaN : noise[(row + 3) % rows])),
  column('same holes', (row) => (isIn(row) && row % 20 === 0 ? Number.NaN : noise[(row + 5) % rows])),
  column('gone', (row) => (isIn(row) ? Number.NaN : 1)),
  column('constant', () => 4),
  column('empty', () => Number.NaN),
  {
    name: 'text',
    unit: null,
    role: 'label',
    missing: null,
    type: 'text',
    codes: new Int32Array(rows),
    levels: ['a'],
  },
];
const ranked = rankColumns(table.map((each) => ({ column: each, log: false })));
const names = table.map(({ name }) => name);
const selected = bitsFrom(rows, isIn);
const list = computeEffects(ranked, selected, null, names);
const reasons = ({ left }: EffectList): Record<string, string> =>
  Object.fromEntries(left.map(({ column, reason }) => [column, reason]));

test('the quantity that differs comes first, signed, its twin in the same group', () => {
  expect(list).toMatchObject({ selected: 200, against: 1800, total: rows });
  const [gone, first, second] = list.effects;
  expect(gone.column).toBe('gone missing');
  expect([first.column, second.column].sort()).toEqual(['shifted', 'twice']);
  const effect = list.effects.find((each) => each.column === 'shifted');
  const twin = list.effects.find((each) => each.column === 'twice');
  expect(effect?.score).toBeGreaterThan(0.9);
  expect(twin?.score).toBeLessThan(-0.9);
  expect(effect?.group).toBe(twin?.group);
  expect([effect?.leader, twin?.leader].filter(Boolean)).toHaveLength(1);
  expect((effect?.medianIn ?? 0) - (effect?.medianOut ?? 0)).toBeCloseTo(3, 0);
  const nothing = list.effects.find((each) => each.column === 'noise');
  expect(Math.abs(nothing?.score ?? 1)).toBeLessThan(0.15);
});

test('absence of values is an effect of its own, one for all columns that lack the same rows', () => {
  const absence = list.effects.find((effect) => effect.column === 'holes missing');
  expect(absence?.score).toBeCloseTo(0.5, 12);
  expect(absence?.missingOf).toEqual(['holes', 'same holes']);
  expect([...(absence?.sharesIn ?? [])]).toEqual([0.5, 0.5]);
  const holes = list.effects.find((effect) => effect.column === 'holes');
  expect(holes).toMatchObject({ missingIn: 100, missingOut: 0, countIn: 100, countOut: 1800 });
});

test('columns that say nothing are left out with the reason', () => {
  expect(reasons(list)).toEqual({
    gone: 'no value in the selection',
    constant: 'the same value in every row',
    empty: 'no value in any row',
    text: 'text',
  });
  expect(reasons(computeEffects(ranked, selected, null, ['nope']))).toEqual({
    nope: 'not a column of the table',
  });
});

test('histograms have common edges, shares add up to 1', () => {
  for (const { edges, sharesIn, sharesOut, low, high, score } of list.effects) {
    expect(edges.length).toBe(sharesIn.length + 1);
    expect(sharesOut.length).toBe(sharesIn.length);
    expect(sharesIn.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
    expect(sharesOut.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
    expect(low).toBeLessThanOrEqual(score);
    expect(high).toBeGreaterThanOrEqual(score);
  }
});

test('nothing, everything and a single row', () => {
  const none = computeEffects(ranked, bitsNone(rows), null, names);
  expect(none.effects).toEqual([]);
  expect(reasons(none).noise).toBe('the selection is empty');
  const all = computeEffects(ranked, bitsAll(rows), null, names);
  expect(all.effects).toEqual([]);
  expect(reasons(all).noise).toBe('every row is selected');
  const one = computeEffects(
    ranked,
    bitsFrom(rows, (row) => row === 5),
    null,
    names,
  ); // prettier-ignore
  expect(one.effects.length).toBeGreaterThan(2);
  for (const effect of one.effects) {
    for (const value of [effect.score, effect.low, effect.high, effect.medianIn]) expect(value).not.toBeNaN();
    expect(effect.low).toBeGreaterThanOrEqual(-1);
    expect(effect.high).toBeLessThanOrEqual(1);
  }
});

test('against another selection: rows in both count as selected, the others take no part', () => {
  const against = bitsFrom(rows, (row) => row < 1000);
  const found = computeEffects(ranked, selected, against, ['shifted']);
  expect(found).toMatchObject({ selected: 200, against: 900 });
  expect(found.effects[0].countOut).toBe(900);
  const itself = computeEffects(ranked, selected, selected, ['shifted']);
  expect(reasons(itself).shifted).toBe('the other selection holds no further rows');
});

test('a row-free table', () => {
  expect(computeEffects(rankColumns([]), bitsNone(0), null, []).effects).toEqual([]);
});

test('the list becomes a table that CSV can hold, those that move together under their leader', () => {
  const lines = new TextDecoder()
    .decode(writeCsv(effectsTable(list)))
    .trimEnd()
    .split('\n');
  expect(lines[0]).toBe(
    'quantity,unit,score,score_low,score_high,median_in,median_out,rows_in,rows_out,missing_in,missing_out,moves_with',
  );
  expect(lines).toHaveLength(1 + list.effects.length);
  const fields = lines.slice(1).map((line) => line.split(','));
  expect(fields.map(([quantity]) => quantity)).toEqual(list.effects.map(({ column }) => column));
  list.effects.forEach((effect, i) => {
    expect(Number(fields[i][2])).toBe(effect.score);
    expect(Number(fields[i][7])).toBe(effect.countIn);
  });
  const pair = fields.filter(([quantity]) => ['shifted', 'twice'].includes(quantity));
  expect(pair.map((field) => field.at(-1))).toEqual(['', pair[0][0]]);
});
