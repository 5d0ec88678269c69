import type { FuzzyGraph } from './fuzzy-set.ts';

/** The edges of a graph, each with the epochs in which it is drawn. */
export interface DrawnEdges {
  head: Int32Array;
  tail: Int32Array;
  /** Epochs between two draws, and the epoch of the next. */
  period: Float32Array;
  due: Float32Array;
}

/** Edges strong enough to be drawn at least once in all epochs, in the order of the graph. */
export function drawnEdges(graph: FuzzyGraph, epochs: number): DrawnEdges {
  const { rows, offsets, targets, weights } = graph;
  let strongest = 0;
  for (let e = 0; e < weights.length; e++) strongest = Math.max(strongest, weights[e]);
  const weakest = strongest / epochs;
  let edges = 0;
  for (let e = 0; e < weights.length; e++) if (weights[e] >= weakest) edges++;
  const head = new Int32Array(edges);
  const tail = new Int32Array(edges);
  const period = new Float32Array(edges);
  let edge = 0;
  for (let row = 0; row < rows; row++) {
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      if (weights[e] < weakest) continue;
      head[edge] = row;
      tail[edge] = targets[e];
      period[edge++] = strongest / weights[e];
    }
  }
  return { head, tail, period, due: period.slice() };
}
