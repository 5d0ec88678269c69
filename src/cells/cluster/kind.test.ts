import { expect, test } from 'vitest';
import { clusterApi } from '../../../workers/cluster/cluster.ts';
import { clusterPlane } from '../../core/cluster/cluster-plane.ts';
import { CLUSTER_METHODS, NOT_EMBEDDED } from '../../core/cluster/clustering.ts';
import type { EmbedParams } from '../../core/embed/embedding.ts';
import { unwatched } from '../../core/progress.ts';
import { createRng } from '../../core/random/rng.ts';
import type { Column } from '../../core/table/column.ts';
import type { ComputeContext } from '../contract.ts';
import { CLUSTER_COLUMN, clusterColumns, computeCluster, STRENGTH_COLUMN } from './compute.ts';
import { clusterKind } from './kind.ts';
import { spaceText } from './space-text.ts';

test('a notebook older than some of the parameters has those that it was made with', () => {
  const old = { method: 'dbscan', eps: 0.3, minSamples: null };
  expect(clusterKind.parse(old)).toEqual({
    ...old,
    space: 'plane',
    minClusterSize: null,
    selection: 'eom',
    selectionEpsilon: 0,
  });
  expect(clusterKind.parse(clusterKind.defaults())).toEqual(clusterKind.defaults());
  expect(() => clusterKind.parse({ ...old, minClusterSize: 1 })).toThrow('minClusterSize');
  expect(() => clusterKind.parse({ ...old, space: 'sky' })).toThrow('space');
  expect(() => clusterKind.parse({ ...old, selectionEpsilon: -1 })).toThrow('selectionEpsilon');
});

test('the summary names eps only where there is one', () => {
  const rng = createRng(1);
  const x = Float32Array.from({ length: 600 }, (_, i) => rng.normal() + (i % 2) * 12);
  const y = Float32Array.from(x, () => rng.normal());
  const summary = (method: 'dbscan' | 'hdbscan'): string => {
    const params = { ...clusterKind.defaults(), method };
    return clusterKind.summary({ ...clusterPlane(x, y, params, unwatched), timings: {} }, params);
  };
  expect(summary('dbscan')).toMatch(/^dbscan: 2 clusters, .* % noise, eps 0\.\d+$/);
  expect(summary('hdbscan')).toMatch(/^hdbscan: \d+ clusters, .* % noise, min_cluster_size 15$/);
});

test('the columns of a plane are clustered by the matrix that the plane was made from', async () => {
  const rng = createRng(2);
  const rows = 900;
  const blob = Int32Array.from({ length: rows }, (_, i) => i % 3);
  const column = (name: string, values: Float64Array): Column => ({
    name,
    unit: '',
    role: 'feature',
    type: 'float64',
    values,
    missing: null,
  });
  // A row without any value has no place.
  const drawn = (value: (blob: number) => number): Float64Array =>
    Float64Array.from(blob, (b, row) => (row === 7 ? Number.NaN : value(b)));
  const table = {
    rows,
    columns: [
      column(
        'area',
        drawn((b) => 10 ** (b + 0.1 * rng.normal())),
      ),
      column(
        'width',
        drawn((b) => 500 * (b === 1 ? 1 : -1) + 20 * rng.normal()),
      ),
      column(
        'unused',
        drawn(() => rng.normal()),
      ),
    ],
  };
  const features = [
    { column: 'area', transform: 'log10' as const },
    { column: 'width', transform: 'linear' as const },
  ];
  const scaling = { scaling: 'robust', missing: 'impute' } as const;
  // A plane that says nothing.
  const x = Float32Array.from({ length: rows }, (_, row) => (row === 7 ? Number.NaN : 0));
  const inputs = {
    embed: {
      cell: 'embed',
      result: { x, y: x, params: scaling },
      inputs: { data: { cell: 'data', result: { table, features } } },
    },
  };
  const context = {
    cell: 'cluster',
    signal: new AbortController().signal,
    progress: unwatched,
    jobs: {
      cluster: (_call: unknown, ...args: Parameters<typeof clusterApi.cluster>) =>
        clusterApi.cluster(...args),
    },
  } as unknown as ComputeContext;
  for (const method of CLUSTER_METHODS) {
    const params = { ...clusterKind.defaults(), method, space: 'columns' } as const;
    const found = await computeCluster(context, params, inputs);
    expect(found).toMatchObject({ space: 'columns', dims: 2 });
    expect(found.sizes.slice(0, 3).every((size) => size > 200)).toBe(true);
    expect(found.labels[7]).toBe(NOT_EMBEDDED);
    expect(clusterKind.summary(found, params)).toContain(`${method} in 2 columns: `);
    const names = clusterColumns(found).map(({ name }) => name);
    expect(names).toEqual(method === 'hdbscan' ? [CLUSTER_COLUMN, STRENGTH_COLUMN] : [CLUSTER_COLUMN]);
    // The same matrix again, distances remembered.
    const again = await computeCluster(context, { ...params, eps: 0.4 }, inputs);
    expect(again.curve).toEqual(found.curve);
    // No cluster holds events of two populations.
    const pairs = new Set(Array.from(blob, (b, row) => `${found.labels[row]} ${b}`));
    expect([...pairs].filter((pair) => !pair.startsWith('-'))).toHaveLength(found.sizes.length);
  }
  expect(
    spaceText({ space: 'columns', dims: 2 }, { params: { ...scaling, metric: 'cosine' } as EmbedParams }),
  ).toMatch(/Euclidean in the 2 columns .* robust .*; the plane was made by cosine distances/);
});
