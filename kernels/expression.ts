/**
 * The loops of expressions over blocks, in AssemblyScript: what src/core/expression/number-blocks.ts and truth-blocks.ts do,
 * to the bit. Blocks begin at multiples of 16 bytes and end in room for 16 bytes more than they hold. `t` is the address of
 * ELEMENTARY_TABLE of src/core/math/elementary-table.ts, whose places and comments hold here too, as those of logarithm.ts do.
 */
const LOG2: i32 = 5;
const EXP: usize = 15 << 3;
const INVERSES: i32 = 19;
const INVERSE_SIZE: i32 = 7;
const FIRST: i32 = 90;
const FRACTIONS: i32 = INVERSES + INVERSE_SIZE * 93;
const ROUNDER: f64 = 6755399441055744.0;
const SPLITTER: f64 = 134217729.0;
const TWO_54: f64 = 18014398509481984.0;

export function negate(out: usize, a: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16) v128.store(out, f64x2.neg(v128.load(a)));
}

export function abs(out: usize, a: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16) v128.store(out, f64x2.abs(v128.load(a)));
}

export function sqrt(out: usize, a: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16) v128.store(out, f64x2.sqrt(v128.load(a)));
}

export function square(out: usize, a: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16) v128.store(out, f64x2.mul(v128.load(a), v128.load(a)));
}

export function floor(out: usize, a: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16) v128.store(out, f64x2.floor(v128.load(a)));
}

export function ceil(out: usize, a: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16) v128.store(out, f64x2.ceil(v128.load(a)));
}

export function add(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16, b += 16) v128.store(out, f64x2.add(v128.load(a), v128.load(b)));
}

export function subtract(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16, b += 16) v128.store(out, f64x2.sub(v128.load(a), v128.load(b)));
}

export function multiply(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16, b += 16) v128.store(out, f64x2.mul(v128.load(a), v128.load(b)));
}

/** NaN where the divisor is 0: its bits are set where it is. */
export function divide(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  const zero = f64x2.splat(0);
  for (; out < end; out += 16, a += 16, b += 16) {
    const divisor = v128.load(b);
    v128.store(out, v128.or(f64x2.div(v128.load(a), divisor), f64x2.eq(divisor, zero)));
  }
}

export function min(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16, b += 16) v128.store(out, f64x2.min(v128.load(a), v128.load(b)));
}

export function max(out: usize, a: usize, b: usize, n: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16, b += 16) v128.store(out, f64x2.max(v128.load(a), v128.load(b)));
}

let rest: f64 = 0;

function logarithm(t: usize, x: f64, base: i32): f64 {
  let bits = reinterpret<i64>(x);
  let exponent: i32 = -1023;
  if (bits < 0x0010000000000000) {
    bits = reinterpret<i64>(x * TWO_54);
    exponent -= 54;
  }
  const digits = bits & 0x000fffffffffffff;
  const up: i32 = digits >= 0x0006a09e00000000 ? 1 : 0;
  exponent += <i32>(bits >> 52) + up;
  const mantissa = digits | ((1023 - <i64>up) << 52);
  const m = reinterpret<f64>(mantissa);
  const head = <f64>(<f32>m);
  const at = t + ((<usize>(INVERSES + INVERSE_SIZE * (<i32>(m * 128 + 0.5) - FIRST))) << 3);
  const scale = t + ((<usize>base) << 3);
  const c = load<f64>(at);
  const a = head * c - 1;
  const b = (m - head) * c;
  const r = a + b;
  const part = r - a;
  const lost = a - (r - part) + (b - part);
  const tail =
    r *
    r *
    (-1.0 / 2.0 +
      r *
        (1.0 / 3.0 +
          r * (-1.0 / 4.0 + r * (1.0 / 5.0 + r * (-1.0 / 6.0 + r * (1.0 / 7.0 + r * (-1.0 / 8.0)))))));
  const short = <f64>(<f32>r);
  const q = short * load<f64>(scale, 16);
  const logs = at + 8 + ((<usize>((base / 5) * 2)) << 3);
  const whole = <f64>exponent * load<f64>(scale) + load<f64>(logs);
  const sum = whole + q;
  rest =
    whole -
    sum +
    q +
    (<f64>exponent * load<f64>(scale, 8) +
      load<f64>(logs, 8) +
      ((r - short) * load<f64>(scale, 32) +
        short * load<f64>(scale, 24) +
        load<f64>(scale, 32) * (tail + lost)));
  return sum;
}

let pairRest: v128 = f64x2.splat(0);

