import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { clusterPlane } from './cluster-plane.ts';
import { coreSquares } from './core-distances.ts';
import { hdbscan as cluster } from './hdbscan.ts';
import { condense } from './hdbscan-condensed-tree.ts';
import { selectClusters } from './hdbscan-selection.ts';
import { type SpanningTree, reachabilityTree as treeOf } from './hdbscan-spanning-tree.ts';
import { orderBySize } from './labels.ts';
import { type Points, planePoints } from './points.ts';

function reachabilityTree(x: Float32Array, y: Float32Array, minSamples: number): SpanningTree {
  const points = planePoints(x, y);
  return treeOf(points, coreSquares(points, minSamples, unwatched), unwatched);
}

function settingsFor(points: Points, minSamples: number, minClusterSize: number) {
  const core = coreSquares(points, Math.max(1, minSamples), unwatched);
  return { core, minSamples, minClusterSize, selection: 'eom', selectionEpsilon: 0 } as const;
}

function hdbscan(x: Float32Array, y: Float32Array, minSamples: number, minClusterSize: number): Int32Array {
  const points = planePoints(x, y);
  return cluster(points, settingsFor(points, minSamples, minClusterSize), unwatched).labels;
}

interface Plane {
  x: Float32Array;
  y: Float32Array;
}

