import { describe, expect, it } from 'vitest';
import { createRng } from '../../random/rng.ts';
import { alone } from '../../threads/crew.ts';
import { coarsen, type WeightedGraph, withDegrees } from './coarsen.ts';
import { laplacianEigenvectors } from './laplacian-eigenvectors.ts';

/** A path of n rows; ends are one row apart from nothing. */
function path(rows: number): WeightedGraph {
  const offsets = new Int32Array(rows + 1);
  const targets: number[] = [];
  for (let i = 0; i < rows; i++) {
    if (i > 0) targets.push(i - 1);
    if (i < rows - 1) targets.push(i + 1);
    offsets[i + 1] = targets.length;
  }
  const weights = new Float32Array(targets.length).fill(1);
  return withDegrees({ rows, offsets, targets: Int32Array.from(targets), weights });
}

describe('laplacianEigenvectors', () => {
  it.each([40, 1500])('finds the cosines of a path of %d rows', async (rows) => {
    const found = await laplacianEigenvectors(path(rows), 2, createRng(1), alone);
    for (const mode of [1, 2]) {
      let dot = 0;
      let mine = 0;
      let exact = 0;
      for (let i = 0; i < rows; i++) {
        const wave = Math.cos((Math.PI * mode * i) / (rows - 1));
        dot += wave * found[2 * i + mode - 1];
        mine += found[2 * i + mode - 1] ** 2;
        exact += wave * wave;
      }
      expect(Math.abs(dot) / Math.sqrt(mine * exact)).toBeGreaterThan(0.97);
    }
  });

  it('keeps degrees when it coarsens', () => {
    const graph = path(1000);
    const { coarse, parent } = coarsen(graph);
    expect(coarse.rows).toBeLessThanOrEqual(500);
    const degrees = new Float64Array(coarse.rows);
    for (let i = 0; i < 1000; i++) degrees[parent[i]] += graph.degrees[i];
    expect([...coarse.degrees]).toEqual([...degrees]);
  });

  it('stands graphs of one, two and three rows', async () => {
    for (const rows of [1, 2, 3]) {
      const found = await laplacianEigenvectors(path(rows), 2, createRng(1), alone);
      expect(found.every(Number.isFinite)).toBe(true);
    }
  });

  it('gives the same bits with the kernel and without', async () => {
    for (const rows of [90, 12_000]) {
      const plain = await laplacianEigenvectors(path(rows), 2, createRng(1), alone, undefined, false);
      expect(await laplacianEigenvectors(path(rows), 2, createRng(1), alone, undefined, true)).toEqual(plain);
    }
  });
});
