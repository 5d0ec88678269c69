import type { FuzzyGraph } from './fuzzy-set.ts';

/** Which edges of a graph are drawn at all, shared out to parts by their heads. */
export interface EdgeShares {
  graph: FuzzyGraph;
  /** Edges that are drawn. */
  edges: number;
  strongest: number;
  /** Weaker ones are never drawn. */
  weakest: number;
  /** Part p has the rows rowBounds[p] .. rowBounds[p + 1] - 1; the edges that begin in them are edgeBounds[p] .. */
  rowBounds: Int32Array;
  edgeBounds: Int32Array;
}

/** The drawn edges, each with the epochs in which it is drawn; wherever the layout keeps them. */
export interface DrawnEdges {
  head: Int32Array;
  tail: Int32Array;
  /** Epochs between two draws, and the epoch of the next. */
  period: Float32Array;
  due: Float32Array;
}

/** Rows whose edges take turns: two draws of one row in a row would wait for each other. */
const BLOCK = 64;

/** Edges strong enough to be drawn at least once in all epochs, in parts of about as many edges each. O(edges). */
export function shareEdges(graph: FuzzyGraph, epochs: number, parts: number): EdgeShares {
  const { rows, offsets, weights } = graph;
  let strongest = 0;
  for (let e = 0; e < weights.length; e++) strongest = Math.max(strongest, weights[e]);
  const weakest = strongest / epochs;
  const degree = new Int32Array(rows);
  let edges = 0;
  for (let row = 0; row < rows; row++) {
    for (let e = offsets[row]; e < offsets[row + 1]; e++) if (weights[e] >= weakest) degree[row]++;
    edges += degree[row];
  }
  const rowBounds = new Int32Array(parts + 1).fill(rows);
  rowBounds[0] = 0;
  const edgeBounds = new Int32Array(parts + 1).fill(edges);
  edgeBounds[0] = 0;
  for (let row = 0, part = 1, before = 0; row < rows; row++) {
    for (; part < parts && before >= (edges * part) / parts; part++) {
      rowBounds[part] = row;
      edgeBounds[part] = before;
    }
    before += degree[row];
  }
  return { graph, edges, strongest, weakest, rowBounds, edgeBounds };
}

/** Writes the edges that are drawn to arrays as long as they are many. O(edges). */
export function listEdges(shares: EdgeShares, { head, tail, period, due }: DrawnEdges): void {
  const { strongest, weakest, rowBounds } = shares;
  const { offsets, targets, weights } = shares.graph;
  const next = new Int32Array(BLOCK);
  let edge = 0;
  for (let part = 0; part + 1 < rowBounds.length; part++) {
    for (let first = rowBounds[part]; first < rowBounds[part + 1]; first += BLOCK) {
      const size = Math.min(BLOCK, rowBounds[part + 1] - first);
      for (let i = 0; i < size; i++) next[i] = offsets[first + i];
      for (let left = true; left; ) {
        left = false;
        for (let i = 0; i < size; i++) {
          const row = first + i;
          while (next[i] < offsets[row + 1] && weights[next[i]] < weakest) next[i]++;
          if (next[i] === offsets[row + 1]) continue;
          const e = next[i]++;
          head[edge] = row;
          tail[edge] = targets[e];
          period[edge] = strongest / weights[e];
          due[edge] = period[edge];
          edge++;
          left = true;
        }
      }
    }
  }
}
