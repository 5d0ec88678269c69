import type { Rng } from '../../random/rng.ts';
import type { Curve } from './curve.ts';
import { type ForceTable, forceTable, LONGEST, TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';
import type { FuzzyGraph } from './fuzzy-set.ts';

const NEGATIVES = 5;
/** Place of the exponent in the two words of a double. */
const HIGH_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Stochastic gradient descent of the cross entropy between graph and plane (McInnes, Healy, Melville 2018,
 * algorithm 5): each edge pulls its ends as often as its weight says, each pull goes with five pushes from rows
 * drawn at random; the learning rate falls linearly from 1. Edges too weak to be drawn once are left out. One
 * thread, in the order of the graph: the same start, graph and seed give the same bits.
 * @param positions interleaved x, y; moved in place. @param afterEpoch called with the number of epochs done.
 */
export function optimizeLayout(
  positions: Float32Array,
  graph: FuzzyGraph,
  curve: Curve,
  epochs: number,
  rng: Rng,
  afterEpoch: (epoch: number) => void,
): void {
  const drawn = drawnEdges(graph, epochs);
  const due = Float32Array.from(drawn.period);
  const table = forceTable(curve);
  // xorshift32: the pushes need speed and no more than even coverage.
  let random = (rng.integer(0xfffffffe) + 1) | 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    random = runEpoch(positions, drawn, due, table, epoch + 1, 1 - epoch / epochs, random);
    afterEpoch(epoch + 1);
  }
}

/** One pass over the edges that are due; returns the state of the generator. */
function runEpoch(
  positions: Float32Array,
  { head, tail, period }: DrawnEdges,
  due: Float32Array,
  { pull, push, pullLimit, pushLimit }: ForceTable,
  now: number,
  rate: number,
  seed: number,
): number {
  const longest = LONGEST * rate;
  const square = new Float64Array(NEGATIVES);
  const words = new Int32Array(square.buffer);
  const others = new Int32Array(NEGATIVES);
  const stepX = new Float64Array(NEGATIVES);
  const stepY = new Float64Array(NEGATIVES);
  const share = positions.length / 2 / 0x100000000;
  const edges = head.length;
  let random = seed | 0;
  for (let edge = 0; edge < edges; edge++) {
    if (due[edge] > now) continue;
    due[edge] += period[edge];
    const j = head[edge] << 1;
    const k = tail[edge] << 1;
    let x = positions[j];
    let y = positions[j + 1];
    const dx = x - positions[k];
    const dy = y - positions[k + 1];
    square[0] = dx * dx + dy * dy;
    const slot = (words[HIGH_WORD] >> TABLE_SHIFT) - TABLE_BASE;
    if (slot >= 0) {
      const force = rate * pull[slot < TABLE_SIZE ? slot : TABLE_SIZE - 1];
      let fx = force * dx;
      let fy = force * dy;
      if (slot < pullLimit) {
        fx = Math.min(longest, Math.max(-longest, fx));
        fy = Math.min(longest, Math.max(-longest, fy));
      }
      x += fx;
      y += fy;
      positions[k] -= fx;
      positions[k + 1] -= fy;
    }
    // All five at once from the same place: each then waits for memory while the others compute.
    for (let n = 0; n < NEGATIVES; n++) {
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      const m = ((random >>> 0) * share) << 1;
      others[n] = m;
      const ex = x - positions[m];
      const ey = y - positions[m + 1];
      stepX[n] = ex;
      stepY[n] = ey;
      square[n] = ex * ex + ey * ey;
    }
    let sumX = 0;
    let sumY = 0;
    for (let n = 0; n < NEGATIVES; n++) {
      const at = (words[2 * n + HIGH_WORD] >> TABLE_SHIFT) - TABLE_BASE;
      const m = others[n];
      if (at >= 0) {
        const force = rate * push[at < TABLE_SIZE ? at : TABLE_SIZE - 1];
        let fx = force * stepX[n];
        let fy = force * stepY[n];
        if (at < pushLimit) {
          fx = Math.min(longest, Math.max(-longest, fx));
          fy = Math.min(longest, Math.max(-longest, fy));
        }
        sumX += fx;
        sumY += fy;
      } else if (m !== j) {
        // Coinciding rows part along a direction that the generator picks.
        sumX += ((random >> n) & 1) === 0 ? longest : -longest;
        sumY += ((random >> n) & 32) === 0 ? longest : -longest;
      }
    }
    positions[j] = x + sumX;
    positions[j + 1] = y + sumY;
  }
  return random;
}

interface DrawnEdges {
  head: Int32Array;
  tail: Int32Array;
  /** Epochs between two draws. */
  period: Float32Array;
}

/** Edges strong enough to be drawn at least once in all epochs. */
function drawnEdges(graph: FuzzyGraph, epochs: number): DrawnEdges {
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
  return { head, tail, period };
}
