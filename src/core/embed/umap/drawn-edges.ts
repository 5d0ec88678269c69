import type { FuzzyGraph } from './fuzzy-set.ts';

/** Rows whose edges take turns: two draws of one row in a row would wait for each other. Edges lie block by block. */
export const BLOCK = 64;
/** The lower bits of an end hold the row that the edge leads to, the others which row of its block it begins in. */
export const TARGET_BITS = 26;

/** Which edges of a graph are drawn at all, shared out to parts by the rows that they begin in. */
export interface EdgeShares {
  graph: FuzzyGraph;
  /** Edges that are drawn. */
  edges: number;
  strongest: number;
  /** Weaker ones are never drawn. */
  weakest: number;
  /** Part p has the blocks blockBounds[p] .. blockBounds[p + 1] - 1. */
  blockBounds: Int32Array;
}

/** The drawn edges, as few bytes of each as will do: all are looked at in every epoch. Wherever the layout keeps them. */
export interface DrawnEdges {
  /** The edges that begin in block b are blockEdges[b] .. blockEdges[b + 1] - 1. */
  blockEdges: Int32Array;
  /** See TARGET_BITS. */
  ends: Int32Array;
  /** An edge is drawn in rates + 1 of 65,536 epochs, as evenly as can be: see isDue. */
  rates: Uint16Array;
}

/** Whether an edge is drawn in an epoch, 1..: in those in which its share of all epochs comes to one more draw. */
export function isDue(rate: number, epoch: number): boolean {
  return ((epoch * rate + epoch) & 0xffff) <= rate;
}

/**
 * Edges strong enough to be drawn at least once in all epochs, in parts of about as many edges each. O(edges).
 * @throws RangeError where there are more than 2^26 rows, whose planes no browser holds.
 */
export function shareEdges(graph: FuzzyGraph, epochs: number, parts: number): EdgeShares {
  const { rows, offsets, weights } = graph;
  if (rows > 2 ** TARGET_BITS) throw new RangeError(`${rows} rows, expected at most 2^${TARGET_BITS}`);
  let strongest = 0;
  for (let e = 0; e < weights.length; e++) strongest = Math.max(strongest, weights[e]);
  const weakest = strongest / epochs;
  const blocks = Math.ceil(rows / BLOCK);
  const drawn = new Int32Array(blocks);
  let edges = 0;
  for (let block = 0; block < blocks; block++) {
    const end = offsets[Math.min(rows, BLOCK * (block + 1))];
    for (let e = offsets[BLOCK * block]; e < end; e++) if (weights[e] >= weakest) drawn[block]++;
    edges += drawn[block];
  }
  const blockBounds = new Int32Array(parts + 1).fill(blocks);
  blockBounds[0] = 0;
  for (let block = 0, part = 1, before = 0; block < blocks; block++) {
    for (; part < parts && before >= (edges * part) / parts; part++) blockBounds[part] = block;
    before += drawn[block];
  }
  return { graph, edges, strongest, weakest, blockBounds };
}

/** Writes the edges that are drawn to arrays as long as they are many. O(edges). */
export function listEdges(shares: EdgeShares, { blockEdges, ends, rates }: DrawnEdges): void {
  const { strongest, weakest } = shares;
  const { rows, offsets, targets, weights } = shares.graph;
  const next = new Int32Array(BLOCK);
  let edge = 0;
  for (let first = 0, block = 0; first < rows; first += BLOCK, block++) {
    blockEdges[block] = edge;
    const size = Math.min(BLOCK, rows - first);
    for (let i = 0; i < size; i++) next[i] = offsets[first + i];
    for (let left = true; left; ) {
      left = false;
      for (let i = 0; i < size; i++) {
        const end = offsets[first + i + 1];
        while (next[i] < end && weights[next[i]] < weakest) next[i]++;
        if (next[i] === end) continue;
        const e = next[i]++;
        ends[edge] = (i << TARGET_BITS) | targets[e];
        rates[edge] = Math.min(0xffff, Math.ceil((0x10000 * weights[e]) / strongest) - 1);
        edge++;
        left = true;
      }
    }
  }
  blockEdges[Math.ceil(rows / BLOCK)] = edge;
}
