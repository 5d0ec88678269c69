import type { DoPart } from '../../threads/task.ts';
import { type Drawing, LANES, POOL, RUN, rateAt } from './drawing.ts';
import { BLOCK, type DrawnEdges, isDue, listEdges, TARGET_BITS } from './drawn-edges.ts';
import { TABLE_BASE, TABLE_SHIFT, TABLE_SIZE } from './force-table.ts';

/** Step that parts coinciding rows, times the learning rate. */
const NUDGE = Math.fround(0.01);
/** No one force moves a row by more than this times the learning rate, along either axis. */
const LONGEST = 4;
const TARGETS = 2 ** TARGET_BITS - 1;
/** Floats throughout, so that the kernel can do the same to the bit. */
const float = Math.fround;

/** The layout in plain TypeScript: what the kernel is tested against, and its stand-in. */
export function plainLayout(drawing: Drawing): { doPart: DoPart; read(epoch: number): Float32Array } {
  const places = [drawing.start.slice(), drawing.start.slice()];
  const random = drawing.seeds.slice();
  const { edges, blockBounds } = drawing.edges;
  const drawn: DrawnEdges = {
    blockEdges: new Int32Array(blockBounds[drawing.parts] + 1),
    ends: new Int32Array(edges),
    rates: new Uint16Array(edges),
  };
  listEdges(drawing.edges, drawn);
  const scratch = makeScratch();
  return {
    doPart(epoch, part) {
      const seen = places[epoch & 1];
      const moved = places[1 - (epoch & 1)];
      const low = BLOCK * blockBounds[part];
      const high = Math.min(drawing.rows, BLOCK * blockBounds[part + 1]);
      moved.set(seen.subarray(2 * low, 2 * high), 2 * low);
      const turn: Turn = {
        seen,
        moved,
        low,
        high,
        drawn,
        random: random.subarray(LANES * part, LANES * (part + 1)),
        owing: 0,
        used: 0,
        epoch: epoch + 1,
        rate: float(rateAt(drawing, epoch)),
      };
      fillPool(seen, turn.random, scratch);
      for (let block = blockBounds[part]; block < blockBounds[part + 1]; block++) {
        const end = drawn.blockEdges[block + 1];
        for (let from = drawn.blockEdges[block]; from < end; from += RUN) {
          drawEdges(drawing, turn, scratch, BLOCK * block, from, Math.min(end, from + RUN));
        }
      }
    },
    read: (epoch) => places[epoch & 1],
  };
}

/** One part in one epoch: its rows are read and moved in `moved`, all others read in `seen`. */
interface Turn {
  seen: Float32Array;
  moved: Float32Array;
  low: number;
  high: number;
  drawn: DrawnEdges;
  /** State of its random numbers. */
  random: Int32Array;
  /** Pushes that draws so far have left. */
  owing: number;
  /** Rows of the pool used so far. */
  used: number;
  /** 1.. */
  epoch: number;
  rate: number;
}

/** Room for the pushes of one group. */
interface Scratch {
  square: Float32Array;
  /** The same memory as `square`. */
  bits: Int32Array;
  stepX: Float32Array;
  stepY: Float32Array;
  sumX: Float32Array;
  sumY: Float32Array;
  /** Edges of the run that are due. */
  listed: Int32Array;
  poolX: Float32Array;
  poolY: Float32Array;
}

function makeScratch(): Scratch {
  const square = new Float32Array(LANES);
  return {
    square,
    bits: new Int32Array(square.buffer),
    stepX: new Float32Array(LANES),
    stepY: new Float32Array(LANES),
    sumX: new Float32Array(LANES),
    sumY: new Float32Array(LANES),
    listed: new Int32Array(RUN),
    poolX: new Float32Array(POOL),
    poolY: new Float32Array(POOL),
  };
}

