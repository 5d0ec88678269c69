import { expect, test } from 'vitest';
import { createCompareApi } from '../../../workers/compare/compare.ts';
import { deriveApi } from '../../../workers/derive/derive.ts';
import { createEmbedApi } from '../../../workers/embed/embed.ts';
import { clusterPlane } from '../../core/cluster/cluster-plane.ts';
import { defaultEmbedParams } from '../../core/embed/defaults.ts';
import { unwatched } from '../../core/progress.ts';
import { decideTable } from '../../core/rq/decide.ts';
import { defaultFeatures, quantityColumns } from '../../core/rq/defaults.ts';
import { simulateRun } from '../../core/simulate/simulate-run.ts';
import { countBits } from '../../core/table/bits.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { alone } from '../../core/threads/crew.ts';
import type { ComputeContext } from '../contract.ts';
import { computeDerive } from '../derive/compute.ts';
import { compareColumns } from './columns.ts';
import { computeCompare } from './compute.ts';
import { encodeSharedPlane } from './encode-shared-plane.ts';
import { findingsOf } from './findings.ts';
import { compareKind } from './kind.ts';
import { stepsOf } from './picks.ts';

const context = {
  cell: 'compare',
  signal: new AbortController().signal,
  progress: unwatched,
  jobs: {
    derive: (_call: unknown, ...args: Parameters<typeof deriveApi.derive>) => deriveApi.derive(...args),
    compareEvents: (
      _call: unknown,
      request: Parameters<ReturnType<typeof createCompareApi>['compareEvents']>[0],
    ) => createCompareApi(alone).compareEvents(request, unwatched),
  },
} as unknown as ComputeContext;

function data(reprocessed: boolean) {
  const raw = simulateRun({ preset: 'lz-sr1', events: 700, seed: 2, reprocessed }, unwatched);
  const { table, proposals } = decideTable(raw, {});
  const features = defaultFeatures(proposals).filter(({ column }) => /tba|rise|area/.test(column));
  const label = reprocessed ? 'after' : 'before';
  return {
    table,
    proposals,
    features,
    quantities: quantityColumns(proposals),
    source: { label },
    warnings: [],
  };
}

async function inputs() {
  const mine = data(false);
  const params = { ...defaultEmbedParams(700), epochs: 30 };
  const plane = await createEmbedApi(alone).embed(
    mine.table,
    mine.features,
    params,
    unwatched,
    () => undefined,
  );
  const clustering = { method: 'dbscan', eps: null, minSamples: null } as const;
  const clusters = clusterPlane(plane.x, plane.y, clustering, unwatched);
  const reviewed = { cell: 'data', result: mine, inputs: {} };
  const embed = { cell: 'embed', result: plane, inputs: { data: reviewed } };
  return { reviewed, cluster: { cell: 'cluster', result: clusters, inputs: { embed } } };
}

test('parameters of strangers are bounded', () => {
  const given = compareKind.defaults();
  expect(compareKind.parse(given)).toEqual(given);
  expect(() => compareKind.parse({ ...given, falseShare: 0.5 })).toThrow('falseShare');
  expect(() => compareKind.parse({ ...given, reviewed: new Array(33).fill('a') })).toThrow('reviewed');
  expect(() => compareKind.parse({ ...given, livetimes: { a: -1 } })).toThrow('livetimes');
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`r${i}`, 1]));
  expect(() => compareKind.parse({ ...given, livetimes: many })).toThrow('at most 100 livetimes');
});

test('a second data cell and the runs of one: findings, columns and what they select', async () => {
  const { reviewed, cluster } = await inputs();
  const params = compareKind.defaults();
  const other = { cell: 'new', result: data(true) };
  const twin = await computeCompare(context, params, { data: other, cluster });
  expect(twin.mode).toBe('processings');
  expect(twin.idChoices.slice(0, 2)).toEqual(['run_id', 'event_id']);
  const [moved, ...rest] = findingsOf(twin);
  expect(moved.text).toMatch(/^The new processing moved \d+ of 700 matched events \(s1_rise_ns, /);
  expect(rest.map(({ text }) => text).join(' ')).toMatch(
    /events? unlike anything reviewed, \d+ expected by chance/,
  );
  const columns = compareColumns(twin);
  expect(columns.map(({ name }) => name)).toEqual([
    ...['UMAP 1', 'UMAP 2', 'compared run', 'unlike reviewed', 'distance to reviewed', 'cluster', 'moved'],
    ...['was in cluster', 'changed cluster'],
  ]);
  expect(columns.every(({ role }) => role === 'label')).toBe(true);
  const find = (ref: string) => columns.find(({ name }) => ref === `compare:${name}`);
  const cells = { compare: 'compare', cluster: 'cluster', data: 'data' };
  const picked = (pick: Parameters<typeof stepsOf>[0]): number => {
    const found = resolveSteps(stepsOf(pick, twin, cells).steps, 700, find);
    expect(found.skipped).toEqual([]);
    return countBits(found.selected);
  };
  expect(picked({ type: 'crossed' })).toBe(twin.processing!.crossed);
  expect(picked({ type: 'unlike', run: 0 })).toBe(twin.novel.runs[0].count);
  const [row] = twin.clusters[0].runs;
  expect(picked({ type: 'cluster', label: twin.clusters[0].label, run: 0 })).toBe(row.count);
  const model = encodeSharedPlane(twin, 0, 'dark');
  expect(model.frame.legend.map(({ count }) => count)).toEqual([700, 700, twin.processing!.crossed]);
  expect(model.points!.tone).toHaveLength(1400);

  const runs = await computeCompare(context, params, { data: reviewed, cluster });
  expect(runs).toMatchObject({ mode: 'runs', runColumn: 'run_id', reviewed: ['7300'] });
  expect(compareColumns(runs).map(({ name }) => name)).toEqual([
    ...['compared run', 'unlike reviewed', 'distance to reviewed'],
  ]);
  const timed = await computeCompare(
    context,
    { ...params, livetimes: { '7300': 7200, '7301': 7200 } },
    { data: reviewed, cluster },
  );
  const tests = timed.clusters[0].runs.map(({ test: name }) => name);
  expect(tests).toEqual(['rates', 'shares', 'shares', 'shares', 'shares', 'shares', 'shares']);
  expect(compareKind.summary(timed, params)).not.toBe('');
});

test('columns derived of the reviewed data are made of the other as well', async () => {
  const { reviewed, cluster } = await inputs();
  const [expression, name] = ['log10(s2_area_phd / s1_area_phd)', 'ratio'];
  const definition = { name, expression, unit: null, feature: 'linear' } as const;
  const derive = await computeDerive(context, { columns: [definition], alone: true }, { data: reviewed });
  expect(derive.features).toEqual([{ column: name, transform: 'linear' }]);
  const { embed } = cluster.inputs;
  const mine = { cell: 'derive', result: { ...derive, features: data(false).features } };
  const behind = { ...cluster, inputs: { embed: { ...embed, inputs: { data: mine } } } };
  const theirs = { cell: 'new', result: data(true) };
  const found = await computeCompare(context, compareKind.defaults(), { data: theirs, cluster: behind });
  expect(found.columns.onlyReference).toEqual([]);
  expect(found.notes).toEqual(['ratio was derived of after as well, running curves of its own events']);
  expect(found.columns.shifts.map(({ column }) => column)).toContain(name);
});
