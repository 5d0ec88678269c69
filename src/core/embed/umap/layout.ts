import { hasKernels } from '../../kernels/kernel.ts';
import type { Rng } from '../../random/rng.ts';
import type { Curve } from './curve.ts';
import { CHUNK, LANES } from './drawing.ts';
import { drawnEdges } from './drawn-edges.ts';
import { forceTable } from './force-table.ts';
import type { FuzzyGraph } from './fuzzy-set.ts';
import { kernelDrawing } from './layout-kernel.ts';
import { plainDrawing } from './layout-plain.ts';

/**
 * Stochastic gradient descent of the cross entropy between graph and plane (McInnes, Healy, Melville 2018,
 * algorithm 5): each edge pulls its ends as often as its weight says, each pull goes with five pushes on
 * average from rows drawn at random; the learning rate falls linearly from 1. Edges too weak to be drawn once
 * are left out. One thread, in the order of the graph: the same start, graph and seed give the same bits, with
 * the kernel and without.
 * @param positions interleaved x, y; moved in place. @param afterEpoch called with the number of epochs done.
 */
export function optimizeLayout(
  positions: Float32Array,
  graph: FuzzyGraph,
  curve: Curve,
  epochs: number,
  rng: Rng,
  afterEpoch: (epoch: number) => void,
  useKernel = hasKernels,
): void {
  const edges = drawnEdges(graph, epochs);
  const seeds = Int32Array.from({ length: LANES }, () => rng.integer(0xfffffffe) + 1);
  const table = forceTable(curve);
  const drawing =
    (useKernel ? kernelDrawing(positions, edges, table, seeds) : null) ??
    plainDrawing(positions, edges, table, seeds);
  const total = edges.head.length;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 1 - epoch / epochs;
    for (let from = 0; from < total; from += CHUNK) {
      drawing.draw(from, Math.min(total, from + CHUNK), epoch + 1, rate);
    }
    drawing.read(positions);
    afterEpoch(epoch + 1);
  }
}