/** `logarithm` of two positive numbers at a time, none of them small beyond the normal ones. */
function logarithms(t: usize, x: v128, base: i32): v128 {
  const scale = t + ((<usize>base) << 3);
  const logs = 8 + ((<usize>((base / 5) * 2)) << 3);
  const factor = v128.load64_splat(scale, 32);
  const digits = v128.and(x, i64x2.splat(0x000fffffffffffff));
  // -1 where it is.
  const up = i64x2.ge_s(digits, i64x2.splat(0x0006a09e00000000));
  const power = i64x2.sub(i64x2.sub(i64x2.shr_u(x, 52), up), i64x2.splat(1023));
  const exponent = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(power, power, 0, 2, 0, 2));
  const m = v128.or(digits, i64x2.shl(i64x2.add(i64x2.splat(1023), up), 52));
  const head = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(m));
  const place = i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.mul(m, f64x2.splat(128)), f64x2.splat(0.5)));
  const at0 = t + ((<usize>(INVERSES + INVERSE_SIZE * (i32x4.extract_lane(place, 0) - FIRST))) << 3);
  const at1 = t + ((<usize>(INVERSES + INVERSE_SIZE * (i32x4.extract_lane(place, 1) - FIRST))) << 3);
  const c = v128.load64_lane(at1, v128.load64_zero(at0), 1);
  const first = v128.load(at0 + logs);
  const second = v128.load(at1 + logs);
  const high = v128.shuffle<f64>(first, second, 0, 2);
  const low = v128.shuffle<f64>(first, second, 1, 3);
  const p = f64x2.sub(f64x2.mul(head, c), f64x2.splat(1));
  const q = f64x2.mul(f64x2.sub(m, head), c);
  const r = f64x2.add(p, q);
  const part = f64x2.sub(r, p);
  const lost = f64x2.add(f64x2.sub(p, f64x2.sub(r, part)), f64x2.sub(q, part));
  let tail = f64x2.add(f64x2.splat(1.0 / 7.0), f64x2.mul(r, f64x2.splat(-1.0 / 8.0)));
  tail = f64x2.add(f64x2.splat(-1.0 / 6.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 5.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(-1.0 / 4.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(1.0 / 3.0), f64x2.mul(r, tail));
  tail = f64x2.add(f64x2.splat(-1.0 / 2.0), f64x2.mul(r, tail));
  tail = f64x2.mul(f64x2.mul(r, r), tail);
  const short = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(r));
  const main = f64x2.mul(short, v128.load64_splat(scale, 16));
  const whole = f64x2.add(f64x2.mul(exponent, v128.load64_splat(scale)), high);
  const sum = f64x2.add(whole, main);
  const small = f64x2.add(
    f64x2.add(f64x2.mul(f64x2.sub(r, short), factor), f64x2.mul(short, v128.load64_splat(scale, 24))),
    f64x2.mul(factor, f64x2.add(tail, lost)),
  );
  const beside = f64x2.add(f64x2.add(f64x2.mul(exponent, v128.load64_splat(scale, 8)), low), small);
  pairRest = f64x2.add(f64x2.add(f64x2.sub(whole, sum), main), beside);
  return sum;
}

/** -1 where a number is positive, finite and not small beyond the normal ones. */
function arePlain(x: v128): v128 {
  return v128.and(
    i64x2.gt_s(x, i64x2.splat(0x000fffffffffffff)),
    i64x2.lt_s(x, i64x2.splat(0x7ff0000000000000)),
  );
}

/** @param base the place of its factors in the table. */
export function log(out: usize, a: usize, n: i32, t: usize, base: i32): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 16, a += 16) {
    const x = v128.load(a);
    if (i64x2.all_true(arePlain(x))) {
      const sum = logarithms(t, x, base);
      v128.store(out, f64x2.add(sum, pairRest));
    } else {
      logOf(out, t, load<f64>(a), base);
      logOf(out + 8, t, load<f64>(a, 8), base);
    }
  }
}

function logOf(out: usize, t: usize, x: f64, base: i32): void {
  if (x > 0 && x < Infinity) store<f64>(out, logarithm(t, x, base) + rest);
  else store<f64>(out, x > 0 ? x : NaN);
}

function scaled(t: usize, whole: f64, z: f64): f64 {
  const step = <i32>whole;
  const beyond =
    z + z * z * (1.0 / 2.0 + z * (1.0 / 6.0 + z * (1.0 / 24.0 + z * (1.0 / 120.0 + z * (1.0 / 720.0)))));
  const at = t + ((<usize>(FRACTIONS + 2 * (step & 63))) << 3);
  const high = load<f64>(at);
  const value = high + (load<f64>(at, 8) + high * beyond);
  const power = step >> 6;
  if (power > 1023) return value * powerOf2(1023) * powerOf2(power - 1023);
  if (power < -1022) return value * powerOf2(-1022) * powerOf2(power + 1022);
  return value * powerOf2(power);
}

function powerOf2(exponent: i32): f64 {
  return reinterpret<f64>((<i64>(exponent + 1023)) << 52);
}

