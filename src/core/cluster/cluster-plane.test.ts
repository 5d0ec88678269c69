import { describe, expect, it } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { clusterPlane } from './cluster-plane.ts';
import { CLUSTER_METHODS, NOISE, NOT_EMBEDDED } from './clustering.ts';
import { redFlags } from './red-flags.ts';

const params = { method: 'dbscan', eps: null, minSamples: null } as const;

/** Three blobs of 600, 300 and 100 points, every tenth row left out. */
function plane(): { x: Float32Array; y: Float32Array } {
  const rng = createRng(1);
  const x = new Float32Array(1000);
  const y = new Float32Array(1000);
  for (let i = 0; i < 1000; i++) {
    const blob = i < 600 ? 0 : i < 900 ? 1 : 2;
    x[i] = i % 10 === 9 ? Number.NaN : 8 * blob + rng.normal();
    y[i] = i % 10 === 9 ? Number.NaN : rng.normal();
  }
  return { x, y };
}

describe('clusterPlane', () => {
  it.each(CLUSTER_METHODS)('finds three blobs by the defaults, in order of size: %s', (method) => {
    const { x, y } = plane();
    const found = clusterPlane(x, y, { ...params, method }, unwatched);
    expect(found.sizes).toHaveLength(3);
    expect(found.sizes.reduce((a, b) => a + b) + found.noise).toBe(900);
    expect(found.labels[9]).toBe(NOT_EMBEDDED);
    const majority = (from: number, to: number, label: number): number =>
      found.labels.subarray(from, to).filter((l) => l === label).length / (0.9 * (to - from));
    expect(majority(0, 600, 0)).toBeGreaterThan(0.9);
    expect(majority(600, 900, 1)).toBeGreaterThan(0.9);
    expect(majority(900, 1000, 2)).toBeGreaterThan(0.8);
    expect(found.curve.k).toBe(found.minSamples);
    expect(found.labels.filter((l) => l === NOISE)).toHaveLength(found.noise);
  });

  it('stands a plane on which no row lies', () => {
    const none = new Float32Array(3).fill(Number.NaN);
    const found = clusterPlane(none, none, params, unwatched);
    expect([...found.labels]).toEqual([-2, -2, -2]);
    expect(found.flags[0].text).toContain('no event');
  });

  it('refuses bad parameters before any work', () => {
    const { x, y } = plane();
    expect(() => clusterPlane(x, y, { ...params, eps: -1 }, unwatched)).toThrow(
      'invalid eps: -1; expected a number > 0',
    );
    expect(() => clusterPlane(x, y, { ...params, minSamples: 0 }, unwatched)).toThrow(
      'invalid min_samples: 0',
    );
  });

  it('raises a flag for an eps too large and one too small', () => {
    const { x, y } = plane();
    const texts = (eps: number): string =>
      clusterPlane(x, y, { ...params, eps }, unwatched)
        .flags.map((flag) => flag.text)
        .join('\n');
    expect(texts(100)).toContain('a single cluster holds 100 %');
    expect(texts(100)).toContain('beyond the k-distance curve');
    expect(texts(1e-4)).toContain('no cluster');
    expect(texts(0.12)).toMatch(/% of the events are noise|fewer than/);
  });
});

describe('redFlags', () => {
  const curve = { k: 5, share: Float32Array.of(0.5, 1), distance: Float32Array.of(2, 0.1), knee: 1 };
  const base = { eps: 1, minSamples: 5, noise: 0, curve };

  it('is silent where nothing is odd', () => {
    expect(redFlags({ ...base, sizes: [500, 400, 80], noise: 20 })).toEqual([]);
  });

  it('names what dominates, shatters, or is tiny', () => {
    expect(redFlags({ ...base, sizes: [9800, 200] })[0].text).toContain('one cluster holds 98 %');
    expect(redFlags({ ...base, sizes: [9990, 10] })[0].text).toContain('99.9 %');
    expect(redFlags({ ...base, sizes: [40, 30], noise: 100 })[0].text).toContain(
      '59 % of the events are noise',
    );
    expect(redFlags({ ...base, sizes: new Array(60).fill(20) })[0].text).toContain('60 clusters');
    expect(redFlags({ ...base, sizes: [100, 100, 7] })[0]).toMatchObject({ level: 'info' });
  });
});
