import { describe, expect, it } from 'vitest';
import { unwatched } from '../../progress.ts';
import { createRng } from '../../random/rng.ts';
import { nearestNeighbors } from '../../space/nearest-neighbors.ts';
import { bondStrengths, fuzzyUnion } from './fuzzy-set.ts';
import golden from './golden.json' with { type: 'json' };

function randomNeighbors(rows: number, dims: number, k: number, duplicates: number) {
  const rng = createRng(rows + k);
  const matrix = new Float32Array(rows * dims);
  for (let i = 0; i < matrix.length; i++) matrix[i] = rng.normal();
  for (let i = 1; i < duplicates; i++) matrix.copyWithin(i * dims, 0, dims);
  return nearestNeighbors(matrix, rows, dims, k, 'euclidean', unwatched);
}

describe('fuzzy set', () => {
  it('binds the nearest neighbour with 1, the sum of bonds is log2 k', () => {
    const k = 15;
    const neighbors = randomNeighbors(300, 4, k, 0);
    const strengths = bondStrengths(neighbors);
    for (let row = 0; row < 300; row++) {
      const own = strengths.subarray(row * k, (row + 1) * k);
      expect(own[0]).toBe(0);
      expect(own[1]).toBe(1);
      expect(own.reduce((sum, s) => sum + s, 0)).toBeCloseTo(Math.log2(k), 3);
    }
  });

  it('is symmetric, without loops, in (0, 1], and equals a + b - a b', () => {
    for (const duplicates of [0, 60]) {
      const k = 10;
      const rows = 200;
      const neighbors = randomNeighbors(rows, 3, k, duplicates);
      const strengths = bondStrengths(neighbors);
      const bond = (i: number, j: number): number => {
        for (let n = i * k; n < (i + 1) * k; n++) if (neighbors.indices[n] === j) return strengths[n];
        return 0;
      };
      const graph = fuzzyUnion(neighbors, strengths);
      let edges = 0;
      let error = 0;
      for (let i = 0; i < rows; i++) {
        const row = new Map<number, number>();
        for (let e = graph.offsets[i]; e < graph.offsets[i + 1]; e++) {
          row.set(graph.targets[e], graph.weights[e]);
        }
        expect(row.size).toBe(graph.offsets[i + 1] - graph.offsets[i]);
        edges += row.size;
        for (let j = 0; j < rows; j++) {
          const a = i === j ? 0 : bond(i, j);
          const b = i === j ? 0 : bond(j, i);
          error = Math.max(error, Math.abs((row.get(j) ?? 0) - (a + b - a * b)));
        }
      }
      expect(edges).toBe(graph.targets.length);
      expect(error).toBeLessThan(1e-6);
      expect(graph.weights.every((w) => w > 0 && w <= 1)).toBe(true);
    }
  });

  it.each(golden.cases)(
    'is that of umap-learn: set_op_mix $setOpMix, local_connectivity $localConnectivity',
    ({ setOpMix, localConnectivity, edges }) => {
      const { k } = golden;
      const neighbors = {
        k,
        indices: Int32Array.from(golden.indices),
        distances: Float32Array.from(golden.distances),
      };
      const graph = fuzzyUnion(neighbors, bondStrengths(neighbors, localConnectivity), setOpMix);
      const found = new Map<string, number>();
      for (let i = 0; i < graph.rows; i++) {
        for (let e = graph.offsets[i]; e < graph.offsets[i + 1]; e++) {
          found.set(`${i} ${graph.targets[e]}`, graph.weights[e]);
        }
      }
      expect(found.size).toBe(2 * edges.length);
      for (const [i, j, weight] of edges) {
        expect(found.get(`${i} ${j}`)).toBeCloseTo(weight, 4);
        expect(found.get(`${j} ${i}`)).toBeCloseTo(weight, 4);
      }
    },
  );
});
