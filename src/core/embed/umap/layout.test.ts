import { describe, expect, it } from 'vitest';
import { hasKernels } from '../../kernels/kernel.ts';
import { unwatched } from '../../progress.ts';
import { createRng } from '../../random/rng.ts';
import { orderedNeighbors } from '../../space/nearest-neighbors.ts';
import { alone } from '../../threads/crew.ts';
import { fitCurve } from './curve.ts';
import { forceTable, TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';
import { bondStrengths, type FuzzyGraph, fuzzyUnion } from './fuzzy-set.ts';
import { type LayoutChoice, optimizeLayout } from './layout.ts';

/** A graph of normal rows, some of them twice. */
function graphOf(rows: number, seed: number): FuzzyGraph {
  const rng = createRng(seed);
  const matrix = Float32Array.from({ length: rows * 3 }, () => rng.normal());
  matrix.copyWithin(0, 15, 45);
  const neighbors = orderedNeighbors(matrix, rows, 3, Math.min(rows, 12), 'euclidean', unwatched);
  return fuzzyUnion(neighbors, bondStrengths(neighbors));
}

function layout(
  graph: FuzzyGraph,
  start: Float32Array,
  choice: Partial<LayoutChoice>,
  useKernel = true,
): Promise<Float32Array> {
  const whole = { curve: fitCurve(1, 0.1), epochs: 30, negativeSamples: 5, ...choice };
  return optimizeLayout(start, graph, whole, createRng(4), alone, () => undefined, useKernel);
}

describe('optimizeLayout', () => {
  it('runs the kernel here', () => expect(hasKernels).toBe(true));

  it('gives the same bits with the kernel and without', async () => {
    for (const [rows, spread, negativeSamples] of [
      [2, 1, 5],
      [5, 0, 4],
      [60, 1e-9, 5],
      [700, 5, 1],
      [3000, 1000, 5],
      [9000, 10, 7],
    ]) {
      const rng = createRng(rows);
      const start = Float32Array.from({ length: 2 * rows }, () => spread * rng.normal());
      const graph = graphOf(rows, rows);
      const epochs = rows < 1000 ? 30 : 6;
      const plain = await layout(graph, start, { negativeSamples, epochs }, false);
      expect(plain.every(Number.isFinite)).toBe(true);
      expect(plain).not.toEqual(start);
      expect(await layout(graph, start, { negativeSamples, epochs })).toEqual(plain);
    }
  });

  it('shows every epoch', async () => {
    const graph = graphOf(100, 1);
    const shown: Float32Array[] = [];
    const choice = { curve: fitCurve(1, 0), epochs: 5, negativeSamples: 5 };
    const start = new Float32Array(200);
    const end = await optimizeLayout(start, graph, choice, createRng(1), alone, (epoch, positions) => {
      expect(epoch).toBe(shown.length + 1);
      shown.push(positions().slice());
    });
    expect(shown).toHaveLength(5);
    expect(shown[0]).not.toEqual(shown[4]);
    expect(shown[4]).toEqual(end);
  });

  it('pulls two bound rows together and pushes free ones apart', async () => {
    const rows = 40;
    const offsets = new Int32Array(rows + 1).fill(2, 2);
    offsets[1] = 1;
    const graph = { rows, offsets, targets: Int32Array.of(1, 0), weights: Float32Array.of(1, 1) };
    const rng = createRng(3);
    const start = Float32Array.from({ length: 2 * rows }, () => 3 * rng.normal());
    start.set([-8, 0, 8, 0]);
    const end = await layout(graph, start, { epochs: 200 });
    expect(Math.hypot(end[0] - end[2], end[1] - end[3])).toBeLessThan(6);
    expect([...end.subarray(4)]).toEqual([...start.subarray(4)]);
  });
});

describe('forceTable', () => {
  it('is within a per cent of the formulas', () => {
    const { a, b } = fitCurve(1, 0.1);
    const { pull, push } = forceTable({ a, b });
    const rng = createRng(2);
    const square = new Float32Array(1);
    const bits = new Int32Array(square.buffer);
    for (let i = 0; i < 2000; i++) {
      square[0] = 2 ** (-40 + 60 * rng.uniform());
      const slot = (bits[0] >> TABLE_SHIFT) - TABLE_BASE;
      expect(slot).toBeGreaterThanOrEqual(0);
      expect(slot).toBeLessThan(TABLE_SIZE);
      const power = square[0] ** b;
      const fall = (-2 * a * b * power) / square[0] / (1 + a * power);
      const rise = (2 * b) / ((0.001 + square[0]) * (1 + a * power));
      expect(Math.abs(pull[slot] / fall - 1)).toBeLessThan(0.01);
      expect(Math.abs(push[slot] / rise - 1)).toBeLessThan(0.01);
    }
  });
});
