import { giveBack, hasKernels } from '../../kernels/kernel.ts';
import type { Rng } from '../../random/rng.ts';
import type { Crew } from '../../threads/crew.ts';
import type { Curve } from './curve.ts';
import { type Drawing, LANES } from './drawing.ts';
import { shareEdges } from './drawn-edges.ts';
import { forceTable } from './force-table.ts';
import type { FuzzyGraph } from './fuzzy-set.ts';
import { plainLayout } from './layout-plain.ts';
import { type LayoutArgs, placesAfter, planLayout } from './layout-task.ts';

/** Parts that a large layout is shared out to, and the fewest rows of one. Not to follow the number of threads. */
const PARTS = 16;
const ROWS_A_PART = 512;

/** What a layout is asked for. */
export interface LayoutChoice {
  curve: Curve;
  epochs: number;
  /** Pushes a pull. */
  negativeSamples: number;
}

/** Called after epochs, not always each of them; `positions` gives the rows' places, to be copied at once. */
export type AfterEpoch = (epoch: number, positions: () => Float32Array) => void;

/**
 * Stochastic gradient descent of the cross entropy between graph and plane (McInnes, Healy, Melville 2018,
 * algorithm 5): each edge pulls its ends as often as its weight says, each pull goes with pushes from rows drawn
 * at random; the learning rate falls linearly from 1. Edges too weak to be drawn once are left out. Rows are
 * shared out to parts: within a part one edge after the other, at the rows of other parts as they were when the
 * epoch began. The same start, graph and seed give the same bits on any number of threads, with the kernel and
 * without.
 * @param start interleaved x, y. @returns the same after all epochs.
 */
export function optimizeLayout(
  start: Float32Array,
  graph: FuzzyGraph,
  choice: LayoutChoice,
  rng: Rng,
  crew: Crew,
  afterEpoch: AfterEpoch,
  useKernel = hasKernels,
): Promise<Float32Array> {
  return prepareLayout(start, graph, choice, rng, crew, useKernel)(afterEpoch);
}

/** All epochs of a layout; once. */
export type Optimize = (afterEpoch: AfterEpoch) => Promise<Float32Array>;

/** optimizeLayout up to its first epoch. With the kernel, what it gives holds no graph any more. O(edges). */
export function prepareLayout(
  start: Float32Array,
  graph: FuzzyGraph,
  choice: LayoutChoice,
  rng: Rng,
  crew: Crew,
  useKernel = hasKernels,
): Optimize {
  const drawing = shareOut(start, graph, choice, rng);
  const args = useKernel ? planLayout(drawing, crew.threads, crew.shares) : null;
  return args === null ? optimizePlainly(drawing) : optimizeByCrew(args, crew);
}

function optimizePlainly(drawing: Drawing): Optimize {
  const { doPart, read } = plainLayout(drawing);
  return async (afterEpoch) => {
    for (let epoch = 0; epoch < drawing.epochs; epoch++) {
      for (let part = 0; part < drawing.parts; part++) doPart(epoch, part);
      afterEpoch(epoch + 1, () => read(epoch + 1));
    }
    return read(drawing.epochs);
  };
}

function optimizeByCrew(args: LayoutArgs, crew: Crew): Optimize {
  const { epochs } = args.drawing;
  const parts = args.blockBounds.length - 1;
  return async (afterEpoch) => {
    let shown = 0;
    await crew.run('layout', args, { rounds: epochs, parts }, (done) => {
      const epoch = Math.floor(done / parts);
      if (epoch <= shown) return;
      shown = epoch;
      afterEpoch(epoch, () => placesAfter(args, epoch));
    });
    const end = placesAfter(args, epochs).slice();
    giveBack(args.memory);
    return end;
  };
}

function shareOut(start: Float32Array, graph: FuzzyGraph, choice: LayoutChoice, rng: Rng): Drawing {
  const { rows } = graph;
  const { curve, epochs, negativeSamples } = choice;
  const parts = Math.max(1, Math.min(PARTS, Math.floor(rows / ROWS_A_PART)));
  const edges = shareEdges(graph, epochs, parts);
  const seeds = Int32Array.from({ length: LANES * parts }, () => rng.integer(0xfffffffe) + 1);
  const table = forceTable(curve);
  return { rows, start, edges, table, epochs, negativeSamples, parts, seeds };
}