/** The matrix of squared mutual reachability distances. */
function reachability({ x, y }: Plane, minSamples: number): number[][] {
  const square = Array.from(x, (_, i) => Array.from(x, (_, j) => (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2));
  const core = square.map((row) => [...row].sort((a, b) => a - b)[Math.min(minSamples, x.length) - 1]);
  return square.map((row, i) => row.map((d, j) => Math.max(d, core[i], core[j])));
}

/** Weights of Prim's tree, rising. */
function primWeights(distance: number[][]): number[] {
  const points = distance.length;
  const inside = new Set([0]);
  const weights: number[] = [];
  while (inside.size < points) {
    let best = [Number.POSITIVE_INFINITY, -1];
    for (const i of inside) {
      for (let j = 0; j < points; j++) {
        if (!inside.has(j) && distance[i][j] < best[0]) best = [distance[i][j], j];
      }
    }
    weights.push(best[0]);
    inside.add(best[1]);
  }
  return weights.sort((a, b) => a - b);
}

/**
 * From the top, without a spanning tree: a cluster is cut at each length of the matrix in turn into the parts
 * that shorter ones connect, those of minClusterSize are its heirs, and whatever is chosen is chosen on the
 * way back up.
 */
function slowHdbscan(plane: Plane, minSamples: number, minClusterSize: number): Int32Array {
  const points = plane.x.length;
  const distance = reachability(plane, minSamples);
  const levels = [...new Set(primWeights(distance))].sort((a, b) => b - a);
  const shortest = levels.findLast((level) => level > 0) ?? 1;

  function partsBelow(members: number[], level: number): number[][] {
    const left = new Set(members);
    const parts: number[][] = [];
    for (const seed of members) {
      if (!left.delete(seed)) continue;
      const part = [seed];
      for (const i of part) {
        for (const j of left) {
          if (distance[i][j] < level) {
            left.delete(j);
            part.push(j);
          }
        }
      }
      parts.push(part);
    }
    return parts;
  }

  /** The best selection at and below a cluster born at a density, and what it is worth. */
  function select(born: number[], birth: number, root: boolean): { mass: number; chosen: number[][] } {
    let members = born;
    let mass = 0;
    for (const level of levels) {
      const density = 1 / Math.sqrt(Math.max(level, shortest));
      const parts = partsBelow(members, level);
      if (parts.length === 1) continue;
      const heirs = parts.filter((part) => part.length >= minClusterSize);
      const stay = heirs.length === 1 ? heirs[0] : [];
      mass += (members.length - stay.length) * (density - birth);
      members = stay;
      if (heirs.length === 1) continue;
      const below = heirs.map((heir) => select(heir, density, false));
      const sum = below.reduce((total, part) => total + part.mass, 0);
      if (root || sum > mass * (1 + 1e-12))
        return { mass: sum, chosen: below.flatMap((part) => part.chosen) };
      return { mass, chosen: [born] };
    }
    throw new Error('a cluster that never falls apart');
  }

  const labels = new Int32Array(points).fill(-1);
  if (points < minClusterSize) return labels;
  const all = Array.from({ length: points }, (_, i) => i);
  select(all, 0, true).chosen.forEach((members, label) => {
    for (const i of members) labels[i] = label;
  });
  return orderBySize(labels);
}

function blobs(points: number, seed: number, grid = 0): Plane {
  const rng = createRng(seed);
  const x = new Float32Array(points);
  const y = new Float32Array(points);
  for (let i = 0; i < points; i++) {
    const blob = rng.integer(5);
    x[i] = (blob % 3) * 2 + rng.normal() * (0.1 + 0.1 * blob);
    y[i] = Math.floor(blob / 3) * 2 + rng.normal() * 0.3;
    if (blob === 4 && rng.integer(2) === 0) {
      x[i] = 8 * rng.uniform() - 2;
      y[i] = 6 * rng.uniform() - 2;
    }
    if (grid > 0) {
      x[i] = Math.round(x[i] / grid) * grid;
      y[i] = Math.round(y[i] / grid) * grid;
    }
  }
  return { x, y };
}

/** Whether two labellings are one but for the names of clusters of equal size. */
function samePartition(a: Int32Array, b: Int32Array): boolean {
  const forth = new Map<number, number>([[-1, -1]]);
  const back = new Map<number, number>([[-1, -1]]);
  return a.every((label, i) => {
    if (!forth.has(label)) forth.set(label, b[i]);
    if (!back.has(b[i])) back.set(b[i], label);
    return forth.get(label) === b[i] && back.get(b[i]) === label;
  });
}

describe('reachabilityTree', () => {
  it('has the lengths of Prim, and connects all points', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const plane = blobs(150 + 4 * seed, seed, seed % 3 === 0 ? 0.25 : 0);
      const minSamples = [1, 2, 5, 12][seed % 4];
      const tree = reachabilityTree(plane.x, plane.y, minSamples);
      const slow = primWeights(reachability(plane, minSamples));
      // Neighbours are ranked in single precision.
      [...tree.weight]
        .sort((a, b) => a - b)
        .forEach((weight, e) => {
          expect(Math.abs(weight - slow[e])).toBeLessThanOrEqual(1e-6 * slow[e]);
        });
      const reached = new Set([0]);
      for (let before = 0; before < reached.size; ) {
        before = reached.size;
        tree.from.forEach((from, e) => {
          if (reached.has(from)) reached.add(tree.to[e]);
          if (reached.has(tree.to[e])) reached.add(from);
        });
      }
      expect(reached.size).toBe(plane.x.length);
    }
  });
});

describe('condense', () => {
  it('solves a case by hand', () => {
    // On a line: 0 1 2, then 6 7 8 9, then 40; min_samples 1, so that lengths are plain distances.
    const x = Float32Array.of(0, 1, 2, 6, 7, 8, 9, 40);
    const tree = reachabilityTree(x, new Float32Array(8), 1);
    const condensed = condense(8, tree, 3, () => undefined);
    const { parent, size, stability, clusterOf } = condensed;
    const chosen = selectClusters(condensed, 'eom', 0);
    const labels = clusterOf.map((c) => (c < 0 ? -1 : chosen[c]));
    // Both groups form at distance 1 and meet at 4; the last point comes to the root at 31.
    expect(parent).toEqual([2, 2, -1]);
    expect([...size].sort()).toEqual([3, 4, 8]);
    const bySize = [3, 4].map((points) => stability[size.indexOf(points)]);
    expect(bySize[0]).toBeCloseTo(3 * (1 - 1 / 4), 12);
    expect(bySize[1]).toBeCloseTo(4 * (1 - 1 / 4), 12);
    expect([...orderBySize(labels)]).toEqual([1, 1, 1, 0, 0, 0, 0, -1]);
  });

  it('takes a cluster whole where that outweighs its parts', () => {
    // 0 1 2 and 3.1 4.1 5.1 part at 1.1 only; far away 20 21 22.
    const x = Float32Array.of(0, 1, 2, 3.1, 4.1, 5.1, 20, 21, 22);
    expect([...hdbscan(x, new Float32Array(9), 1, 3)]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1]);
  });
});

