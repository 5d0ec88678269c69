/**
 * The layout kernel, in AssemblyScript: what drawEdges of src/core/embed/umap/layout-plain.ts does, to the bit,
 * with the pushes of a group in the four lanes of a register. All memory is laid out by the caller.
 */
const NUDGE: f32 = 0.01;
const LONGEST: f32 = 4;
/** As in drawing.ts and drawn-edges.ts. */
const RUN: i32 = 1024;
const POOL: i32 = 4096;
const BLOCK: i32 = 64;
const TARGET_BITS: u32 = 26;

let blockEdges: usize = 0;
let ends: usize = 0;
let rates: usize = 0;
let pulls: usize = 0;
let pushes: usize = 0;
let packing: usize = 0;
let listed: usize = 0;
let met: usize = 0;
let poolX: usize = 0;
let poolY: usize = 0;
let rows: u32 = 0;
let tableShift: i32 = 0;
let tableBase: i32 = 0;
let tableLast: i32 = 0;
let pushesADraw: i32 = 0;

let seen: usize = 0;
let moved: usize = 0;
let lowest: i32 = 0;
let owned: u32 = 0;
let generator: usize = 0;
let owing: i32 = 0;
let used: i32 = 0;

/**
 * Addresses in bytes, `packing` and `run` multiples of 16. `packing`: for each mask of eight lanes of 16 bits, the
 * bytes of the marked lanes. `run`: room for 2 bytes for each edge of a run and for eight more, then for 16 bytes
 * each; `pool`: for two times POOL floats. Both of this thread alone.
 */
export function place(
  blockEdgesAt: usize,
  endsAt: usize,
  ratesAt: usize,
  pullsAt: usize,
  pushesAt: usize,
  packingAt: usize,
  runAt: usize,
  poolAt: usize,
): void {
  blockEdges = blockEdgesAt;
  ends = endsAt;
  rates = ratesAt;
  pulls = pullsAt;
  pushes = pushesAt;
  packing = packingAt;
  listed = runAt;
  met = runAt + ((<usize>RUN) << 1) + 16;
  poolX = poolAt;
  poolY = poolAt + ((<usize>POOL) << 2);
}

export function configure(rowCount: u32, shift: i32, base: i32, size: i32, pushCount: i32): void {
  rows = rowCount;
  tableShift = shift;
  tableBase = base;
  tableLast = size - 1;
  pushesADraw = pushCount;
}

/**
 * Turns to the rows lowest..lowest+count-1: read and moved at `movedAt`, all others read at `seenAt`.
 * `generatorAt`: the state of their random numbers, a multiple of 16.
 */
export function turnTo(seenAt: usize, movedAt: usize, first: i32, count: u32, generatorAt: usize): void {
  seen = seenAt;
  moved = movedAt;
  lowest = first;
  owned = count;
  generator = generatorAt;
  owing = 0;
  used = 0;
  memory.copy(movedAt + ((<usize>first) << 3), seenAt + ((<usize>first) << 3), (<usize>count) << 3);
  fillPool();
}

/** Draws the rows of the pool, as they were seen. */
function fillPool(): void {
  const counts = i32x4.splat(rows);
  const places = i32x4.splat(<i32>seen);
  let random = v128.load(generator);
  for (let at: usize = 0; at < (<usize>POOL) << 2; at += 16) {
    random = v128.xor(random, i32x4.shl(random, 13));
    random = v128.xor(random, i32x4.shr_u(random, 17));
    random = v128.xor(random, i32x4.shl(random, 5));
    // The high words of random x rows, as addresses.
    const drawn = v128.shuffle<i32>(
      i64x2.extmul_low_i32x4_u(random, counts),
      i64x2.extmul_high_i32x4_u(random, counts),
      1,
      3,
      5,
      7,
    );
    const m = i32x4.add(i32x4.shl(drawn, 3), places);
    const a = v128.load64_lane(
      <usize>i32x4.extract_lane(m, 1),
      v128.load64_zero(<usize>i32x4.extract_lane(m, 0)),
      1,
    );
    const b = v128.load64_lane(
      <usize>i32x4.extract_lane(m, 3),
      v128.load64_zero(<usize>i32x4.extract_lane(m, 2)),
      1,
    );
    v128.store(poolX + at, v128.shuffle<f32>(a, b, 0, 2, 4, 6));
    v128.store(poolY + at, v128.shuffle<f32>(a, b, 1, 3, 5, 7));
  }
  v128.store(generator, random);
}

