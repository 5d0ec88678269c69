import { expect, test } from 'vitest';
import { defaultEmbedParams } from '../../src/core/embed/defaults.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { alone } from '../../src/core/threads/crew.ts';
import { browserLimits } from './browser-limits.ts';
import { createEmbedApi } from './embed.ts';

const rng = createRng(2);
const ROWS = 3000;
const table = makeTable(
  ['a', 'b', 'c', 'd'].map((name) => ({
    name,
    unit: null,
    role: 'feature' as const,
    missing: null,
    type: 'float64' as const,
    values: Float64Array.from({ length: ROWS }, (_, i) => (i % 3) * 5 + rng.normal()),
  })),
);
const features = table.columns.map(({ name }) => ({ column: name, transform: 'linear' as const }));
const params = { ...defaultEmbedParams(ROWS), nNeighbors: 10 };
const unwatched = () => undefined;

test.each(['umap', 'umap-js'] as const)('a trial tells time and memory of a run: %s', async (method) => {
  const done: number[] = [];
  const found = await createEmbedApi(alone).estimate(table, features, { ...params, method }, (report) => {
    done.push(report.done / report.total);
  });
  expect(found).toMatchObject({ rows: ROWS, tableRows: ROWS, threads: 1, refusal: null });
  expect(found.trials[0]).toBe(method === 'umap' ? 2000 : 250);
  expect(found.trials[found.trials.length - 1]).toBeLessThanOrEqual(ROWS);
  const stages = ['prepare', 'knn', 'graph', 'start', 'layout', 'quality', 'outliers'];
  expect(Object.keys(found.time!.stages)).toEqual(stages);
  for (const { low, ms, high } of Object.values(found.time!.stages)) {
    expect(low).toBeLessThanOrEqual(ms);
    expect(ms).toBeLessThanOrEqual(high);
    expect(Number.isFinite(high)).toBe(true);
  }
  expect(found.time!.ms).toBeGreaterThan(0);
  expect(found.memory.bytes).toBeGreaterThan(1e6);
  expect(done[0]).toBe(0);
  expect(done[done.length - 1]).toBe(1);
});

test('where memory would not do nothing is tried, and a run is refused', async () => {
  const api = createEmbedApi(alone, { total: 3e6, totalFrom: 'a test', heap: null });
  const found = await api.estimate(table, features, params, unwatched);
  expect(found).toMatchObject({ trials: [], time: null });
  expect(found.refusal!.reason).toContain('expected at most 0.0 GB, a test');
  await expect(api.embed(table, features, params, unwatched, unwatched)).rejects.toMatchObject({
    code: 'out-of-memory',
    message: expect.stringContaining('fitting 3,000 events in 4 features'),
  });
});

test('limits are those that the browser tells of, else assumed', () => {
  expect(browserLimits({})).toMatchObject({ total: 4e9, heap: null });
  const telling = { navigator: { deviceMemory: 8 }, performance: { memory: { jsHeapSizeLimit: 4e9 } } };
  expect(browserLimits(telling)).toEqual({
    total: 6 * 1024 ** 3,
    totalFrom: '75 % of the 8 GB that this browser tells of',
    heap: 4e9,
  });
});