describe('hdbscan', () => {
  it('equals the slow version on random planes, with and without duplicates', () => {
    let clusters = 0;
    for (let seed = 1; seed <= 24; seed++) {
      const plane = blobs(80 + 4 * seed, seed, seed % 3 === 0 ? 0.25 : 0);
      for (const [minSamples, minClusterSize] of [
        [1, 4],
        [4, 6],
        [5, 15],
      ]) {
        const found = hdbscan(plane.x, plane.y, minSamples, minClusterSize);
        const slow = slowHdbscan(plane, minSamples, minClusterSize);
        expect(samePartition(found, slow), `seed ${seed} ${minSamples} ${minClusterSize}`).toBe(true);
        clusters += Math.max(...found) + 1;
      }
    }
    expect(clusters).toBeGreaterThan(150);
  });

  it('does not depend on the order of the points', () => {
    const { x, y } = blobs(3000, 7, 0.0625);
    const labels = hdbscan(x, y, 8, 20);
    const turned = hdbscan(x.slice().reverse(), y.slice().reverse(), 8, 20).reverse();
    expect(Math.max(...labels)).toBeGreaterThan(0);
    expect(samePartition(labels, turned)).toBe(true);
  });

  it('stands no point, one, fewer than a cluster, and coinciding ones', () => {
    const none = new Float32Array(0);
    expect([...hdbscan(none, none, 5, 5)]).toEqual([]);
    expect([...hdbscan(Float32Array.of(1), Float32Array.of(1), 5, 5)]).toEqual([-1]);
    const three = Float32Array.of(1, 2, 3);
    expect([...hdbscan(three, three, 5, 5)]).toEqual([-1, -1, -1]);
    const same = new Float32Array(20_000);
    expect(hdbscan(same, same, 20, 20).every((label) => label === -1)).toBe(true);
    // Two heaps of coinciding points.
    const heaps = Float32Array.from(same, (_, i) => (i < 12_000 ? 0 : 1));
    const labels = hdbscan(heaps, same, 20, 20);
    expect(labels.every((label, i) => label === (i < 12_000 ? 0 : 1))).toBe(true);
  });

  it('reports from start to end, never back', () => {
    const points = planePoints(blobs(20_000, 5).x, blobs(20_000, 5).y);
    const reports: number[] = [];
    cluster(points, settingsFor(points, 8, 20), ({ done }) => reports.push(done));
    expect(reports.every((done, i) => i === 0 || done >= reports[i - 1])).toBe(true);
    expect(reports[0]).toBe(0);
    expect(reports.at(-1)).toBeGreaterThan(16_000);
  });

  it('refuses a min_cluster_size below 2', () => {
    const one = new Float32Array(1);
    expect(() => hdbscan(one, one, 5, 1)).toThrow(
      'invalid min_cluster_size: 1; expected a whole number >= 2',
    );
    expect(() => hdbscan(one, one, 0, 5)).toThrow('invalid min_samples: 0');
  });

  it('has no eps in its result nor in its flags', () => {
    const { x, y } = blobs(2000, 3);
    const params = { method: 'hdbscan', eps: 0.5, minSamples: null } as const;
    const found = clusterPlane(x, y, params, unwatched);
    expect(found).toMatchObject({ eps: 0, minClusterSize: 15 });
    const strict = clusterPlane(x, y, { ...params, minClusterSize: 1500 }, unwatched);
    expect(strict.sizes).toEqual([]);
    expect(strict.flags.map((flag) => flag.text)).toEqual([
      'no cluster: all events are noise; try fewer min_samples, or dbscan',
    ]);
    expect(clusterPlane(x, y, { ...params, method: 'dbscan' }, unwatched)).not.toHaveProperty(
      'minClusterSize',
    );
  });
});
