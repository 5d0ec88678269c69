import { expect, test } from 'vitest';
import { classifyApi } from '../../../workers/classify/classify.ts';
import { unwatched } from '../../core/progress.ts';
import { createRng } from '../../core/random/rng.ts';
import type { ColumnProposal } from '../../core/rq/proposal.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import type { ComputeContext } from '../contract.ts';
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
  },
} as unknown as ComputeContext;

test('it learns from measured quantities alone, and gives each event its probability', async () => {
  const params = {
    ...classifyKind.defaults(),
    of: { name: 'odd ones', steps },
    repeats: 1,
    epochs: 10,
  };
  const found = await computeClassify(context, params, inputs());
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
