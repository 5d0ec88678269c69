import { expect, test } from 'vitest';
import { defaultEmbedParams } from '../../src/core/embed/defaults.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { bitsNone, countBits, hasBit, setBit } from '../../src/core/table/bits.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { alone } from '../../src/core/threads/crew.ts';
import { clusterApi } from '../cluster/cluster.ts';
import { createEmbedApi } from './embed.ts';

const embedApi = createEmbedApi(alone);

/** Two populations of 200 rows, one row without any value. */
function table() {
  const rng = createRng(1);
  const missing = bitsNone(401);
  setBit(missing, 400);
  const column = (name: string) => ({
    name,
    unit: null,
    role: 'feature' as const,
    missing,
    type: 'float64' as const,
    values: Float64Array.from({ length: 401 }, (_, i) => (i % 2) * 9 + rng.normal()),
  });
  return makeTable([column('a'), column('b'), column('c')]);
}

const features = ['a', 'b', 'c'].map((column) => ({ column, transform: 'linear' as const }));

test.each(['umap', 'umap-js'] as const)(
  'a table becomes a plane and the plane two clusters: %s',
  async (method) => {
    const params = { ...defaultEmbedParams(401), method, epochs: 60 };
    const stages: string[] = [];
    const seen: number[] = [];
    const plane = await embedApi.embed(
      table(),
      features,
      params,
      ({ stage }) => stages.push(stage),
      (x, y, epoch, epochs) => {
        expect(x).toHaveLength(401);
        expect(y[400]).toBeNaN();
        expect(epochs).toBe(60);
        seen.push(epoch);
      },
    );
    expect(plane.x[400]).toBeNaN();
    expect(plane.x.subarray(0, 400).every(Number.isFinite)).toBe(true);
    const all = ['prepare', 'knn', 'graph', 'start', 'layout', 'quality', 'outliers'];
    expect([...new Set(stages)]).toEqual(all);
    expect(Object.keys(plane.timings)).toEqual(all);
    expect(seen[0]).toBe(0);
    expect(seen[seen.length - 1]).toBe(60);
    const found = await clusterApi.cluster(
      plane.x,
      plane.y,
      { method: 'dbscan', eps: 2, minSamples: null },
      () => undefined,
    );
    expect(found.sizes).toEqual([200, 200]);
    expect(found.labels[400]).toBe(-2);
    expect(found.labels[0]).not.toBe(found.labels[1]);
  },
);

test('of a sample the rest is placed by transform, and the result says which rows were fitted', async () => {
  const params = { ...defaultEmbedParams(401), epochs: 60, nNeighbors: 12, sample: 150 };
  const seen: number[] = [];
  const embed = () =>
    embedApi.embed(
      table(),
      features,
      params,
      () => undefined,
      (x) => seen.push(x.filter(Number.isFinite).length),
    );
  const plane = await embed();
  expect(new Set(seen)).toEqual(new Set([150]));
  expect(plane.warnings.join()).toContain('150 of 400 rows were fitted');
  expect(countBits(plane.fitted!)).toBe(150);
  expect(countBits(plane.used)).toBe(400);
  expect(plane.x.subarray(0, 400).every(Number.isFinite)).toBe(true);
  expect(plane.x[400]).toBeNaN();
  expect(plane.outliers.lof.subarray(0, 400).every(Number.isFinite)).toBe(true);
  const { perEvent } = plane.quality.trustworthiness;
  for (let row = 0; row < 401; row++) expect(Number.isFinite(perEvent[row])).toBe(hasBit(plane.fitted!, row));
  const { most } = plane.outliers;
  expect(most).toHaveLength(10);
  expect(most[0].lof).toBe(Math.max(...plane.outliers.lof.subarray(0, 400)));
  for (const { columns } of most) expect(columns.every(({ typical }) => Number.isFinite(typical))).toBe(true);
  expect(Object.keys(plane.timings)).toContain('transform');
  const found = await clusterApi.cluster(
    plane.x,
    plane.y,
    { method: 'dbscan', eps: 2, minSamples: null },
    () => undefined,
  );
  expect(found.sizes).toEqual([200, 200]);
  const again = await embed();
  expect([again.x, again.y, again.fitted]).toEqual([plane.x, plane.y, plane.fitted]);
});

test('a broken parameter is named before any work', async () => {
  const params = { ...defaultEmbedParams(401), minDist: 7 };
  await expect(
    embedApi.embed(
      table(),
      features,
      params,
      () => undefined,
      () => undefined,
    ),
  ).rejects.toThrow('invalid min_dist: 7; expected a number from 0 to spread (1)');
});
