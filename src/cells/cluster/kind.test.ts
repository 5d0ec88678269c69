import { expect, test } from 'vitest';
import { clusterPlane } from '../../core/cluster/cluster-plane.ts';
import { unwatched } from '../../core/progress.ts';
import { createRng } from '../../core/random/rng.ts';
import { clusterKind } from './kind.ts';

test('a notebook older than min_cluster_size still parses', () => {
  const old = { method: 'dbscan', eps: 0.3, minSamples: null };
  expect(clusterKind.parse(old)).toEqual({ ...old, minClusterSize: null });
  expect(clusterKind.parse(clusterKind.defaults())).toEqual(clusterKind.defaults());
  expect(() => clusterKind.parse({ ...old, minClusterSize: 1 })).toThrow('minClusterSize');
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
