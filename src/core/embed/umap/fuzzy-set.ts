import { giveBack, hasKernels, kernelMemory, MemoryPlan } from '../../kernels/kernel.ts';
import { type Progress, unwatched } from '../../progress.ts';
import type { Neighbors } from '../../space/kd-tree.ts';
import type { Crew } from '../../threads/crew.ts';
import { BOND_ROWS, bindRows, planBonds } from './bond-task.ts';

/** A symmetric weighted graph, compressed by rows: the edges of i are offsets[i] .. offsets[i + 1] - 1. */
export interface FuzzyGraph {
  rows: number;
  offsets: Int32Array;
  /** The other end of each edge. */
  targets: Int32Array;
  /** In (0, 1]. */
  weights: Float32Array;
}

/**
 * Strength of the bond from each row to its neighbours, exp(-(d - rho) / sigma), 1 up to rho (see nearReach);
 * sigma such that the strengths add up to log2 k (McInnes, Healy, Melville 2018, algorithm 3). The row itself,
 * first of its neighbours, gets 0.
 * @param localConnectivity >= 0: nearest neighbours that are bound with 1.
 */
export function bondStrengths(neighbors: Neighbors, localConnectivity = 1): Float32Array {
  const args = planBonds(neighbors, localConnectivity, new Float32Array(neighbors.distances.length));
  bindRows(args, 0, args.rows);
  return args.strengths;
}

/** Rows between two reports. */
const WATCHED_ROWS = 1 << 16;

/** @param share of the whole graph: its bonds are the first half. */
function report(progress: Progress, share: number): void {
  progress({ stage: 'graph', done: Math.round(100 * share), total: 100 });
}

/** bondStrengths on all threads and their fuzzyUnion; the distances lie in memory that the threads share. */
export async function graphByCrew(
  neighbors: Neighbors,
  localConnectivity: number,
  setOpMix: number,
  crew: Crew,
  progress: Progress,
): Promise<FuzzyGraph> {
  const { length } = neighbors.distances;
  const plan = new MemoryPlan();
  const at = plan.room(4 * length);
  const memory = hasKernels && plan.fits ? kernelMemory(plan, crew.shares) : null;
  const room =
    memory?.buffer ?? (crew.shares ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length));
  const strengths = new Float32Array(room, memory ? at : 0, length);
  const args = planBonds(neighbors, localConnectivity, strengths);
  const parts = Math.ceil(args.rows / BOND_ROWS);
  await crew.run('bonds', args, { rounds: 1, parts }, (done) => report(progress, 0.5 * (done / parts)));
  const graph = fuzzyUnion(neighbors, strengths, setOpMix, progress);
  if (memory) giveBack(memory);
  return graph;
}

/**
 * The directed bonds as a symmetric graph in rows' order: their fuzzy union a + b - a b, their intersection a b,
 * or a mixture. Bonds below the smallest float are dropped. O(rows k).
 * @param setOpMix 1: union; 0: intersection.
 */
export function fuzzyUnion(
  neighbors: Neighbors,
  strengths: Float32Array,
  setOpMix = 1,
  progress: Progress = unwatched,
): FuzzyGraph {
  const { k, indices } = neighbors;
  const rows = indices.length / k;
  const incoming = new Int32Array(rows + 1);
  for (let i = 0; i < indices.length; i++) if (strengths[i] > 0) incoming[indices[i] + 1]++;
  for (let row = 0; row < rows; row++) incoming[row + 1] += incoming[row];
  const bonds = incoming[rows];
  const sources = new Int32Array(bonds);
  const sourceStrengths = new Float32Array(bonds);
  const next = incoming.slice(0, rows);
  for (let i = 0; i < indices.length; i++) {
    if (!(strengths[i] > 0)) continue;
    const slot = next[indices[i]]++;
    sources[slot] = (i / k) | 0;
    sourceStrengths[slot] = strengths[i];
  }
  const offsets = new Int32Array(rows + 1);
  const targets = new Int32Array(2 * bonds);
  const weights = new Float32Array(2 * bonds);
  const both = setOpMix === 1 ? null : new Float32Array(2 * bonds);
  const slotOf = new Int32Array(rows).fill(-1);
  let edges = 0;
  for (let row = 0; row < rows; row++) {
    if (row % WATCHED_ROWS === 0) report(progress, 0.5 + 0.5 * (row / rows));
    const first = edges;
    for (let i = row * k + 1; i < (row + 1) * k; i++) {
      if (!(strengths[i] > 0)) continue;
      slotOf[indices[i]] = edges;
      targets[edges] = indices[i];
      weights[edges++] = strengths[i];
    }
    for (let i = incoming[row]; i < incoming[row + 1]; i++) {
      const slot = slotOf[sources[i]];
      if (slot >= first) {
        const a = weights[slot];
        weights[slot] = a + sourceStrengths[i] - a * sourceStrengths[i];
        if (both) both[slot] = a * sourceStrengths[i];
      } else {
        targets[edges] = sources[i];
        weights[edges++] = sourceStrengths[i];
      }
    }
    if (both) {
      const end = edges;
      edges = first;
      for (let e = first; e < end; e++) {
        const mixed = setOpMix * weights[e] + (1 - setOpMix) * both[e];
        // The slots behind those that stay are filled again.
        both[e] = 0;
        slotOf[targets[e]] = -1;
        targets[edges] = targets[e];
        weights[edges] = mixed;
        if (weights[edges] > 0) edges++;
      }
    }
    offsets[row + 1] = edges;
  }
  // Pages behind the edges were never written to, so they take no memory; a copy would.
  return { rows, offsets, targets: targets.subarray(0, edges), weights: weights.subarray(0, edges) };
}
