import { expect, test } from 'vitest';
import { createCompareApi } from '../../../workers/compare/compare.ts';
import { createEmbedApi } from '../../../workers/embed/embed.ts';
import { clusterPlane } from '../cluster/cluster-plane.ts';
import { defaultEmbedParams } from '../embed/defaults.ts';
import { unwatched } from '../progress.ts';
import { decideTable } from '../rq/decide.ts';
import { defaultFeatures } from '../rq/defaults.ts';
import { POPULATIONS } from '../simulate/labels.ts';
import { simulateRun } from '../simulate/simulate-run.ts';
import type { Table } from '../table/table.ts';
import { takeRows } from '../table/take-rows.ts';
import { alone } from '../threads/crew.ts';
import type { CompareRequest, Comparison } from './comparison.ts';

const EVENTS = 2000;
const FEATURES = [
  's1_area_phd',
  's1_tba',
  's1_rise_ns',
  's1_prompt_frac',
  's2_area_phd',
  's2_tba',
  's2_rms_ns',
];

function simulated(seed: number, reprocessed = false) {
  const raw = simulateRun({ preset: 'lz-sr1', events: EVENTS, seed, reprocessed }, unwatched);
  const { table, proposals } = decideTable(raw, {});
  const truth = raw.columns.find(({ name }) => name === 'truth');
  const codes = truth?.type === 'text' ? truth.codes : new Int32Array(EVENTS);
  const features = defaultFeatures(proposals).filter(({ column }) => FEATURES.includes(column));
  const compared = proposals
    .filter(({ role }) => role === 'feature' || role === 'position')
    .map(({ column, transform }) => ({ column, log: transform === 'log10' }));
  const named = (name: string) => (row: number) => POPULATIONS[codes[row]] === name;
  return { table, features, compared, named };
}

const rowsOf = (table: Table, keep: (row: number) => boolean): Int32Array =>
  Int32Array.from({ length: table.rows }, (_, row) => row).filter(keep);

async function reviewed(
  { features, compared }: ReturnType<typeof simulated>,
  table: Table,
): Promise<Omit<CompareRequest, 'other' | 'runColumn' | 'referenceRuns'>> {
  const params = { ...defaultEmbedParams(table.rows), epochs: 36, nNeighbors: 17, seed: 1 };
  const plane = await createEmbedApi(alone).embed(table, features, params, unwatched, () => undefined);
  const clustering = { method: 'dbscan', eps: null, minSamples: null } as const;
  const { labels } = clusterPlane(plane.x, plane.y, clustering, unwatched);
  return {
    ...{ reference: table, referenceName: 'reviewed', otherName: 'new', features, params, compared },
    ...{
      x: plane.x,
      y: plane.y,
      fitted: plane.fitted,
      labels,
      livetimes: {},
      ids: [],
      tie: null,
      places: [],
      quantities: {},
    },
    falseShare: 0.005,
  };
}

const compare = (request: CompareRequest): Promise<Comparison> =>
  createCompareApi(alone).compareEvents(request, unwatched);

const beyond = ({ clusters }: Comparison): number =>
  clusters.flatMap(({ runs }) => runs).filter(({ sigma }) => sigma > 1.96).length;

test('half of a run beside the other half holds nothing new; a population taken from the reviewed half is found', async () => {
  const run = simulated(3);
  const even = takeRows(
    run.table,
    rowsOf(run.table, (row) => row % 2 === 0),
  );
  const odd = rowsOf(run.table, (row) => row % 2 === 1);
  const other = takeRows(run.table, odd);
  const base = { ...(await reviewed(run, even)), runColumn: null, referenceRuns: [] };
  const same = await compare({ ...base, other });
  expect(same.mode).toBe('tables');
  expect(beyond(same)).toBe(0);
  expect(same.looks).toBe(same.clusters.length + 1);
  expect(same.novel.runs[0].sigma).toBeLessThan(1.96);
  expect(same.novel.populations).toEqual([]);
  expect(
    same.columns.shifts.filter(({ sigma }) => sigma > 3).map(({ column, sigma, ks }) => [column, sigma, ks]),
  ).toEqual([]);
  expect(same.carriedOwn).toBeGreaterThan(0.95);
  // All that start too early in the new half, none in the reviewed one.
  const late = run.named('reco_long_rise');
  const without = takeRows(
    run.table,
    rowsOf(run.table, (row) => row % 2 === 0 && !late(row)),
  );
  const rows = rowsOf(run.table, (row) => row % 2 === 1 || late(row));
  const found = await compare({
    ...base,
    ...(await reviewed(run, without)),
    other: takeRows(run.table, rows),
  });
  const { novel } = found;
  expect(novel.runs[0].sigma).toBeGreaterThan(1.96);
  const [first] = novel.populations;
  const members = rows.filter((_, i) => found.population[i] === first.label);
  const right = members.filter(late).length;
  expect(right / members.length).toBeGreaterThan(0.9);
  expect(right / rows.filter(late).length).toBeGreaterThan(0.8);
  expect(first.leads[0]).toMatchObject({ feature: 's1_rise_ns' });
  expect(first.leads[0].shift).toBeGreaterThan(1);
});

