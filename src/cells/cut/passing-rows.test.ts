import { expect, test } from 'vitest';
import { prepareMatrix } from '../../core/embed/prepare.ts';
import { createRng } from '../../core/random/rng.ts';
import { bitsFrom, countBits, hasBit, rowsOf } from '../../core/table/bits.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { makeTable } from '../../core/table/table.ts';
import { takeRows } from '../../core/table/take-rows.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import { resultKeys } from '../../notebook/result-keys.ts';
import { encodeScatter } from '../../plots/scatter/encode-scatter.ts';
import { scatter } from '../../plots/scatter/kind.ts';
import { computeCluster } from '../cluster/compute.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import { computeExplain } from '../explain/compute.ts';
import { cellKinds } from '../registry.ts';
import { onlyPassing, passingLabel, passingRows } from './passing-rows.ts';

const ROWS = 400;
const random = createRng(2);
const values = (): Float64Array =>
  Float64Array.from({ length: ROWS }, (_, row) => (row % 29 === 0 ? Number.NaN : random.normal()));
const columns = ['x', 'y'].map((name) => ({
  ...({ name, unit: '', role: 'feature', type: 'float64', missing: null } as const),
  values: values(),
}));
const table = makeTable(columns);
const passing = bitsFrom(ROWS, (row) => row % 3 !== 0);
const proposals = columns.map(({ name, role }) => ({ column: name, role }));
const data: CellInput = { cell: 'data', result: { table, proposals } };
const cuts: CellInput = { cell: 'cut', result: { passing, rows: ROWS }, inputs: { data } };

test('what cuts remove is not embedded: the matrix is that of the other rows, which keep their numbers', () => {
  const features = columns.map(({ name }) => ({ column: name, transform: 'linear' as const }));
  const how = { scaling: 'robust', missing: 'impute' } as const;
  const masked = prepareMatrix({ ...table, within: passing }, features, how);
  const alone = prepareMatrix(takeRows(table, rowsOf(passing)), features, how);
  expect(masked.matrix).toEqual(alone.matrix);
  expect(masked.features).toEqual(alone.features);
  expect([...masked.rows].every((row) => hasBit(passing, row))).toBe(true);
  expect(masked.warnings[0]).toBe(`${ROWS - countBits(passing)} of 400 rows left out: removed by cuts`);
  expect(masked.warnings.slice(1)).toEqual(alone.warnings);
});

test('cuts of other events are refused, and no cuts let all pass', () => {
  expect(passingRows({ data })).toBeNull();
  expect(passingRows({ embed: { cell: 'embed', result: {}, inputs: { data } }, cuts })).toBe(passing);
  const other: CellInput = { cell: 'other', result: {} };
  expect(() => passingRows({ data: other, cuts })).toThrow('the cuts of cut are of the events of data');
});

test('clusters are sought among what passes; explanations compare what passes', async () => {
  const sent: unknown[] = [];
  const context = {
    cell: 'c',
    jobs: { cluster: async (_call: unknown, x: Float32Array) => sent.push(x) },
    inspection: async () => ({ effects: async (...steps: unknown[]) => sent.push(steps) }),
  } as unknown as ComputeContext;
  const x = new Float32Array(ROWS).fill(1);
  const embed: CellInput = { cell: 'embed', result: { x, y: x }, inputs: { data } };
  const params = { space: 'plane' } as Parameters<typeof computeCluster>[1];
  await computeCluster(context, params, { embed, cuts });
  expect(
    [...(sent[0] as Float32Array)].every((place, row) => Number.isNaN(place) !== hasBit(passing, row)),
  ).toBe(true);
  const steps = [{ mode: 'replace' as const, clause: { type: 'rows' as const, rows: [0, 1] } }];
  await computeExplain(context, { of: { name: 'a', steps }, against: null }, { data, cuts });
  const only = onlyPassing('cut');
  expect(sent[1]).toEqual([
    [...steps, only],
    [...steps, { mode: 'invert' }, only],
    ['x', 'y'],
  ]);
});

test('a plane of what passes is stale when other rows pass, not when the list tells more', () => {
  const cut = (on: boolean, name = '') => ({
    ...{ id: 'a', name, expression: 'x > 0', sense: 'remove', on, tuned: null },
  });
  const keyOf = (cuts: object[], samples: object[] = []): string | undefined => {
    const cell = (id: string, kind: string, inputs: Record<string, string>, params: object) => ({
      ...{ id, kind, version: 1, title: id, inputs, params, view: {}, collapsed: false },
    });
    const cells = [
      cell('data', 'data', {}, cellKinds.get('data')?.defaults() as object),
      cell('cut', 'cut', { data: 'data' }, { cuts, samples }),
      cell('embed', 'embed', { data: 'data', cuts: 'cut' }, cellKinds.get('embed')?.defaults() as object),
    ];
    const document = { cells, selection: [], selections: [] } as unknown as NotebookDocument;
    return resultKeys(document, cellKinds).get('embed');
  };
  const before = keyOf([cut(true)]);
  expect(keyOf([cut(true, 'gas')], [{ role: 'signal', name: 'a', steps: [] }])).toBe(before);
  expect(keyOf([cut(true), { ...cut(false), id: 'b', expression: 'y > 1' }])).toBe(before);
  expect(keyOf([cut(false)])).not.toBe(before);
  expect(keyOf([cut(true), { ...cut(true), id: 'b', expression: 'y > 1' }])).not.toBe(before);
});

test('a plot of what passes draws nothing else, says why, and a lasso in it means what is drawn', () => {
  const { spec, input } = scatter.example('light');
  const within = bitsFrom(input.rows, (row) => row % 2 === 0);
  const all = encodeScatter(spec, input).counts;
  const { counts, points } = encodeScatter(spec, { ...input, within });
  expect(counts.left[0].reason).toBe('removed by the cuts: not drawn');
  expect(
    counts.drawable +
      counts.left.reduce((sum, left) => sum + (/not drawn$/.test(left.reason) ? left.count : 0), 0),
  ).toBe(all.rows);
  expect(points?.x[1]).toBeNaN();
  const kept = { name: 'cuts', unit: '', role: 'label', type: 'int32', missing: null } as const;
  const { selected } = resolveSteps(
    [{ mode: 'replace', clause: { type: 'rows', rows: [3, 4] }, among: passingLabel('cut') }],
    ROWS,
    () => ({ ...kept, values: Int32Array.from({ length: ROWS }, (_, row) => Number(hasBit(passing, row))) }),
  );
  expect([...rowsOf(selected)]).toEqual([4]);
});
