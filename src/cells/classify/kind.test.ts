import { expect, test } from 'vitest';
import { createClassifyApi } from '../../../workers/classify/classify.ts';
import type { Applied, Classes } from '../../core/classify/classes.ts';
import type { Separation } from '../../core/classify/separation.ts';
import { unwatched } from '../../core/progress.ts';
import { createRng } from '../../core/random/rng.ts';
import type { ColumnProposal } from '../../core/rq/proposal.ts';
import { bitsFrom, rowsOf } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import type { ComputeContext } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { s1Tagged } from './class-labels.ts';
import { computeClassify, PROBABILITY_COLUMN, SPREAD_COLUMN } from './compute.ts';
import { classifyKind } from './kind.ts';

const ROWS = 900;
const POPULATION = 120;
const steps = [{ mode: 'invert' as const }];

function inputs() {
  const rng = createRng(3);
  const column = (name: string, role: Column['role'], value: (row: number) => number): Column => ({
    name,
    unit: '',
    role,
    type: 'float64',
    missing: null,
    values: Float64Array.from({ length: ROWS }, (_, row) => value(row)),
  });
  const columns = [
    column('area', 'feature', (row) => 10 ** (rng.normal() + (row < POPULATION ? 2.5 : 0))),
    column('x', 'position', () => rng.normal()),
    column('event', 'id', (row) => row),
    column('truth', 'truth', (row) => Number(row < POPULATION)),
  ];
  const proposals = columns.map(
    ({ name, role }) =>
      ({
        column: name,
        role,
        transform: name === 'area' ? 'log10' : 'linear',
        derive: null,
      }) as ColumnProposal,
  );
  const data = { cell: 'data', result: { table: { rows: ROWS, columns }, proposals } };
  // As derive cells hand on the data behind them.
  return { data: { cell: 'derive', result: data.result, inputs: { data } } };
}

const classifyApi = createClassifyApi(null);
const asked: string[] = [];
const context = {
  cell: 'classify',
  signal: new AbortController().signal,
  progress: unwatched,
  inspection: async (cell: string) => {
    asked.push(cell);
    return {
      rows: async () => ({ selected: bitsFrom(ROWS, (row) => row < POPULATION), skipped: [] }),
    };
  },
  jobs: {
    separate: (_call: unknown, ...args: Parameters<typeof classifyApi.separate>) =>
      classifyApi.separate(...args),
    classify: (_call: unknown, ...args: Parameters<typeof classifyApi.classify>) =>
      classifyApi.classify(...args),
    applyModel: (_call: unknown, ...args: Parameters<typeof classifyApi.applyModel>) =>
      classifyApi.applyModel(...args),
  },
} as unknown as ComputeContext;

