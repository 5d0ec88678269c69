import { describe, expect, it, test } from 'vitest';
import { METRICS, type Metric } from '../embed/embedding.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { orderedNeighbors } from '../space/nearest-neighbors.ts';
import { alone } from '../threads/crew.ts';
import golden from './golden.json' with { type: 'json' };
import { planeQuality } from './plane-quality.ts';
import type { PlaneQuality } from './quality.ts';
import { CHUNK, rankScores } from './rank-scores.ts';

async function qualityOf(
  matrix: Float32Array,
  dims: number,
  places: Float32Array,
  k: number,
  metric: Metric = 'euclidean',
  work?: { exact: number; drawn: number },
  seed = 1,
): Promise<PlaneQuality> {
  const rows = matrix.length / dims;
  const neighbors = orderedNeighbors(matrix, rows, dims, k + 1, metric, unwatched);
  const x = places.filter((_, i) => i % 2 === 0);
  const y = places.filter((_, i) => i % 2 === 1);
  return planeQuality(matrix, dims, metric, neighbors, { x, y }, seed, alone, unwatched, work);
}

/** The k nearest by sorting all distances, and each row's place in that order. */
function rankAll(points: Float32Array, dims: number): number[][] {
  const rows = points.length / dims;
  return Array.from({ length: rows }, (_, i) => {
    const distance = Array.from({ length: rows }, (_, j) => {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += (points[i * dims + d] - points[j * dims + d]) ** 2;
      return i === j ? -1 : sum;
    });
    const order = distance.map((_, j) => j).sort((a, b) => distance[a] - distance[b]);
    const rank: number[] = [];
    order.forEach((j, place) => {
      rank[j] = place;
    });
    return rank;
  });
}

function slowScores(ranked: number[][], shown: number[][], k: number): number[] {
  const rows = ranked.length;
  return ranked.map((rank, i) => {
    let penalty = 0;
    for (let j = 0; j < rows; j++) {
      if (j !== i && shown[i][j] <= k) penalty += Math.max(0, rank[j] - k);
    }
    return 1 - (2 * penalty) / (k * (2 * rows - 3 * k - 1));
  });
}

function noise(length: number, seed: number): Float32Array {
  const rng = createRng(seed);
  return Float32Array.from({ length }, () => rng.normal());
}

/** A plane of the first two dimensions, disturbed: some neighbours are false, some torn. */
function shadow(matrix: Float32Array, dims: number, seed: number): Float32Array {
  const rng = createRng(seed);
  const rows = matrix.length / dims;
  return Float32Array.from({ length: 2 * rows }, (_, i) => matrix[(i >> 1) * dims + (i % 2)] + rng.normal());
}