test('a run and its reprocessed twin: the same events, and what the fix moved', async () => {
  const before = simulated(4);
  const after = simulated(4, true);
  const base = await reviewed(before, before.table);
  const request = {
    ...base,
    other: after.table,
    runColumn: null,
    referenceRuns: [],
    ids: ['run_id', 'event_id'],
  };
  const found = await compare({ ...request, tie: 'event_time_s' });
  expect(found.mode).toBe('processings');
  const processing = found.processing!;
  expect(processing.match).toMatchObject({
    matched: EVENTS,
    tied: true,
    ambiguous: { reference: 0, other: 0 },
  });
  const late = before.named('reco_long_rise');
  const lateRows = rowsOf(before.table, late);
  expect(processing.changes[0]).toMatchObject({ appeared: 0, vanished: 0 });
  expect(processing.changes.map(({ column }) => column)).toContain('s1_rise_ns');
  expect(processing.changes.find(({ column }) => column === 's1_rise_ns')!.difference[1]).toBeLessThan(-250);
  // A few have no S1 that could start at all.
  expect(lateRows.length - processing.moved).toBeLessThan(5);
  expect(processing.most.every(({ row }) => late(row))).toBe(true);
  // An event that did not change stays in its cluster: its own twin has no vote.
  const crossed = rowsOf(before.table, (row) => found.wasIn![row] !== found.labels[row]);
  expect(crossed.every(late)).toBe(true);
  expect(crossed.length).toBe(processing.crossed);
  expect(crossed.length).toBeGreaterThan(0.8 * lateRows.length);
  expect(found.clusters.some(({ runs: [row] }) => row.test === 'moves' && row.sigma > 3)).toBe(true);
  expect(found.columns.shifts[0].column).toMatch(/^s1_(rise|aft)/);
  // Ids that agree by chance do not make two runs one.
  const other = await compare({ ...request, other: simulated(5).table });
  expect(other.mode).toBe('tables');
  expect(other.warnings.join()).toContain('taken for different events');
});

test('what is wrong with a request is said', async () => {
  const run = simulated(6);
  const base = {
    ...(await reviewed(run, run.table)),
    other: null,
    runColumn: 'run_id',
    referenceRuns: ['1'],
  };
  await expect(compare(base)).rejects.toThrow('no run of run_id is 1; expected one of 7300');
  await expect(compare({ ...base, runColumn: null })).rejects.toThrow('no column of runs');
  await expect(compare({ ...base, runColumn: 'event_id' })).rejects.toThrow('more than 32 different values');
  await expect(compare({ ...base, falseShare: 0 })).rejects.toThrow('invalid false share: 0');
  const gone = run.table.columns.filter(({ name }) => name !== 's1_tba');
  const found = await compare({ ...base, other: { rows: run.table.rows, columns: gone }, runColumn: null });
  expect(found.columns.onlyReference).toEqual(['s1_tba']);
  expect(found.warnings.join()).toContain('does not have s1_tba');
  const units = run.table.columns.map((column) =>
    column.name === 's1_rise_ns' ? { ...column, unit: 'us' } : column,
  );
  const mixed = await compare({ ...base, other: { rows: run.table.rows, columns: units }, runColumn: null });
  expect(mixed.columns.units).toEqual([{ column: 's1_rise_ns', reference: 'ns', other: 'us' }]);
});