/** Lists which of so many edges of a run are due, in order, by their number in it; gives the end of the list. */
function listDue(from: usize, count: i32, epoch: i32): usize {
  const epochs = i16x8.splat(<i16>epoch);
  const eights = i16x8.splat(8);
  let numbers = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
  let at = rates + (from << 1);
  let out = listed;
  let number = 0;
  // The marked lanes move to the front; what stands behind them is written over by the next.
  for (; number + 8 <= count; number += 8) {
    const rate = v128.load(at);
    const mask = i16x8.bitmask(i16x8.le_u(i16x8.add(i16x8.mul(rate, epochs), epochs), rate));
    v128.store(out, v128.swizzle(numbers, v128.load(packing + ((<usize>mask) << 4))));
    out += (<usize>popcnt(mask)) << 1;
    numbers = i16x8.add(numbers, eights);
    at += 16;
  }
  for (; number < count; number++) {
    const rate = <i32>load<u16>(at);
    store<u16>(out, <u16>number);
    out += ((epoch * rate + epoch) & 0xffff) <= rate ? 2 : 0;
    at += 2;
  }
  return out;
}

/**
 * For each edge of a run that is due, in 16 bytes: where its row is, where its other end is, and that place. In a
 * loop of its own, which waits for many of them at a time: at a million rows most are far away. The place of an
 * end that is another's does not move in this epoch, and what would move it is to write here. Gives their end.
 */
function meetEnds(from: usize, first: i32, listedEnd: usize): usize {
  const own = moved;
  const others = seen;
  const low = lowest;
  const count = owned;
  const endsAt = ends + (from << 2);
  const firstAt = own + ((<usize>first) << 3);
  let at = met;
  for (let from = listed; from < listedEnd; from += 2) {
    const end = load<u32>(endsAt + ((<usize>load<u16>(from)) << 2));
    const target = end & ((1 << TARGET_BITS) - 1);
    const isOwn = target - low < count;
    const k = select(own, others, isOwn) + ((<usize>target) << 3);
    store<usize>(at, firstAt + ((<usize>(end >> TARGET_BITS)) << 3));
    store<usize>(at, select(k, at + 8, isOwn), 4);
    store<u64>(at, load<u64>(k), 8);
    at += 16;
  }
  return at;
}

/** Draws those edges of the blocks fromBlock..toBlock-1 that are due in an epoch, 1... */
export function draw(fromBlock: i32, toBlock: i32, epoch: i32, rate: f32): void {
  for (let block = fromBlock; block < toBlock; block++) {
    const at = blockEdges + ((<usize>block) << 2);
    const end = load<i32>(at, 4);
    for (let from = load<i32>(at); from < end; from += RUN) {
      const due = listDue(from, min(RUN, end - from), epoch);
      drawMet(meetEnds(from, block * BLOCK, due), rate);
    }
  }
}