/** Draws the rows of the pool, as they were seen. */
function fillPool(seen: Float32Array, random: Int32Array, { poolX, poolY }: Scratch): void {
  const rows = seen.length / 2;
  for (let i = 0; i < POOL; i++) {
    // xorshift32: the pushes need speed and no more than even coverage.
    let r = random[i & (LANES - 1)];
    r ^= r << 13;
    r ^= r >>> 17;
    r ^= r << 5;
    random[i & (LANES - 1)] = r;
    // The high word of r x rows, exactly.
    const m = Math.floor(((r >>> 16) * rows + Math.floor(((r & 0xffff) * rows) / 0x10000)) / 0x10000) << 1;
    poolX[i] = seen[m];
    poolY[i] = seen[m + 1];
  }
}

function clip(force: number): number {
  return Math.max(-LONGEST, Math.min(LONGEST, force));
}

/** Draws those of the edges from..to-1 that are due; they begin in the block of the row `first`. */
function drawEdges(
  { table: { pull, push }, negativeSamples }: Drawing,
  turn: Turn,
  scratch: Scratch,
  first: number,
  from: number,
  to: number,
): void {
  const { seen, moved, low, high, random, epoch, rate } = turn;
  const { ends, rates } = turn.drawn;
  const { square, bits, stepX, stepY, sumX, sumY, listed, poolX, poolY } = scratch;
  // First which, then what: a branch on whether it is due is guessed wrong every third time.
  let count = 0;
  for (let edge = from; edge < to; edge++) {
    listed[count] = edge;
    count += isDue(rates[edge], epoch) ? 1 : 0;
  }
  for (let i = 0; i < count; i++) {
    const end = ends[listed[i]];
    const j = (first + (end >>> TARGET_BITS)) << 1;
    const target = end & TARGETS;
    const isOwn = target >= low && target < high;
    const other = isOwn ? moved : seen;
    const k = target << 1;
    let x = moved[j];
    let y = moved[j + 1];
    const dx = float(x - other[k]);
    const dy = float(y - other[k + 1]);
    square[0] = float(dx * dx) + float(dy * dy);
    const slot = (bits[0] >> TABLE_SHIFT) - TABLE_BASE;
    if (slot >= 0) {
      const force = pull[slot < TABLE_SIZE ? slot : TABLE_SIZE - 1];
      const fx = float(rate * clip(float(force * dx)));
      const fy = float(rate * clip(float(force * dy)));
      if (isOwn) {
        x = float(x + fx);
        y = float(y + fy);
        moved[k] -= fx;
        moved[k + 1] -= fy;
      } else {
        // The other end, where it is another's to move, moves half the way when its own edge is drawn.
        x = float(x + float(2 * fx));
        y = float(y + float(2 * fy));
      }
    }
    for (let n = 0; n < LANES; n++) {
      sumX[n] = 0;
      sumY[n] = 0;
    }
    // In groups of four, on average as many as asked for.
    for (turn.owing += negativeSamples; turn.owing >= LANES; turn.owing -= LANES) {
      for (let n = 0; n < LANES; n++) {
        const m = (turn.used & (POOL - 1)) + n;
        const ex = float(x - poolX[m]);
        const ey = float(y - poolY[m]);
        stepX[n] = ex;
        stepY[n] = ey;
        square[n] = float(ex * ex) + float(ey * ey);
      }
      turn.used += LANES;
      for (let n = 0; n < LANES; n++) {
        const at = (bits[n] >> TABLE_SHIFT) - TABLE_BASE;
        if (at >= 0) {
          const force = push[at < TABLE_SIZE ? at : TABLE_SIZE - 1];
          sumX[n] += clip(float(force * stepX[n]));
          sumY[n] += clip(float(force * stepY[n]));
        } else {
          // Rows that coincide, or the row itself drawn: a nudge either way.
          const sign = random[n] ^ (turn.used >> 2);
          sumX[n] += (sign & 1) === 0 ? NUDGE : -NUDGE;
          sumY[n] += (sign & 2) === 0 ? NUDGE : -NUDGE;
        }
      }
    }
    const wholeX = float(float(sumX[0] + sumX[2]) + float(sumX[1] + sumX[3]));
    const wholeY = float(float(sumY[0] + sumY[2]) + float(sumY[1] + sumY[3]));
    moved[j] = x + float(rate * wholeX);
    moved[j + 1] = y + float(rate * wholeY);
  }
}