export function exp(out: usize, a: usize, n: i32, t: usize): void {
  const end = out + ((<usize>n) << 3);
  for (; out < end; out += 8, a += 8) {
    const x = load<f64>(a);
    if (!(x < 710)) store<f64>(out, x > 0 ? Infinity : x);
    else if (x < -746) store<f64>(out, 0);
    else {
      const step = x * load<f64>(t, EXP) + ROUNDER - ROUNDER;
      store<f64>(out, scaled(t, step, x - step * load<f64>(t, EXP + 8) - step * load<f64>(t, EXP + 16)));
    }
  }
}

/** Two at a time where both are plain and neither result is near the ends of the range. */
export function power(out: usize, a: usize, b: usize, n: i32, t: usize): void {
  const end = out + ((<usize>n) << 3);
  const most = f64x2.splat(1000);
  for (; out < end; out += 16, a += 16, b += 16) {
    const x = v128.load(a);
    const y = v128.load(b);
    if (i64x2.all_true(arePlain(x))) {
      const high = logarithms(t, x, LOG2);
      const product = f64x2.mul(y, high);
      if (i64x2.all_true(f64x2.lt(f64x2.abs(product), most))) {
        v128.store(out, powers(t, y, high, pairRest, product));
        continue;
      }
    }
    store<f64>(out, powerOf(t, load<f64>(a), load<f64>(b)));
    store<f64>(out, powerOf(t, load<f64>(a, 8), load<f64>(b, 8)), 8);
  }
}

/** `positivePower` of two at a time, from their logarithms in two parts; `product` is y * high, from -1000 to 1000. */
function powers(t: usize, y: v128, high: v128, low: v128, product: v128): v128 {
  const splitter = f64x2.splat(SPLITTER);
  const rounder = f64x2.splat(ROUNDER);
  const one = v128.load64_splat(t, EXP + 24);
  const yLarge = f64x2.mul(y, splitter);
  const yHead = f64x2.sub(yLarge, f64x2.sub(yLarge, y));
  const yTail = f64x2.sub(y, yHead);
  const large = f64x2.mul(high, splitter);
  const head = f64x2.sub(large, f64x2.sub(large, high));
  const tail = f64x2.sub(high, head);
  const lost = f64x2.sub(
    f64x2.mul(yTail, tail),
    f64x2.sub(
      f64x2.sub(f64x2.sub(product, f64x2.mul(yHead, head)), f64x2.mul(yTail, head)),
      f64x2.mul(yHead, tail),
    ),
  );
  const step = f64x2.sub(f64x2.add(f64x2.mul(product, f64x2.splat(64)), rounder), rounder);
  const z = f64x2.add(
    f64x2.mul(f64x2.sub(product, f64x2.mul(step, f64x2.splat(1.0 / 64.0))), one),
    f64x2.mul(f64x2.add(lost, f64x2.mul(y, low)), one),
  );
  let beyond = f64x2.add(f64x2.splat(1.0 / 120.0), f64x2.mul(z, f64x2.splat(1.0 / 720.0)));
  beyond = f64x2.add(f64x2.splat(1.0 / 24.0), f64x2.mul(z, beyond));
  beyond = f64x2.add(f64x2.splat(1.0 / 6.0), f64x2.mul(z, beyond));
  beyond = f64x2.add(f64x2.splat(1.0 / 2.0), f64x2.mul(z, beyond));
  beyond = f64x2.add(z, f64x2.mul(f64x2.mul(z, z), beyond));
  const steps = i32x4.trunc_sat_f64x2_s_zero(step);
  const at = t + ((<usize>FRACTIONS) << 3);
  const first = v128.load(at + ((<usize>(i32x4.extract_lane(steps, 0) & 63)) << 4));
  const second = v128.load(at + ((<usize>(i32x4.extract_lane(steps, 1) & 63)) << 4));
  const most = v128.shuffle<f64>(first, second, 0, 2);
  const more = v128.shuffle<f64>(first, second, 1, 3);
  const value = f64x2.add(most, f64x2.add(more, f64x2.mul(most, beyond)));
  const exponent = i64x2.add(i64x2.extend_low_i32x4_s(i32x4.shr_s(steps, 6)), i64x2.splat(1023));
  return f64x2.mul(value, i64x2.shl(exponent, 52));
}

function powerOf(t: usize, x: f64, y: f64): f64 {
  if (x > 0 && x < Infinity && y > -Infinity && y < Infinity) return positivePower(t, x, y);
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (y === 0) return 1;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) {
    if (size === 1) return 1;
    if (x === 0 && y < 0) return NaN;
    return size > 1 === y > 0 ? Infinity : 0;
  }
  const isWhole = f64.floor(y) === y;
  const isOdd = isWhole && f64.floor(y / 2) * 2 !== y;
  if (x < 0 && !isWhole && size !== Infinity) return NaN;
  if (x === 0) return y < 0 ? NaN : isOdd ? x : 0;
  const result = size === Infinity ? (y > 0 ? Infinity : 0) : positivePower(t, size, y);
  return x < 0 && isOdd ? -result : result;
}

