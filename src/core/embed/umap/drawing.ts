import type { EdgeShares } from './drawn-edges.ts';
import type { ForceTable } from './force-table.ts';

/** Edges a call: the engine compiles a short function called often better than one that never ends. */
export const CHUNK = 4096;
/** Pushes that are computed together, each with a generator of its own. */
export const LANES = 4;

/** Rows that the pushes of a part come from, drawn anew when each has been used so often: powers of 2. */
export const POOL = 512;
export const USES = 4;

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
