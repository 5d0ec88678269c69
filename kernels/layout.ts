/**
 * The layout kernel, in AssemblyScript: what drawEdges of src/core/embed/umap/layout-plain.ts does, to the bit,
 * with the pushes of a group in the four lanes of a register. All memory is laid out by the caller.
 */
const NUDGE: f32 = 0.01;
const LONGEST: f32 = 4;

let positions: usize = 0;
let heads: usize = 0;
let tails: usize = 0;
let periods: usize = 0;
let dues: usize = 0;
let pulls: usize = 0;
let pushes: usize = 0;
let generator: usize = 0;
let listed: usize = 0;
let rows: u32 = 0;
let tableShift: i32 = 0;
let tableBase: i32 = 0;
let tableLast: i32 = 0;

/** Addresses in bytes; `generator` a multiple of 16. */
export function place(
  positionsAt: usize,
  headsAt: usize,
  tailsAt: usize,
  periodsAt: usize,
  duesAt: usize,
  pullsAt: usize,
  pushesAt: usize,
  generatorAt: usize,
  listedAt: usize,
): void {
  positions = positionsAt;
  heads = headsAt;
  tails = tailsAt;
  periods = periodsAt;
  dues = duesAt;
  pulls = pullsAt;
  pushes = pushesAt;
  generator = generatorAt;
  listed = listedAt;
}

export function configure(rowCount: u32, shift: i32, base: i32, size: i32): void {
  rows = rowCount;
  tableShift = shift;
  tableBase = base;
  tableLast = size - 1;
}

function clip(force: f32): f32 {
  if (force < -LONGEST) return -LONGEST;
  if (force > LONGEST) return LONGEST;
  return force;
}

/** Draws those of the edges from..to-1 that are due at epoch `now`. */
export function draw(from: i32, to: i32, now: f32, rate: f32): void {
  const at = positions;
  const pull = pulls;
  const push = pushes;
  const due = dues;
  const period = periods;
  const head = heads;
  const tail = tails;
  const list = listed;
  const shift = tableShift;
  const base = tableBase;
  const last = tableLast;
  const bases = i32x4.splat(base);
  const lasts = i32x4.splat(last);
  const zeros = i32x4.splat(0);
  const ones = i32x4.splat(1);
  const twos = i32x4.splat(2);
  const longest = f32x4.splat(LONGEST);
  const shortest = f32x4.splat(-LONGEST);
  const nudges = f32x4.splat(NUDGE);
  const counts = i32x4.splat(rows);

  let count: usize = 0;
  for (let edge = from; edge < to; edge++) {
    store<i32>(list + (count << 2), edge);
    count += load<f32>(due + ((<usize>edge) << 2)) <= now ? 1 : 0;
  }
  let random = v128.load(generator);
  for (let i: usize = 0; i < count; i++) {
    const edge = (<usize>load<i32>(list + (i << 2))) << 2;
    store<f32>(due + edge, load<f32>(due + edge) + load<f32>(period + edge));
    const j = at + ((<usize>load<i32>(head + edge)) << 3);
    const k = at + ((<usize>load<i32>(tail + edge)) << 3);
    let x = load<f32>(j);
    let y = load<f32>(j, 4);
    const dx = x - load<f32>(k);
    const dy = y - load<f32>(k, 4);
    const slot = (reinterpret<i32>(dx * dx + dy * dy) >> shift) - base;
    if (slot >= 0) {
      const force = load<f32>(pull + ((<usize>min(slot, last)) << 2));
      const fx = rate * clip(force * dx);
      const fy = rate * clip(force * dy);
      x += fx;
      y += fy;
      store<f32>(k, load<f32>(k) - fx);
      store<f32>(k, load<f32>(k, 4) - fy, 4);
    }
    const xs = f32x4.splat(x);
    const ys = f32x4.splat(y);
    let sumX = f32x4.splat(0);
    let sumY = sumX;
    // Four pushes, and every fourth time eight: five a draw.
    for (let groups = (i & 3) === 3 ? 2 : 1; groups > 0; groups--) {
      random = v128.xor(random, i32x4.shl(random, 13));
      random = v128.xor(random, i32x4.shr_u(random, 17));
      random = v128.xor(random, i32x4.shl(random, 5));
      // The high words of random x rows.
      const m = v128.shuffle<i32>(
        i64x2.extmul_low_i32x4_u(random, counts),
        i64x2.extmul_high_i32x4_u(random, counts),
        1,
        3,
        5,
        7,
      );
      const a = v128.load64_lane(
        at + ((<usize>i32x4.extract_lane(m, 1)) << 3),
        v128.load64_zero(at + ((<usize>i32x4.extract_lane(m, 0)) << 3)),
        1,
      );
      const b = v128.load64_lane(
        at + ((<usize>i32x4.extract_lane(m, 3)) << 3),
        v128.load64_zero(at + ((<usize>i32x4.extract_lane(m, 2)) << 3)),
        1,
      );
      const ex = f32x4.sub(xs, v128.shuffle<f32>(a, b, 0, 2, 4, 6));
      const ey = f32x4.sub(ys, v128.shuffle<f32>(a, b, 1, 3, 5, 7));
      const squares = f32x4.add(f32x4.mul(ex, ex), f32x4.mul(ey, ey));
      const slots = i32x4.sub(i32x4.shr_s(squares, shift), bases);
      const clipped = i32x4.max_s(zeros, i32x4.min_s(lasts, slots));
      let force = v128.load32_zero(push + ((<usize>i32x4.extract_lane(clipped, 0)) << 2));
      force = v128.load32_lane(push + ((<usize>i32x4.extract_lane(clipped, 1)) << 2), force, 1);
      force = v128.load32_lane(push + ((<usize>i32x4.extract_lane(clipped, 2)) << 2), force, 2);
      force = v128.load32_lane(push + ((<usize>i32x4.extract_lane(clipped, 3)) << 2), force, 3);
      let fx = f32x4.pmin(longest, f32x4.pmax(shortest, f32x4.mul(force, ex)));
      let fy = f32x4.pmin(longest, f32x4.pmax(shortest, f32x4.mul(force, ey)));
      const near = i32x4.lt_s(slots, zeros);
      if (v128.any_true(near)) {
        // Rows that coincide, or the row itself drawn: a nudge that the generator picks.
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
    const whole = f32x4.add(halves, v128.shuffle<f32>(halves, halves, 1, 0, 3, 2));
    store<f32>(j, x + rate * f32x4.extract_lane(whole, 0));
    store<f32>(j, y + rate * f32x4.extract_lane(whole, 2), 4);
  }
  v128.store(generator, random);
}
