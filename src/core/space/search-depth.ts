import { startKernel } from '../kernels/kernel.ts';
import { neighborsModule } from '../kernels/neighbors.generated.ts';
import { CAUTION } from './kd-tree.ts';
import { placeSearch, type SearchArgs, type SearchExports } from './search-task.ts';

/** How neighbours were sought, and how many of them were found on a sample. */
export interface SearchDepth {
  /** False where boxes near the rim of what may hold a neighbour were skipped. */
  exact: boolean;
  /** Share of the true neighbours of the probed rows that were found. */
  recall: number;
  /** Rows that were probed exactly. */
  probes: number;
}

export const EXACT: SearchDepth = { exact: true, recall: 1, probes: 0 };

/** How neighbours are to be sought. */
export interface SearchChoice {
  /** Boxes whose squared distance, times this, is beyond that of the worst neighbour are skipped. */
  prune: number;
  /** The true neighbours of the probes, k each; null where all are found anyway. */
  truth: Int32Array | null;
}

const PROBES = 512;
/** Leaves in all, or a row, up to which an exact search is cheap enough: structureless columns take hundreds a row. */
const CHEAP_LEAVES = 2.7e6;
const CHEAP_LEAVES_A_ROW = 42;
/** Skipping what is beyond a half, three fifths, two thirds, five sixths of the reach of the worst neighbour so far. */
export const MOST_PRUNE = 4;
const PRUNES = [MOST_PRUNE, 2.78, 2.25, 1.44];
/** Neighbours of neighbours bring the rest to 98 % and more: 98.0 at 92.3, 98.6 at 94.0, 99.3 at 95.0 (12 columns). */
const ENOUGH_TO_REFINE = 0.92;
export const ENOUGH_RECALL = 0.98;

/** Whether chooseDepth may choose to skip. */
export function maySkip(rows: number, k: number): boolean {
  return k >= 2 && rows >= 4 * PROBES;
}

/**
 * Exact where that is cheap; else the first of the prunings that finds at least 92 % of the neighbours of 512 rows,
 * spread evenly over the tree; to be refined. Goes by counts alone, so the same on every machine.
 */
export function chooseDepth(args: SearchArgs): SearchChoice {
  const { rows, result } = args;
  if (args.norm !== 'l2' || !maySkip(rows, result.k)) return { prune: CAUTION, truth: null };
  const exact = probe(args, CAUTION);
  const leaves = exact.leaves / PROBES;
  if (leaves > CHEAP_LEAVES_A_ROW && leaves * rows > CHEAP_LEAVES) {
    for (const prune of PRUNES) {
      const recall = shareFound(probe(args, prune).indices, exact.indices, result.k);
      if (recall >= ENOUGH_TO_REFINE) return { prune, truth: exact.indices };
    }
  }
  return { prune: CAUTION, truth: null };
}

/** Of the true neighbours of the probes, those in the result. */
export function recallOf({ rows, result: { k, indices } }: SearchArgs, truth: Int32Array): SearchDepth {
  const found = new Int32Array(PROBES * k);
  for (let i = 0; i < PROBES; i++) {
    const row = probeRow(i, rows);
    found.set(indices.subarray(row * k, (row + 1) * k), i * k);
  }
  return { exact: false, recall: shareFound(found, truth, k), probes: PROBES };
}

function probeRow(i: number, rows: number): number {
  return Math.floor((i * rows) / PROBES);
}

/** Searches the probes alone, by the scratch memory of the first thread. */
function probe(args: SearchArgs, prune: number): { indices: Int32Array; leaves: number } {
  const { k } = args.result;
  const exports = startKernel<SearchExports>(neighborsModule, args.memory);
  placeSearch(exports, { ...args, prune }, 0);
  const [indicesAt] = args.own[0].slice(-4);
  const indices = new Int32Array(PROBES * k);
  let leaves = 0;
  for (let i = 0; i < PROBES; i++) {
    const row = probeRow(i, args.rows);
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
