import { exp } from '../../math/exp.ts';
import type { Neighbors } from '../../space/kd-tree.ts';
import type { Task } from '../../threads/task.ts';
import { bandwidth, nearReach } from './bond-task.ts';
import { type ForceTable, TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';

/** Rows a part. */
export const TRANSFORM_ROWS = 256;

/** Learning rate at the start: the plane is finished, so a quarter of the layout's, as umap-learn takes. */
const RATE = 0.25;
/** No one force moves a row by more than this times the learning rate, along either axis. */
const LONGEST = 4;

/** New rows to be placed among fitted ones; all arrays shared where threads share. */
export interface TransformArgs {
  /** Of each new row among the fitted, by rising distance. */
  neighbors: Neighbors;
  /** Of the fitted rows, interleaved x, y. */
  places: Float32Array;
  /** Of the random numbers of each new row, none 0. */
  seeds: Int32Array;
  /** Filled: where the new rows come to lie, interleaved. */
  placed: Float32Array;
  table: ForceTable;
  epochs: number;
  /** Pushes a pull. */
  negativeSamples: number;
  localConnectivity: number;
}

/** Each new row by itself: pulled by its neighbours and pushed by fitted rows drawn at random, none of which move. */
export const transformTask: Task<TransformArgs> = (args) => {
  const { neighbors, placed } = args;
  const { k } = neighbors;
  const rows = placed.length / 2;
  const strengths = new Float64Array(k);
  const square = new Float32Array(1);
  const scratch = { due: new Float64Array(k), square, bits: new Int32Array(square.buffer) };
  return (_round, part) => {
    const end = Math.min(rows, (part + 1) * TRANSFORM_ROWS);
    for (let row = part * TRANSFORM_ROWS; row < end; row++) {
      bind(neighbors, row, args.localConnectivity, strengths);
      startAt(args, row, strengths);
      settle(args, row, strengths, scratch);
    }
  };
};

interface Scratch {
  /** Epoch of the next draw of each bond. */
  due: Float64Array;
  square: Float32Array;
  /** The same memory as `square`. */
  bits: Int32Array;
}

/** Strengths of a row's bonds as umap-learn has them for new rows: of a local connectivity less by 1. */
function bind(
  { k, distances }: Neighbors,
  row: number,
  localConnectivity: number,
  strengths: Float64Array,
): void {
  const from = row * k;
  const rho = nearReach(distances, from, from + k, Math.max(0, localConnectivity - 1));
  let mean = 0;
  for (let i = from; i < from + k; i++) mean += distances[i] / k;
  const sigma = bandwidth(distances, from, from + k, rho, mean);
  let sum = 0;
  for (let i = 0; i < k; i++) {
    const beyond = distances[from + i] - rho;
    strengths[i] = beyond <= 0 || sigma === 0 ? 1 : exp(-beyond / sigma);
    sum += strengths[i];
  }
  // All of them far beyond any bandwidth: none is nearer than the others.
  if (!(sum > 0)) strengths.fill(1);
}

/** At the mean of the neighbours, weighted by the bonds; on a neighbour that is bound with 1. */
function startAt({ neighbors, places, placed }: TransformArgs, row: number, strengths: Float64Array): void {
  const { k, indices } = neighbors;
  let x = 0;
  let y = 0;
  let sum = 0;
  for (let i = 0; i < k; i++) {
    const other = 2 * indices[row * k + i];
    if (strengths[i] === 1) {
      x = places[other];
      y = places[other + 1];
      sum = 1;
      break;
    }
    x += strengths[i] * places[other];
    y += strengths[i] * places[other + 1];
    sum += strengths[i];
  }
  placed[2 * row] = x / sum;
  placed[2 * row + 1] = y / sum;
}

function settle(
  args: TransformArgs,
  row: number,
  strengths: Float64Array,
  { due, square, bits }: Scratch,
): void {
  const { neighbors, places, placed, seeds, table, epochs, negativeSamples } = args;
  const { pull, push } = table;
  const { k, indices } = neighbors;
  const share = places.length / 2 / 0x100000000;
  // Against 1, the strongest there can be: against the strongest of all new rows, one would depend on the others.
  for (let i = 0; i < k; i++) due[i] = 1 / strengths[i];
  let x = placed[2 * row];
  let y = placed[2 * row + 1];
  let random = seeds[row];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = RATE * (1 - epoch / epochs);
    for (let i = 0; i < k; i++) {
      if (due[i] > epoch + 1) continue;
      due[i] += 1 / strengths[i];
      const other = indices[row * k + i] << 1;
      const dx = x - places[other];
      const dy = y - places[other + 1];
      square[0] = dx * dx + dy * dy;
      const slot = (bits[0] >> TABLE_SHIFT) - TABLE_BASE;
      // Where two rows coincide, neither force has a direction.
      if (slot >= 0) {
        const force = pull[slot < TABLE_SIZE ? slot : TABLE_SIZE - 1];
        x += rate * clip(force * dx);
        y += rate * clip(force * dy);
      }
      for (let n = 0; n < negativeSamples; n++) {
        // xorshift32: the pushes need speed and no more than even coverage.
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        const from = ((random >>> 0) * share) << 1;
        const ex = x - places[from];
        const ey = y - places[from + 1];
        square[0] = ex * ex + ey * ey;
        const at = (bits[0] >> TABLE_SHIFT) - TABLE_BASE;
        if (at < 0) continue;
        const force = push[at < TABLE_SIZE ? at : TABLE_SIZE - 1];
        x += rate * clip(force * ex);
        y += rate * clip(force * ey);
      }
    }
  }
  placed[2 * row] = x;
  placed[2 * row + 1] = y;
}

function clip(force: number): number {
  return Math.max(-LONGEST, Math.min(LONGEST, force));
}