function positivePower(t: usize, x: f64, y: f64): f64 {
  const high = logarithm(t, x, LOG2);
  const low = rest;
  if (high === 0) return 1;
  const product = y * high;
  if (!(product < 1100)) return Infinity;
  if (product < -1100) return 0;
  const yHead = y * SPLITTER - (y * SPLITTER - y);
  const yTail = y - yHead;
  const head = high * SPLITTER - (high * SPLITTER - high);
  const tail = high - head;
  const lost = yTail * tail - (product - yHead * head - yTail * head - yHead * tail);
  const step = product * 64 + ROUNDER - ROUNDER;
  return scaled(
    t,
    step,
    (product - step / 64) * load<f64>(t, EXP + 24) + (lost + y * low) * load<f64>(t, EXP + 24),
  );
}

export function less(out: usize, a: usize, b: usize, n: i32): void {
  for (const end = out + n; out < end; out++, a += 8, b += 8) {
    const x = load<f64>(a);
    const y = load<f64>(b);
    store<u8>(out, 1 + <i32>(x < y) - <i32>(x >= y));
  }
}

export function lessOrEqual(out: usize, a: usize, b: usize, n: i32): void {
  for (const end = out + n; out < end; out++, a += 8, b += 8) {
    const x = load<f64>(a);
    const y = load<f64>(b);
    store<u8>(out, 1 + <i32>(x <= y) - <i32>(x > y));
  }
}

export function equal(out: usize, a: usize, b: usize, n: i32): void {
  for (const end = out + n; out < end; out++, a += 8, b += 8) {
    const x = load<f64>(a);
    const y = load<f64>(b);
    store<u8>(out, 1 + <i32>(x === y) - <i32>(x < y) - <i32>(x > y));
  }
}

export function not(out: usize, a: usize, n: i32): void {
  const two = i8x16.splat(2);
  for (const end = out + n; out < end; out += 16, a += 16) v128.store(out, i8x16.sub(two, v128.load(a)));
}

export function and(out: usize, a: usize, b: usize, n: i32): void {
  for (const end = out + n; out < end; out += 16, a += 16, b += 16)
    v128.store(out, i8x16.min_u(v128.load(a), v128.load(b)));
}

export function or(out: usize, a: usize, b: usize, n: i32): void {
  for (const end = out + n; out < end; out += 16, a += 16, b += 16)
    v128.store(out, i8x16.max_u(v128.load(a), v128.load(b)));
}

export function choose(out: usize, when: usize, a: usize, b: usize, n: i32): void {
  for (const end = out + ((<usize>n) << 3); out < end; out += 8, when++, a += 8, b += 8) {
    const truth = load<u8>(when);
    store<f64>(out, truth === 2 ? load<f64>(a) : truth === 0 ? load<f64>(b) : NaN);
  }
}

/** 1 in the bytes of `marks` where a number is NaN; the others stay. */
export function mark(marks: usize, a: usize, n: i32): void {
  for (const end = marks + n; marks < end; marks++, a += 8) {
    const x = load<f64>(a);
    store<u8>(marks, load<u8>(marks) | <u8>Number.isNaN(x));
  }
}

/** Whether one of the numbers is NaN. */
export function anyMissing(a: usize, n: i32): bool {
  let found = i64x2.splat(0);
  const whole = a + ((<usize>(n & ~1)) << 3);
  for (; a < whole; a += 16) {
    const x = v128.load(a);
    found = v128.or(found, f64x2.ne(x, x));
  }
  return v128.any_true(found) || ((n & 1) === 1 && Number.isNaN(load<f64>(a)));
}

/** Rows of `out` that are NaN though neither operand is. */
export function countUndefined(out: usize, a: usize, b: usize, n: i32): i32 {
  let counts = i64x2.splat(0);
  const whole = out + ((<usize>(n & ~1)) << 3);
  for (; out < whole; out += 16, a += 16, b += 16) {
    const result = v128.load(out);
    const x = v128.load(a);
    const y = v128.load(b);
    const bad = v128.and(f64x2.ne(result, result), v128.and(f64x2.eq(x, x), f64x2.eq(y, y)));
    counts = i64x2.sub(counts, bad);
  }
  let count = <i32>(i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1));
  if (
    (n & 1) === 1 &&
    Number.isNaN(load<f64>(out)) &&
    !Number.isNaN(load<f64>(a)) &&
    !Number.isNaN(load<f64>(b))
  )
    count++;
  return count;
}
