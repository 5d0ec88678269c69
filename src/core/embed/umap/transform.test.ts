import { describe, expect, it } from 'vitest';
import { unwatched } from '../../progress.ts';
import { createRng } from '../../random/rng.ts';
import { foreignSearch } from '../../space/foreign-neighbors.ts';
import { nearestNeighbors } from '../../space/nearest-neighbors.ts';
import { alone, type Crew } from '../../threads/crew.ts';
import { TASKS } from '../../threads/tasks.ts';
import { defaultEmbedParams } from '../defaults.ts';
import { METRICS } from '../embedding.ts';
import type { Plane } from '../plane.ts';
import { type FittedPlane, transform } from './transform.ts';
import { embedUmap } from './umap.ts';

const DIMS = 5;
const BLOBS = 4;

/** Normal blobs; row i belongs to blob i % BLOBS. */
function blobs(rows: number, seed: number): Float32Array {
  const centers = createRng(77);
  const at = Float64Array.from({ length: BLOBS * DIMS }, () => 5 * centers.normal());
  const rng = createRng(seed);
  return Float32Array.from(
    { length: rows * DIMS },
    (_, i) => at[(Math.floor(i / DIMS) % BLOBS) * DIMS + (i % DIMS)] + rng.normal(),
  );
}

async function fitted(changes: Partial<FittedPlane['params']> = {}): Promise<FittedPlane> {
  const matrix = blobs(400, 1);
  const params = { ...defaultEmbedParams(400), nNeighbors: 12, epochs: 90, ...changes };
  const { plane } = await embedUmap(matrix, 400, DIMS, params, alone, unwatched, () => undefined);
  return { matrix, dims: DIMS, plane, params };
}

/** Three threads with memory of their own to scratch in, that take the parts from the last to the first. */
const backwards: Crew = {
  threads: 3,
  shares: true,
  async run(task, args, { rounds, parts }, watch) {
    const threads = [0, 1, 2].map((thread) => TASKS[task](args, thread));
    for (let round = 0; round < rounds; round++) {
      for (let part = parts - 1; part >= 0; part--) threads[part % 3](round, part);
    }
    watch(rounds * parts);
  },
};

const unheard = (): void => undefined;

function rowsOf(matrix: Float32Array, rows: number[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => [...matrix.subarray(row * DIMS, (row + 1) * DIMS)]));
}

/** The plane's x and y of some rows. */
function placesOf({ x, y }: Plane, rows: number[]): Plane {
  return { x: Float32Array.from(rows, (row) => x[row]), y: Float32Array.from(rows, (row) => y[row]) };
}

describe('transform', () => {
  it.each(METRICS)(
    'gives a row the same place whatever comes with it and on any threads: %s',
    async (metric) => {
      const model = await fitted({ metric });
      const others = blobs(900, 2);
      // A row without a length, and one far out.
      others.fill(0, 17 * DIMS, 18 * DIMS);
      others.fill(3e30, 450 * DIMS, 451 * DIMS);
      const all = await transform(model, others, alone, unwatched, unheard);
      expect(all.x.every(Number.isFinite) && all.y.every(Number.isFinite)).toBe(true);
      expect(await transform(model, others, backwards, unwatched, unheard)).toEqual(all);
      const heard: number[] = [];
      const inBlocks = await transform(model, others, alone, unwatched, (first) => heard.push(first), 333);
      expect(inBlocks).toEqual(all);
      expect(heard).toEqual([0, 333, 666]);
      const some = [899, 450, 17, 3, 300, 3];
      const few = await transform(model, rowsOf(others, some), alone, unwatched, unheard);
      expect(few).toEqual(placesOf(all, some));
      const otherwise = { ...model, params: { ...model.params, seed: 9 } };
      expect(await transform(otherwise, others, alone, unwatched, unheard)).not.toEqual(all);
    },
  );

  it('brings new rows among their like, and fitted rows back to near their places', async () => {
    const model = await fitted();
    const rows = 400;
    const others = blobs(rows, 3);
    const plane = await transform(model, others, alone, unwatched, (first, { k, indices }) => {
      for (let i = 0; i < rows; i++) {
        for (let n = 0; n < k; n++) expect(indices[i * k + n] % BLOBS).toBe((first + i) % BLOBS);
      }
    });
    const both = new Float32Array(2 * rows);
    for (let i = 0; i < rows; i++) both.set([model.plane.x[i], model.plane.y[i]], 2 * i);
    const places = new Float32Array(2 * rows);
    for (let i = 0; i < rows; i++) places.set([plane.x[i], plane.y[i]], 2 * i);
    const near = await foreignSearch(both, rows, 2, 5, 'euclidean', alone)(places, unheard);
    for (let i = 0; i < rows; i++) {
      for (let n = 0; n < 5; n++) expect(near.indices[i * 5 + n] % BLOBS).toBe(i % BLOBS);
    }
    const back = await transform(model, model.matrix, alone, unwatched, unheard);
    let far = 0;
    for (let i = 0; i < rows; i++) {
      if (Math.hypot(back.x[i] - model.plane.x[i], back.y[i] - model.plane.y[i]) > 1) far++;
    }
    expect(far).toBeLessThan(rows / 20);
  });

  it('heeds local connectivity, negative samples and epochs; stands duplicates and one epoch', async () => {
    const model = await fitted();
    const others = blobs(60, 4);
    const plain = await transform(model, others, alone, unwatched, unheard);
    for (const change of [
      { localConnectivity: 3.5 },
      { negativeSamples: 1 },
      { epochs: 1 },
      { epochs: null },
    ]) {
      const changed = { ...model, params: { ...model.params, ...change } };
      const plane = await transform(changed, others, alone, unwatched, unheard);
      expect(plane).not.toEqual(plain);
      expect(plane.x.every(Number.isFinite)).toBe(true);
    }
    const heap = { ...model, matrix: new Float32Array(model.matrix.length) };
    const plane = await transform(heap, new Float32Array(3 * DIMS), alone, unwatched, unheard);
    expect(plane.x.every(Number.isFinite)).toBe(true);
    expect(new Set(plane.x).size).toBe(1);
    expect((await transform(model, new Float32Array(0), alone, unwatched, unheard)).x).toHaveLength(0);
  });
});

it.each(METRICS)('finds the nearest rows of a matrix for other rows, as among them: %s', async (metric) => {
  const matrix = blobs(300, 5);
  const others = blobs(20, 6);
  for (const unit of [1, 2 ** 60]) {
    const scaled = matrix.map((value) => value * unit);
    const asked = others.map((value) => value * unit);
    const found = await foreignSearch(scaled, 300, DIMS, 6, metric, alone)(asked, unheard);
    for (let row = 0; row < 20; row++) {
      const joined = new Float32Array(301 * DIMS);
      joined.set(scaled);
      joined.set(asked.subarray(row * DIMS, (row + 1) * DIMS), 300 * DIMS);
      const near = nearestNeighbors(joined, 301, DIMS, 7, metric, unwatched);
      for (let n = 0; n < 6; n++) {
        expect(found.indices[row * 6 + n]).toBe(near.indices[300 * 7 + 1 + n]);
        const expected = near.distances[300 * 7 + 1 + n];
        expect(Math.abs(found.distances[row * 6 + n] - expected)).toBeLessThan(1e-4 * expected + 1e-6);
      }
    }
  }
});
