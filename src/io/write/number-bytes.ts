/** Bytes of a text that is being written; `length` of them count. */
export interface TextBytes {
  bytes: Uint8Array<ArrayBuffer>;
  length: number;
}

/** The most that one number takes: -1.2345678901234567e-308. */
export const NUMBER_CHARACTERS = 24;

const POWERS = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const encoder = new TextEncoder();

/**
 * The shortest digits that give the double back. Up to 15 digits are found by scaling: a whole number and a power of ten
 * up to 10^22 are exact, so that their quotient is the double that a reader of those digits gets, and no two decimals of
 * 15 digits give one double. What needs more digits, or an exponent, is left to the engine.
 */
export function writeDouble(out: TextBytes, value: number): void {
  const size = Math.abs(value);
  if (size < 1e15 && Number.isInteger(value)) {
    if (value === 0 && Object.is(value, -0)) writeText(out, '-0');
    else writeDecimal(out, size, 0, value < 0);
    return;
  }
  if (size >= 1e-5 && size < 1e15) {
    const places = 14 - exponentOf(size);
    const digits = Math.round(size * POWERS[places]);
    if (digits / POWERS[places] === size) {
      writeStripped(out, digits, places, value < 0);
      return;
    }
  }
  writeText(out, nameOf(value));
}

/** The shortest digits, of 6 to 9, that give the float32 back. */
export function writeFloat(out: TextBytes, value: number): void {
  const size = Math.abs(value);
  if (Number.isInteger(value) || !(size >= 1e-5 && size < 1e15)) {
    writeDouble(out, Number.isFinite(value) ? shortFloat(value) : value);
    return;
  }
  const exponent = exponentOf(size);
  for (let count = 6; count <= 9; count++) {
    const places = Math.max(count - 1 - exponent, 0);
    const digits = Math.round(size * POWERS[places]);
    if (Math.fround(digits / POWERS[places]) === size) {
      writeStripped(out, digits, places, value < 0);
      return;
    }
  }
  writeText(out, nameOf(shortFloat(value)));
}

export function writeText(out: TextBytes, text: string): void {
  const most = 3 * text.length;
  if (out.bytes.length - out.length < most) throw new RangeError(`no room for ${most} bytes`);
  out.length += encoder.encodeInto(text, out.bytes.subarray(out.length)).written;
}

/** floor(log10) of 1e-5 to 1e15. */
function exponentOf(size: number): number {
  let exponent = 0;
  if (size >= 1) while (size >= POWERS[exponent + 1]) exponent++;
  else while (size * POWERS[-exponent] < 1) exponent--;
  return exponent;
}

function shortFloat(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 53) return value;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

function nameOf(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? '' : value > 0 ? 'inf' : '-inf';
}

/** Without the zeros at the end of the fraction. */
function writeStripped(out: TextBytes, digits: number, places: number, negative: boolean): void {
  let left = digits;
  let rest = places;
  for (let step = 8; step >= 1; step >>= 1) {
    while (rest >= step) {
      const short = Math.round(left / POWERS[step]);
      if (short * POWERS[step] !== left) break;
      left = short;
      rest -= step;
    }
  }
  writeDecimal(out, left, rest, negative);
}

/** digits / 10^places; `digits` is whole and at most 10^15. */
function writeDecimal(out: TextBytes, digits: number, places: number, negative: boolean): void {
  const { bytes } = out;
  if (negative) bytes[out.length++] = MINUS;
  // Integer arithmetic is several times faster, and holds 9 digits.
  const high = Math.floor(digits / 1e8);
  let low = digits - high * 1e8;
  const whole = Math.max(countDigits(digits), places + 1);
  const end = out.length + whole + (places > 0 ? 1 : 0);
  let at = end;
  for (let i = 0; i < whole; i++) {
    if (i === places && places > 0) bytes[--at] = POINT;
    if (i === 8) low = high;
    const next = (low / 10) | 0;
    bytes[--at] = ZERO + low - 10 * next;
    low = next;
  }
  out.length = end;
}

function countDigits(whole: number): number {
  let count = 1;
  while (whole >= POWERS[count]) count++;
  return count;
}