test('it learns from measured quantities alone, and gives each event its probability', async () => {
  const params = {
    ...classifyKind.defaults(),
    of: { name: 'odd ones', steps },
    repeats: 1,
    epochs: 10,
  };
  const found = (await computeClassify(context, params, inputs())) as Separation;
  expect(asked).toEqual(['data']);
  expect(found.columns).toEqual(['area', 'x']);
  expect([found.population, found.against]).toEqual([POPULATION, ROWS - POPULATION]);
  expect(found.importances[0].columns).toEqual(['area']);
  expect(found.importances[0].direction).toBeGreaterThan(0.5);
  const columns = classifyKind.columns!(found);
  expect(columns.map(({ name }) => name)).toEqual([PROBABILITY_COLUMN, SPREAD_COLUMN]);
  expect(columns.every(({ role }) => role === 'label')).toBe(true);
  expect(classifyKind.summary(found, params)).toMatch(/^odd ones: .*, AUC 0\.9\d\d \(0\.\d+ to /);
  expect(classifyKind.figures!(found)).toMatchObject({ population: POPULATION, auc: found.auc.auc });
});

test('a population that is gone is named', async () => {
  const gone = {
    ...context,
    inspection: async () => ({
      rows: async () => ({ selected: bitsFrom(ROWS, () => false), skipped: ['cluster:cluster'] }),
    }),
  } as unknown as ComputeContext;
  const params = { ...classifyKind.defaults(), of: { name: 'cluster 1', steps } };
  await expect(computeClassify(gone, params, inputs())).rejects.toThrow(
    'cluster 1 cannot be found again: cluster:cluster',
  );
});

test('parameters have limits, and those that a notebook lacks their defaults', () => {
  expect(classifyKind.parse({ of: null, against: null })).toEqual(classifyKind.defaults());
  const given = (patch: object) => () => classifyKind.parse({ of: null, against: null, ...patch });
  expect(given({ folds: 1 })).toThrow('folds');
  expect(given({ hidden: [10_000] })).toThrow('hidden');
  expect(given({ eventsASide: 1e9 })).toThrow('eventsASide');
});

test('several classes from a column; a model that is kept gives the same to other events, or names what they lack', async () => {
  const labels = { from: 'column' as const, column: 'truth' };
  const params = { ...classifyKind.defaults(), task: 'classes' as const, labels, repeats: 1, epochs: 10 };
  expect(classifyKind.needs!({ ...params, labels: null })).toContain('where the classes come from');
  const found = (await computeClassify(context, params, inputs())) as Classes;
  expect(found.columns).toEqual(['area', 'x']);
  expect(found.classes.map(({ name, events }) => [name, events])).toEqual([
    ['0', ROWS - POPULATION],
    ['1', POPULATION],
  ]);
  expect(classifyKind.summary(found, params)).toMatch(/^2 classes, lowest AUC 0\.9/);

  const kept = classifyKind.parse(
    JSON.parse(JSON.stringify({ ...params, task: 'apply', model: found.model })),
  );
  const applied = (await computeClassify(context, kept, inputs())) as Applied;
  expect(applied.counts[0] + applied.counts[1]).toBe(ROWS);
  expect(Math.abs(applied.counts[1] - POPULATION)).toBeLessThan(POPULATION / 2);
  expect(classifyKind.columns!(applied).map(({ name }) => name)).toEqual([PROBABILITY_COLUMN, SPREAD_COLUMN]);
  const other = inputs();
  other.data.result.table.columns = other.data.result.table.columns.slice(1);
  await expect(computeClassify(context, kept, other)).rejects.toThrow('the events have no quantity area');
});

test('a model from a stranger is checked: sizes, fit, numbers', () => {
  const layer = { inputs: 1, outputs: 1, weights: [1], biases: [0] };
  const model = {
    format: 'outcrop-classifier',
    version: 1,
    classes: ['a', 'b'],
    columns: [{ name: 'x', transform: 'linear', edge: 0 }],
    missing: 'impute',
    members: [{ scales: [{ median: 0, scale: 1, indicator: false }], layers: [layer] }],
    calibration: [{ scores: [0, 1], values: [0, 1] }],
    about: '',
  };
  const given = (patch: object) => () =>
    classifyKind.parse({ of: null, against: null, task: 'apply', model: { ...model, ...patch } });
  expect(given({})).not.toThrow();
  expect(given({ format: 'other' })).toThrow('model.format');
  expect(given({ classes: ['a'] })).toThrow('model.classes');
  expect(given({ classes: ['a', 'b', 'c'] })).toThrow('fit the columns and classes');
  const wrong = { ...model.members[0], layers: [{ ...layer, weights: [1, 2] }] };
  expect(given({ members: [wrong] })).toThrow('a weight for each input and output');
  const infinite = { ...model.members[0], layers: [{ ...layer, weights: [Number.POSITIVE_INFINITY] }] };
  expect(given({ members: [infinite] })).toThrow('weights');
});

test('trained on events with an S1 it goes by what the others have as well', () => {
  const number = (name: string, values: number[]): Column => ({
    name,
    unit: '',
    role: 'feature',
    type: 'float64',
    missing: null,
    values: Float64Array.from(values),
  });
  const columns = [
    number('s1', [10, 0, 5, Number.NaN]),
    number('drift', [1, Number.NaN, 2, Number.NaN]),
    number('s2', [1, 2, 3, 4]),
    number('ratio', [1, Number.NaN, 2, Number.NaN]),
  ];
  const data = {
    table: { rows: 4, columns },
    quantities: { s1_area: 's1', drift_time: 'drift', s2_area: 's2' },
  } as unknown as DataResult;
  const features = columns.map(({ name }) => ({ column: name, transform: 'linear' as const }));
  const found = s1Tagged(data, features);
  expect(found.features.map(({ column }) => column)).toEqual(['s2']);
  expect(Array.from(rowsOf(found.tagged))).toEqual([0, 2]);
});
