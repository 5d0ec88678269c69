import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { adjustedRand } from '../stats/adjusted-rand.ts';
import { clusterColumns } from './cluster-columns.ts';
import { coreSquares } from './core-distances.ts';
import { dbscan } from './dbscan.ts';
import { dbscanTree } from './dbscan-tree.ts';
import { hdbscan } from './hdbscan.ts';
import { orderBySize } from './labels.ts';
import { axisOf, type Points } from './points.ts';

interface Golden<Run> {
  name: string;
  dims: number;
  points: number[];
  runs: Run[];
}

interface DbscanRun {
  eps: number;
  minSamples: number;
  labels: number[];
  core: string;
}

interface HdbscanRun {
  minSamples: number;
  minClusterSize: number;
  selection: 'eom' | 'leaf';
  selectionEpsilon: number;
  labels: number[];
  strengths: number[];
}

/** Written by make_goldens.py beside them. */
function goldens<Run>(file: string): Golden<Run>[] {
  return JSON.parse(readFileSync(new URL(`../../../testdata/cluster/${file}`, import.meta.url), 'utf8'));
}

function pointsOf({ points, dims }: Golden<unknown>): Points {
  return { matrix: Float32Array.from(points), rows: points.length / dims, dims };
}

describe.each(goldens<DbscanRun>('dbscan.json'))('scikit-learn: $name', (golden) => {
  const points = pointsOf(golden);
  it.each(golden.runs)('eps $eps, min_samples $minSamples', ({ eps, minSamples, labels, core }) => {
    const expected = orderBySize(Int32Array.from(labels));
    expect(dbscanTree(points, eps, minSamples, unwatched)).toEqual(expected);
    const cores = coreSquares(points, minSamples, unwatched);
    expect(Array.from(cores, (square) => (square <= eps * eps ? 1 : 0)).join('')).toBe(core);
    if (points.dims === 2) {
      expect(dbscan(axisOf(points, 0), axisOf(points, 1), eps, minSamples)).toEqual(expected);
      return;
    }
    const rows = Int32Array.from(labels, (_, row) => row);
    const params = { method: 'dbscan', space: 'columns', eps, minSamples } as const;
    const found = clusterColumns({ ...points, rows }, rows.length, params, unwatched);
    expect(found).toMatchObject({ space: 'columns', dims: points.dims, labels: expected });
  });
});

describe.each(goldens<HdbscanRun>('hdbscan.json'))('plain HDBSCAN: $name', (golden) => {
  const points = pointsOf(golden);
  it.each(golden.runs)(
    'min_samples $minSamples, min_cluster_size $minClusterSize, $selection, epsilon $selectionEpsilon',
    ({ labels, strengths, ...settings }) => {
      const core = coreSquares(points, settings.minSamples, unwatched);
      const found = hdbscan(points, { core, ...settings }, unwatched);
      expect(found.labels).toEqual(orderBySize(Int32Array.from(labels)));
      strengths.forEach((strength, i) => {
        expect(found.strengths[i]).toBeCloseTo(strength, 4);
      });
    },
  );
});

/** Written by judge_hdbscan.py, over the cases of hdbscan.json. */
const SKLEARN: { cases: { name: string; runs: Pick<HdbscanRun, 'labels' | 'strengths'>[] }[] } = JSON.parse(
  readFileSync(new URL('../../../testdata/cluster/hdbscan-sklearn.json', import.meta.url), 'utf8'),
);

describe.each(goldens<HdbscanRun>('hdbscan.json'))('HDBSCAN of scikit-learn: $name', (golden) => {
  const points = pointsOf(golden);
  const theirs = SKLEARN.cases.find(({ name }) => name === golden.name);
  const runs = golden.runs.map((run, i) => ({ ...run, theirs: theirs?.runs[i] }));
  it.each(runs)(
    'min_samples $minSamples, min_cluster_size $minClusterSize, $selection, epsilon $selectionEpsilon',
    ({ theirs, labels: _, strengths: __, ...settings }) => {
      if (!theirs) throw new Error(`no answer of scikit-learn to ${golden.name}`);
      const core = coreSquares(points, settings.minSamples, unwatched);
      const found = hdbscan(points, { core, ...settings }, unwatched);
      const expected = orderBySize(Int32Array.from(theirs.labels));
      if (settings.minSamples === 1) {
        expect(found.labels).toEqual(expected);
        for (const [i, strength] of theirs.strengths.entries())
          expect(found.strengths[i]).toBeCloseTo(strength, 4);
        return;
      }
      // Core distances are lengths of several edges at once: theirs splits such levels one event at a time.
      expect(Math.max(...found.labels)).toBe(Math.max(...expected));
      const apart = found.labels.filter((label, i) => label < 0 !== expected[i] < 0).length;
      expect(apart).toBeLessThanOrEqual(points.rows / 50);
      expect(adjustedRand(found.labels, expected)).toBeGreaterThan(0.94);
    },
  );
});
