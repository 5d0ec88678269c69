import type { EdgeShares } from './drawn-edges.ts';
import type { ForceTable } from './force-table.ts';

/** Blocks a call: the engine compiles a short function called often better than one that never ends. */
export const BLOCKS_A_CALL = 8;
/** Edges that are looked at together, which ones are due first: what is due of them is to lie in the nearest cache. */
export const RUN = 1024;
/** Pushes that are computed together, each with a generator of its own. */
export const LANES = 4;

/**
 * Rows that the pushes of a part come from in one epoch, one after the other and again from the first: a power of 2.
 * More of them are no use: their sum varies by a tenth of what the few pushes of one row do. Fewer reads are: of
 * a million rows, each is far away, and to draw them anew after four pushes took a third of an epoch.
 */
export const POOL = 4096;

/** A layout to be done: what it starts from, and how it is shared out. */
export interface Drawing {
  rows: number;
  /** Interleaved x, y. */
  start: Float32Array;
  edges: EdgeShares;
  table: ForceTable;
  epochs: number;
  /** Pushes a pull. */
  negativeSamples: number;
  parts: number;
  /** LANES a part, none 0. */
  seeds: Int32Array;
}

/** The learning rate falls linearly from 1. */
export function rateAt(drawing: Pick<Drawing, 'epochs'>, epoch: number): number {
  return 1 - epoch / drawing.epochs;
}