/** Draws the edges whose ends meetEnds has put down. */
function drawMet(metEnd: usize, rate: f32): void {
  const pull = pulls;
  const push = pushes;
  const shift = tableShift;
  const base = tableBase;
  const last = tableLast;
  const bases = i32x4.splat(base);
  const pushTable = i32x4.splat(<i32>push);
  const speeds = f32x4.splat(rate);
  const lasts = i32x4.splat(last);
  const zeros = i32x4.splat(0);
  const ones = i32x4.splat(1);
  const twos = i32x4.splat(2);
  const longest = f32x4.splat(LONGEST);
  const shortest = f32x4.splat(-LONGEST);
  const nudges = f32x4.splat(NUDGE);
  const pushCount = pushesADraw;
  const xsAt = poolX;
  const ysAt = poolY;
  let owed = owing;
  let group = used;
  for (let at = met; at < metEnd; at += 16) {
    const j = load<usize>(at);
    const k = load<usize>(at, 4);
    const isOwn = k !== at + 8;
    let place = v128.load64_zero(j);
    const other = v128.load64_zero(k);
    const step = f32x4.sub(place, other);
    const products = f32x4.mul(step, step);
    const square = f32x4.extract_lane(products, 0) + f32x4.extract_lane(products, 1);
    const slot = (reinterpret<i32>(square) >> shift) - base;
    if (slot >= 0) {
      const force = f32x4.mul(v128.load32_splat(pull + ((<usize>min(slot, last)) << 2)), step);
      const move = f32x4.mul(speeds, f32x4.pmin(longest, f32x4.pmax(shortest, force)));
      // The other end, where it is another's to move, moves half the way when its own edge is drawn.
      place = f32x4.add(place, f32x4.mul(f32x4.splat(select<f32>(1, 2, isOwn)), move));
      v128.store64_lane(k, f32x4.sub(other, move), 0);
    }
    const xs = v128.shuffle<f32>(place, place, 0, 0, 0, 0);
    const ys = v128.shuffle<f32>(place, place, 1, 1, 1, 1);
    let sumX = f32x4.splat(0);
    let sumY = sumX;
    // In groups of four, on average as many as asked for.
    for (owed += pushCount; owed >= 4; owed -= 4) {
      const four = (<usize>(group & (POOL - 1))) << 2;
      group += 4;
      const ex = f32x4.sub(xs, v128.load(xsAt + four));
      const ey = f32x4.sub(ys, v128.load(ysAt + four));
      const squares = f32x4.add(f32x4.mul(ex, ex), f32x4.mul(ey, ey));
      const slots = i32x4.sub(i32x4.shr_s(squares, shift), bases);
      const clipped = i32x4.max_s(zeros, i32x4.min_s(lasts, slots));
      const entries = i32x4.add(i32x4.shl(clipped, 2), pushTable);
      let force = v128.load32_zero(<usize>i32x4.extract_lane(entries, 0));
      force = v128.load32_lane(<usize>i32x4.extract_lane(entries, 1), force, 1);
      force = v128.load32_lane(<usize>i32x4.extract_lane(entries, 2), force, 2);
      force = v128.load32_lane(<usize>i32x4.extract_lane(entries, 3), force, 3);
      let fx = f32x4.pmin(longest, f32x4.pmax(shortest, f32x4.mul(force, ex)));
      let fy = f32x4.pmin(longest, f32x4.pmax(shortest, f32x4.mul(force, ey)));
      const near = i32x4.lt_s(slots, zeros);
      if (v128.any_true(near)) {
        // Rows that coincide, or the row itself drawn: a nudge either way.
        const random = v128.xor(v128.load(generator), i32x4.splat(group >> 2));
        const signX = i32x4.shl(v128.and(random, ones), 31);
        const signY = i32x4.shl(v128.and(random, twos), 30);
        fx = v128.bitselect(v128.xor(nudges, signX), fx, near);
        fy = v128.bitselect(v128.xor(nudges, signY), fy, near);
      }
      sumX = f32x4.add(sumX, fx);
      sumY = f32x4.add(sumY, fy);
    }
    const halves = f32x4.add(
      v128.shuffle<f32>(sumX, sumY, 0, 1, 4, 5),
      v128.shuffle<f32>(sumX, sumY, 2, 3, 6, 7),
    );
    const whole = f32x4.add(
      v128.shuffle<f32>(halves, halves, 0, 2, 0, 2),
      v128.shuffle<f32>(halves, halves, 1, 3, 1, 3),
    );
    v128.store64_lane(j, f32x4.add(place, f32x4.mul(speeds, whole)), 0);
  }
  used = group;
  owing = owed;
}
