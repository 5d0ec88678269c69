import type { Rng } from '../../random/rng.ts';
import type { Curve } from './curve.ts';
import { type ForceTable, forceTable, LONGEST, TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';
import type { FuzzyGraph } from './fuzzy-set.ts';

const NEGATIVES = 5;
/** Edges a call: the engine compiles a short function called often better than one that never ends. */
const CHUNK = 4096;
/** Step that parts coinciding rows, times the learning rate. */
const NUDGE = 0.01;
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
  const scratch = makeScratch(rng.integer(0xfffffffe) + 1);
  const table = forceTable(curve);
  const edges = drawn.head.length;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = 1 - epoch / epochs;
    for (let from = 0; from < edges; from += CHUNK) {
      drawEdges(positions, drawn, table, scratch, from, Math.min(edges, from + CHUNK), epoch + 1, rate);
    }
    afterEpoch(epoch + 1);
  }
}

interface DrawnEdges {
  head: Int32Array;
  tail: Int32Array;
  /** Epochs between two draws, and the epoch of the next. */
  period: Float32Array;
  due: Float32Array;
}

/** Room for the pushes of one draw, and the generator's state. */
interface Scratch {
  square: Float64Array;
  /** The same memory as `square`. */
  words: Int32Array;
  stepX: Float64Array;
  stepY: Float64Array;
  /** Edges of the call that are due. */
  drawn: Int32Array;
  random: Int32Array;
}

function makeScratch(seed: number): Scratch {
  const square = new Float64Array(NEGATIVES);
  return {
    square,
    words: new Int32Array(square.buffer),
    stepX: new Float64Array(NEGATIVES),
    stepY: new Float64Array(NEGATIVES),
    drawn: new Int32Array(CHUNK),
    random: Int32Array.of(seed),
  };
}

/** Draws those of the edges from..to-1 that are due. */
function drawEdges(
  positions: Float32Array,
  { head, tail, period, due }: DrawnEdges,
  { pull, push, pullLimit, pushLimit }: ForceTable,
  { square, words, stepX, stepY, drawn, random: state }: Scratch,
  from: number,
  to: number,
  now: number,
  rate: number,
): void {
  const longest = LONGEST * rate;
  const nudge = NUDGE * rate;
  const share = positions.length / 2 / 0x100000000;
  // xorshift32: the pushes need speed and no more than even coverage.
  let random = state[0];
  // First which, then what: a branch on `due` is guessed wrong every third time.
  let count = 0;
  for (let edge = from; edge < to; edge++) {
    drawn[count] = edge;
    count += due[edge] <= now ? 1 : 0;
  }
  for (let i = 0; i < count; i++) {
    const edge = drawn[i];
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
      } else {
        // Rows that coincide, or the row itself drawn: a nudge that the generator picks.
        sumX += ((random >> n) & 1) === 0 ? nudge : -nudge;
        sumY += ((random >> n) & 32) === 0 ? nudge : -nudge;
      }
    }
    positions[j] = x + sumX;
    positions[j + 1] = y + sumY;
  }
  state[0] = random;
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
  return { head, tail, period, due: period.slice() };
}
