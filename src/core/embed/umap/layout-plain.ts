import { CHUNK, type Drawing, LANES } from './drawing.ts';
import type { DrawnEdges } from './drawn-edges.ts';
import { type ForceTable, TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';

/** Step that parts coinciding rows, times the learning rate. */
const NUDGE = Math.fround(0.01);
/** No one force moves a row by more than this times the learning rate, along either axis. */
const LONGEST = 4;
/** Floats throughout, so that the kernel can do the same to the bit. */
const float = Math.fround;

/** The drawing of edges in plain TypeScript: what the kernel is tested against, and its stand-in. */
export function plainDrawing(
  positions: Float32Array,
  edges: DrawnEdges,
  table: ForceTable,
  seeds: Int32Array,
): Drawing {
  const scratch = makeScratch(seeds);
  const moved = positions.slice();
  return {
    draw: (from, to, now, rate) => drawEdges(moved, edges, table, scratch, from, to, now, float(rate)),
    read: (target) => target.set(moved),
  };
}

/** Room for the pushes of one group, and the generator's state, one a lane. */
interface Scratch {
  square: Float32Array;
  /** The same memory as `square`. */
  bits: Int32Array;
  stepX: Float32Array;
  stepY: Float32Array;
  sumX: Float32Array;
  sumY: Float32Array;
  /** Edges of the call that are due. */
  drawn: Int32Array;
  random: Int32Array;
}

function makeScratch(seeds: Int32Array): Scratch {
  const square = new Float32Array(LANES);
  return {
    square,
    bits: new Int32Array(square.buffer),
    stepX: new Float32Array(LANES),
    stepY: new Float32Array(LANES),
    sumX: new Float32Array(LANES),
    sumY: new Float32Array(LANES),
    drawn: new Int32Array(CHUNK),
    random: seeds.slice(),
  };
}

function clip(force: number): number {
  return Math.max(-LONGEST, Math.min(LONGEST, force));
}

function drawEdges(
  positions: Float32Array,
  { head, tail, period, due }: DrawnEdges,
  { pull, push }: ForceTable,
  { square, bits, stepX, stepY, sumX, sumY, drawn, random }: Scratch,
  from: number,
  to: number,
  now: number,
  rate: number,
): void {
  const share = positions.length / 2 / 0x100000000;
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
    const dx = float(x - positions[k]);
    const dy = float(y - positions[k + 1]);
    square[0] = float(dx * dx) + float(dy * dy);
    const slot = (bits[0] >> TABLE_SHIFT) - TABLE_BASE;
    if (slot >= 0) {
      const force = pull[slot < TABLE_SIZE ? slot : TABLE_SIZE - 1];
      const fx = float(rate * clip(float(force * dx)));
      const fy = float(rate * clip(float(force * dy)));
      x = float(x + fx);
      y = float(y + fy);
      positions[k] -= fx;
      positions[k + 1] -= fy;
    }
    for (let n = 0; n < LANES; n++) {
      sumX[n] = 0;
      sumY[n] = 0;
    }
    // Four pushes, and every fourth time eight: five a draw.
    for (let groups = (i & 3) === 3 ? 2 : 1; groups > 0; groups--) {
      // All four from the same place: each then waits for memory while the others compute.
      for (let n = 0; n < LANES; n++) {
        // xorshift32: the pushes need speed and no more than even coverage.
        let r = random[n];
        r ^= r << 13;
        r ^= r >>> 17;
        r ^= r << 5;
        random[n] = r;
        const m = ((r >>> 0) * share) << 1;
        const ex = float(x - positions[m]);
        const ey = float(y - positions[m + 1]);
        stepX[n] = ex;
        stepY[n] = ey;
        square[n] = float(ex * ex) + float(ey * ey);
      }
      for (let n = 0; n < LANES; n++) {
        const at = (bits[n] >> TABLE_SHIFT) - TABLE_BASE;
        if (at >= 0) {
          const force = push[at < TABLE_SIZE ? at : TABLE_SIZE - 1];
          sumX[n] += clip(float(force * stepX[n]));
          sumY[n] += clip(float(force * stepY[n]));
        } else {
          // Rows that coincide, or the row itself drawn: a nudge that the generator picks.
          sumX[n] += (random[n] & 1) === 0 ? NUDGE : -NUDGE;
          sumY[n] += (random[n] & 2) === 0 ? NUDGE : -NUDGE;
        }
      }
    }
    const wholeX = float(float(sumX[0] + sumX[2]) + float(sumX[1] + sumX[3]));
    const wholeY = float(float(sumY[0] + sumY[2]) + float(sumY[1] + sumY[3]));
    positions[j] = x + float(rate * wholeX);
    positions[j + 1] = y + float(rate * wholeY);
  }
}
