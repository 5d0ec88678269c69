import { expect, test } from 'vitest';
import { unwatched } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { bitsFrom, bitsNone, rowsOf } from '../../src/core/table/bits.ts';
import type { SelectionStep } from '../../src/core/table/clause.ts';
import type { Column, Role } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { createInspectApi } from './inspect.ts';

const rows = 1000;
const rng = createRng(6);
const column = (name: string, role: Role, value: (row: number) => number): Column => ({
  name,
  unit: null,
  role,
  missing: null,
  type: 'float64',
  values: Float64Array.from({ length: rows }, (_, row) => value(row)),
});
const gas = (row: number): boolean => row % 20 === 0;
const table = makeTable([
  column('event_id', 'id', (row) => row),
  column('s1_tba', 'feature', (row) => (gas(row) ? 0.45 : -0.5) + 0.1 * rng.normal()),
  column('s2_area_phd', 'feature', (row) => 10 ** (3 + 0.3 * rng.normal()) * (gas(row) ? 0.5 : 1)),
  column('drift_time_us', 'position', () => 900 * rng.uniform()),
]);

test('measured columns of other cells are ranked, summed up and compared like those of the table', async () => {
  const api = createInspectApi();
  await api.load('data', table, null, unwatched);
  const [, tba, area] = table.columns;
  const twice = { ...tba, name: 'twice' };
  const population: SelectionStep[] = [
    { mode: 'replace', clause: { type: 'range', column: 'derive:twice', low: 0, high: null } },
  ];
  const names = async () => (await api.summaries(unwatched)).map((summary) => summary.column);
  const own = table.columns.map(({ name }) => name);
  const effects = async (columns: string[]) =>
    (await api.compare(population, null, columns)).effects.map((effect) => effect.column);

  await api.setColumns('derive', [twice, { ...area, name: 's1_tba' }], true);
  expect(await names()).toEqual([...own, 'twice']);
  expect((await effects([])).sort()).toEqual(['drift_time_us', 's1_tba', 's2_area_phd', 'twice']);
  expect((await effects(['twice']))[0]).toBe('twice');
  const before = (await api.summaries(unwatched)).find(({ column: name }) => name === 'twice');

  await api.setColumns('derive', [{ ...area, name: 'twice' }], true);
  const after = (await api.summaries(unwatched)).find(({ column: name }) => name === 'twice');
  expect(after?.log).toBe(false);
  expect(after?.median).not.toBe(before?.median);
  expect(after?.median).toBe((await api.summaries(unwatched))[2].median);

  await api.dropColumns('derive');
  expect(await names()).toEqual(own);
  expect(await effects(['twice'])).toEqual([]);
  await api.load('data', table, null, unwatched);
  expect(await names()).toEqual(own);
});

test('load, resolve, compare', async () => {
  const api = createInspectApi();
  const stages: string[] = [];
  await api.load('data', table, null, ({ stage }) => stages.push(stage));
  expect(stages).toContain('ranking columns');
  const labels = column('label', 'label', (row) => (gas(row) ? 3 : -1));
  await api.setColumns('cluster', [labels]);
  const population: SelectionStep[] = [
    { mode: 'replace', clause: { type: 'labels', column: 'cluster:label', labels: [3] } },
    { mode: 'intersect', clause: { type: 'range', column: 'data:s1_tba', low: 0, high: null } },
    { mode: 'add', clause: { type: 'range', column: 'embed:UMAP 1', low: 0, high: null } },
  ];
  const list = await api.compare(population, null, []);
  const { selected, skipped } = await api.rows(population);
  expect(skipped).toEqual(['embed:UMAP 1']);
  expect(rowsOf(selected).length).toBe(50);
  expect(await api.effects(selected, null, [])).toEqual(list);
  expect(list.effects.map((effect) => effect.column)).toEqual(['s1_tba', 's2_area_phd', 'drift_time_us']);
  expect(list.effects[0].score).toBe(1);
  expect(list.effects[1].log).toBe(true);
  const named = await api.effects(selected, null, ['event_id', 's1_tba', 'nope']);
  expect(named.effects.map((effect) => effect.column).sort()).toEqual(['event_id', 's1_tba']);
  expect(named.left).toEqual([{ column: 'nope', reason: 'not a column of the table' }]);

  const late: SelectionStep[] = [
    { mode: 'replace', clause: { type: 'range', column: 'data:event_id', low: 500, high: null } },
  ];
  const other = await api.compare(population, late, []);
  const lateRows = bitsFrom(rows, (row) => row >= 500);
  expect(other).toEqual(await api.effects(selected, lateRows, []));
  expect(other.against).toBe(475);

  const summaries = await api.summaries(unwatched);
  expect(summaries.map((summary) => summary.column)).toEqual(table.columns.map(({ name }) => name));
  expect(summaries[2].log).toBe(true);

  await api.dropColumns('cluster');
  expect((await api.rows(population.slice(0, 1))).skipped).toEqual(['cluster:label']);
});

test('what does not fit the table is refused', async () => {
  const api = createInspectApi();
  await expect(api.summaries(unwatched)).rejects.toThrow('no table is loaded');
  await api.load('data', table, null, unwatched);
  await expect(api.effects(bitsNone(7), null, [])).rejects.toThrow('a selection of 7 rows; expected 1000');
  const short = { ...column('x', 'feature', () => 0), type: 'float64' as const, values: new Float64Array(3) };
  await expect(api.setColumns('embed', [short])).rejects.toThrow('column embed:x has 3 rows; expected 1000');
});

test('loading another table forgets the columns of the first', async () => {
  const api = createInspectApi();
  await api.load('data', table, null, unwatched);
  await api.load('other', table, null, unwatched);
  const steps: SelectionStep[] = [
    { mode: 'replace', clause: { type: 'range', column: 'data:s1_tba', low: 0, high: null } },
  ];
  expect((await api.rows(steps)).skipped).toEqual(['data:s1_tba']);
  const one = await api.effects(bitsFrom(rows, gas), null, ['s1_tba']);
  expect(one.effects).toHaveLength(1);
});
