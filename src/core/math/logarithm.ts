import {
  EXP,
  FIRST,
  FRACTIONS,
  INVERSE_SIZE,
  INVERSES,
  LN,
  LOG2,
  LOG10,
  ELEMENTARY_TABLE as T,
} from './elementary-table.ts';

/**
 * Logarithms, powers and e^x of columns, within 0.6 units in the last place (so that log10 of 1000 is 3), with the same bits in
 * every engine; the loops of kernels/expression.ts do the same operations in the same order. Logarithms by a table of
 * inverses c, ln x = e ln 2 - ln c + ln(1 + r), r = m c - 1 (Tang, ACM TOMS 16, 1990), powers by their logarithm in two parts.
 * log.ts and exp.ts are as quick with smaller tables; simulated runs rest on their bits.
 */
const TWO_54 = 2 ** 54;
const ROUNDER = 3 * 2 ** 51;
const SPLITTER = 2 ** 27 + 1;

const double = new Float64Array(1);
/** The same memory; the second word has sign and exponent, as on every machine that browsers run on. */
const words = new Int32Array(double.buffer);

/** 2^(1023 - e), for e from 1 to 2047. */
const DOWN = Float64Array.from({ length: 2048 }, (_, e) => 2 ** (1023 - e));

/** What the number that `logarithm` gave leaves out: to be read at once. */
let rest = 0;

/** The logarithm of a finite x > 0 as a sum of what is returned and `rest`. @param base LN, LOG2 or LOG10. */
function logarithm(x: number, base: number): number {
  double[0] = x;
  let exponent = -1023;
  if (words[1] < 0x00100000) {
    double[0] = x * TWO_54;
    exponent -= 54;
  }
  // The mantissa m from 1/sqrt(2) to sqrt(2).
  const up = (words[1] & 0x000fffff) >= 0x6a09e ? 1 : 0;
  const power = (words[1] >> 20) + up;
  exponent += power;
  const m = double[0] * DOWN[power];
  const head = Math.fround(m);
  const at = INVERSES + INVERSE_SIZE * (((m * 128 + 0.5) | 0) - FIRST);
  const c = T[at];
  // Both products are exact; their sum is r, and `lost` what it leaves out.
  const a = head * c - 1;
  const b = (m - head) * c;
  const r = a + b;
  const part = r - a;
  const lost = a - (r - part) + (b - part);
  const tail =
    r * r * (-1 / 2 + r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8)))))));
  const short = Math.fround(r);
  const q = short * T[base + 2];
  const logs = at + 1 + (base === LN ? 0 : base === LOG2 ? 2 : 4);
  const whole = exponent * T[base] + T[logs];
  const sum = whole + q;
  rest =
    whole -
    sum +
    q +
    (exponent * T[base + 1] +
      T[logs + 1] +
      ((r - short) * T[base + 4] + short * T[base + 3] + T[base + 4] * (tail + lost)));
  return sum;
}

/** NaN of 0 and below. */
function logOf(x: number, base: number): number {
  if (!(x > 0)) return NaN;
  return x === Infinity ? x : logarithm(x, base) + rest;
}

/** ln x; NaN of 0 and below. */
export function ln(x: number): number {
  return logOf(x, LN);
}

/** NaN of 0 and below. */
export function log2(x: number): number {
  return logOf(x, LOG2);
}

/** NaN of 0 and below. */
export function log10(x: number): number {
  return logOf(x, LOG10);
}

/** 2^(step / 64) e^z, of a small z. */
function scaled(step: number, z: number): number {
  const beyond = z + z * z * (1 / 2 + z * (1 / 6 + z * (1 / 24 + z * (1 / 120 + z * (1 / 720)))));
  const at = FRACTIONS + 2 * (step & 63);
  const high = T[at];
  const value = high + (T[at + 1] + high * beyond);
  const power = step >> 6;
  if (power > 1023) return value * powerOf2(1023) * powerOf2(power - 1023);
  if (power < -1022) return value * powerOf2(-1022) * powerOf2(power + 1022);
  return value * powerOf2(power);
}

/** Of -1022 to 1023. */
function powerOf2(exponent: number): number {
  words[0] = 0;
  words[1] = (exponent + 1023) << 20;
  return double[0];
}

/** e^x. */
export function exp(x: number): number {
  if (!(x < 710)) return x > 0 ? Infinity : x;
  if (x < -746) return 0;
  const step = x * T[EXP] + ROUNDER - ROUNDER;
  return scaled(step, x - step * T[EXP + 1] - step * T[EXP + 2]);
}

/** x^y, as IEEE 754 has it, but that NaN stays NaN, and 0 to a negative power is NaN. */
export function power(x: number, y: number): number {
  if (x > 0 && x < Infinity && y > -Infinity && y < Infinity) return positivePower(x, y);
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (y === 0) return 1;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) {
    if (size === 1) return 1;
    if (x === 0 && y < 0) return NaN;
    return size > 1 === y > 0 ? Infinity : 0;
  }
  const odd = Math.floor(y / 2) * 2 !== y;
  if (x < 0 && Math.floor(y) !== y && size !== Infinity) return NaN;
  if (x === 0) return y < 0 ? NaN : odd && Math.floor(y) === y ? x : 0;
  const result = size === Infinity ? (y > 0 ? Infinity : 0) : positivePower(size, y);
  return x < 0 && odd && Math.floor(y) === y ? -result : result;
}

/** Both finite, x > 0. */
function positivePower(x: number, y: number): number {
  const high = logarithm(x, LOG2);
  const low = rest;
  if (high === 0) return 1;
  const product = y * high;
  if (!(product < 1100)) return Infinity;
  if (product < -1100) return 0;
  // The product exactly, in two parts (Dekker).
  const yHead = y * SPLITTER - (y * SPLITTER - y);
  const yTail = y - yHead;
  const head = high * SPLITTER - (high * SPLITTER - high);
  const tail = high - head;
  const lost = yTail * tail - (product - yHead * head - yTail * head - yHead * tail);
  const step = product * 64 + ROUNDER - ROUNDER;
  return scaled(step, (product - step / 64) * T[EXP + 3] + (lost + y * low) * T[EXP + 3]);
}