describe('the quality of a plane', () => {
  it('is as worked by hand', async () => {
    const matrix = Float32Array.of(0, 1, 3, 7, 15);
    const places = Float32Array.of(0, 0, 10, 0, 1, 0, 30, 0, 100, 0);
    const { events, k, references, preservation, trustworthiness, continuity } = await qualityOf(
      matrix,
      1,
      places,
      1,
    );
    expect([events, k, references]).toEqual([5, 1, null]);
    expect([...preservation.perEvent]).toEqual([0, 0, 0, 0, 1]);
    expect(preservation.mean).toBeCloseTo(0.2, 12);
    for (const figure of [trustworthiness, continuity]) {
      expect([...figure.perEvent].map((value) => Number((3 * value).toFixed(5)))).toEqual([2, 2, 2, 2, 3]);
      expect(figure.mean).toBeCloseTo(11 / 15, 12);
      expect(figure.standardError).toBe(0);
      expect(figure.poor).toBe(0.8);
    }
  });

  it.each(METRICS)('is that of scikit-learn: %s', async (metric) => {
    const matrix = Float32Array.from(golden.matrix);
    const places = Float32Array.from(golden.plane);
    const found = await qualityOf(matrix, golden.dims, places, golden.k, metric);
    expect(found.trustworthiness.mean).toBeCloseTo(golden.trustworthiness[metric], 6);
    if (metric === 'euclidean') expect(found.continuity.mean).toBeCloseTo(golden.continuity, 6);
  });

  it('equals sorting all distances, event by event', async () => {
    for (const [rows, dims, k] of [
      [40, 2, 3],
      [300, 5, 15],
      [30, 7, 14],
    ]) {
      const matrix = noise(rows * dims, rows);
      const places = shadow(matrix, dims, 3);
      const found = await qualityOf(matrix, dims, places, k);
      const ranks = rankAll(matrix, dims);
      const planeRanks = rankAll(places, 2);
      const trusted = slowScores(ranks, planeRanks, k);
      const continued = slowScores(planeRanks, ranks, k);
      for (let i = 0; i < rows; i++) {
        const kept = ranks[i].filter((rank, j) => rank > 0 && rank <= k && planeRanks[i][j] <= k).length;
        expect(found.preservation.perEvent[i]).toBeCloseTo(kept / k, 6);
        expect(found.trustworthiness.perEvent[i]).toBeCloseTo(trusted[i], 5);
        expect(found.continuity.perEvent[i]).toBeCloseTo(continued[i], 5);
      }
    }
  });

  it('is 1 where the plane is the table, and takes no offence at duplicates', async () => {
    const places = noise(400, 5);
    const same = await qualityOf(places, 2, places, 8);
    expect([same.preservation.mean, same.trustworthiness.mean, same.continuity.mean]).toEqual([1, 1, 1]);
    const heap = new Float32Array(200);
    heap.fill(3, 100);
    const found = await qualityOf(heap, 2, heap, 8);
    expect([found.preservation.mean, found.trustworthiness.mean, found.continuity.mean]).toEqual([1, 1, 1]);
  });

  it('looks at 15 neighbours, or as many as the graph or half the rows have', async () => {
    const matrix = noise(60, 2);
    expect((await qualityOf(matrix, 2, matrix, 20)).k).toBe(14);
    expect((await qualityOf(matrix, 2, matrix, 4)).k).toBe(4);
    const many = noise(200, 2);
    expect((await qualityOf(many, 2, many, 30)).k).toBe(15);
    const three = noise(6, 2);
    expect((await qualityOf(three, 2, three, 2)).k).toBe(1);
  });

  it('says how many references it drew, the same for the same seed', async () => {
    const matrix = noise(8000, 8);
    const places = shadow(matrix, 4, 1);
    const work = { exact: 0, drawn: 800_000 };
    const drawn = await qualityOf(matrix, 4, places, 15, 'euclidean', work);
    expect(drawn.references).toBe(100);
    expect(drawn.trustworthiness.standardError).toBeGreaterThan(0);
    expect(await qualityOf(matrix, 4, places, 15, 'euclidean', work)).toEqual(drawn);
    const exact = await qualityOf(matrix, 4, places, 15);
    expect(exact.references).toBeNull();
    expect(drawn.preservation).toEqual(exact.preservation);
  });
});

test('drawn references give the exact mean and each event without bias, and know their error', () => {
  const rows = 3 * CHUNK + 7;
  const dims = 3;
  const k = 5;
  const points = noise(rows * dims, 11);
  const places = shadow(points, dims, 2);
  const listOf = (ranks: number[][]): Int32Array =>
    Int32Array.from(
      ranks.flatMap((rank) => {
        const near: number[] = [];
        rank.forEach((place, j) => {
          if (place > 0 && place <= k) near[place - 1] = j;
        });
        return near;
      }),
    );
  const space = { points, rows, dims, norm: 'l2' as const, nearest: listOf(rankAll(points, dims)) };
  const shown = listOf(rankAll(places, 2));
  const run = (references: number, seed: number) =>
    rankScores(space, shown, k, references, createRng(seed), () => undefined);
  const exact = run(rows, 1);
  const draws = Array.from({ length: 60 }, (_, seed) => run(40, seed));
  const meanError = draws.reduce((sum, { mean }) => sum + mean - exact.mean, 0) / draws.length;
  const spread = Math.sqrt(draws.reduce((sum, { mean }) => sum + (mean - exact.mean) ** 2, 0) / draws.length);
  const told = draws.reduce((sum, { standardError }) => sum + standardError, 0) / draws.length;
  expect(Math.abs(meanError)).toBeLessThan((4 * told) / Math.sqrt(draws.length));
  expect(spread / told).toBeGreaterThan(0.7);
  expect(spread / told).toBeLessThan(1.35);
  for (let i = 0; i < rows; i += 50) {
    const mean = draws.reduce((sum, { perEvent }) => sum + perEvent[i], 0) / draws.length;
    expect(Math.abs(mean - exact.perEvent[i])).toBeLessThan(0.06);
  }
});
