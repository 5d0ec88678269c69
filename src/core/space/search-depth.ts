import { startKernel } from '../kernels/kernel.ts';
import { neighborsModule } from '../kernels/neighbors.generated.ts';
import { boxWidth, CAUTION } from './kd-tree.ts';
import type { SearchArgs, SearchExports } from './search-task.ts';

/** How neighbours were sought, and how many of them were found on a sample. */
export interface SearchDepth {
  /** False where boxes near the rim of what may hold a neighbour were skipped. */
  exact: boolean;
  /** Share of the true neighbours of the probed rows that were found. */
  recall: number;
  /** Rows that were probed exactly. */
  probes: number;
  /** Boxes whose squared distance, times this, is beyond that of the worst neighbour are skipped. */
  prune: number;
}

const PROBES = 512;
/** Leaves in all, or a row, up to which an exact search is cheap enough: structureless columns take hundreds a row. */
const CHEAP_LEAVES = 2.7e6;
const CHEAP_LEAVES_A_ROW = 42;
/** Skipping what is beyond two thirds, or five sixths, of the reach of the worst neighbour so far. */
const PRUNES = [2.25, 1.44];
const ENOUGH_RECALL = 0.98;

export const EXACT: SearchDepth = { exact: true, recall: 1, probes: 0, prune: CAUTION };

/**
 * Exact where that is cheap; else the first of the prunings that finds at least 98 % of the neighbours of 512 rows,
 * spread evenly over the tree. Goes by counts alone, so the same on every machine.
 */
export function chooseDepth(args: SearchArgs, rows: number, k: number): SearchDepth {
  if (args.norm !== 'l2' || k < 2 || rows < 4 * PROBES) return EXACT;
  const exact = probe(args, rows, k, CAUTION);
  const leaves = exact.leaves / PROBES;
  if (leaves <= CHEAP_LEAVES_A_ROW || leaves * rows <= CHEAP_LEAVES) return EXACT;
  for (const prune of PRUNES) {
    const recall = shareFound(probe(args, rows, k, prune).indices, exact.indices, k);
    if (recall >= ENOUGH_RECALL) return { exact: false, recall, probes: PROBES, prune };
  }
  return EXACT;
}

/** Searches the probes alone, by the scratch memory of the first thread. */
function probe(
  args: SearchArgs,
  rows: number,
  k: number,
  prune: number,
): { indices: Int32Array; leaves: number } {
  const exports = startKernel<SearchExports>(neighborsModule, args.memory);
  exports.place(...args.shared, ...args.own[0]);
  exports.configure(args.dims, boxWidth(args.dims), k, true, prune);
  const [indicesAt] = args.own[0].slice(-2);
  const indices = new Int32Array(PROBES * k);
  let leaves = 0;
  for (let i = 0; i < PROBES; i++) {
    const row = Math.floor((i * rows) / PROBES);
    leaves += exports.search(row, row + 1);
    indices.set(new Int32Array(args.memory.buffer, indicesAt, k), i * k);
  }
  return { indices, leaves };
}

/** Of the neighbours beyond the row itself. */
function shareFound(found: Int32Array, truth: Int32Array, k: number): number {
  let hits = 0;
  for (let at = 0; at < truth.length; at += k) {
    const known = truth.subarray(at + 1, at + k);
    for (let i = at + 1; i < at + k; i++) if (known.includes(found[i])) hits++;
  }
  return hits / ((truth.length / k) * (k - 1));
}
