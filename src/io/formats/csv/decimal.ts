/** 10^0 to 10^22: the powers of ten that a double holds exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** Integers below this are exact as doubles. */
export const TWO_53 = 9007199254740992;

const SPLITTER = 134217729;
const digitsDecoder = new TextDecoder();

/**
 * The decimal number in bytes[start, end), exactly what Number(text) gives; NaN where the bytes are anything
 * else (hex, Infinity, blanks, nothing). `mark` is the byte of the decimal mark.
 *
 * One rounding where the digits fit in 53 bits and the power of ten is exact (Clinger 1990); up to 19 digits in
 * double-double arithmetic (Dekker 1971), taken only where its error cannot change the rounding; else Number().
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number, mark: number): number {
  let p = start;
  const negative = bytes[p] === 45;
  if (negative || bytes[p] === 43) p++;
  let high = 0;
  let low = 0;
  let lowScale = 1;
  let significant = 0;
  let digits = 0;
  let exponent = 0;
  let fraction = false;
  for (; p < end; p++) {
    const digit = bytes[p] ^ 48;
    if (digit < 10) {
      digits++;
      if (significant > 0 || digit > 0) significant++;
      if (significant <= 15) high = high * 10 + digit;
      else if (significant <= 19) {
        low = low * 10 + digit;
        lowScale *= 10;
      }
      if (fraction) exponent--;
    } else if (bytes[p] === mark && !fraction) fraction = true;
    else break;
  }
  if (digits === 0) return Number.NaN;
  if (p < end) {
    if ((bytes[p] | 32) !== 101) return Number.NaN;
    p++;
    const negativeExponent = bytes[p] === 45;
    if (p < end && (negativeExponent || bytes[p] === 43)) p++;
    if (p >= end) return Number.NaN;
    let written = 0;
    for (; p < end; p++) {
      const digit = bytes[p] ^ 48;
      if (digit >= 10) return Number.NaN;
      if (written < 100000) written = written * 10 + digit;
    }
    exponent += negativeExponent ? -written : written;
  }
  let value = Number.NaN;
  if (exponent >= -22 && exponent <= 22) {
    if (significant <= 15) {
      value = exponent < 0 ? high / POWERS_OF_TEN[-exponent] : high * POWERS_OF_TEN[exponent];
    } else if (significant <= 19) value = scaleExactly(high, lowScale, low, exponent);
  }
  if (Number.isNaN(value)) return Number(textOf(bytes, start, end, mark));
  return negative ? -value : value;
}

/** (high * lowScale + low) * 10^exponent, correctly rounded; NaN where double-double arithmetic cannot tell. */
function scaleExactly(high: number, lowScale: number, low: number, exponent: number): number {
  const product = high * lowScale;
  const productError = errorOfProduct(high, lowScale, product);
  const sum = product + low;
  const back = sum - product;
  const sumError = product - (sum - back) + (low - back);
  const tail = sumError + productError;
  const head = sum + tail;
  const rest = tail - (head - sum);
  let first: number;
  let second: number;
  if (exponent < 0) {
    const power = POWERS_OF_TEN[-exponent];
    first = head / power;
    const covered = first * power;
    second = (head - covered - errorOfProduct(first, power, covered) + rest) / power;
  } else {
    const power = POWERS_OF_TEN[exponent];
    first = head * power;
    second = errorOfProduct(head, power, first) + rest * power;
  }
  const value = first + second;
  const remainder = second - (value - first);
  // The two steps above err by less than 2^-102 of the value; 2^-98 leaves room.
  const margin = value * 3.1554436208840472e-30;
  const safe = value + (remainder + margin) === value && value + (remainder - margin) === value;
  return safe ? value : Number.NaN;
}

/** a * b - product, exactly (Dekker's split; no fused multiply-add in the language). */
function errorOfProduct(a: number, b: number, product: number): number {
  const ca = SPLITTER * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = SPLITTER * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

function textOf(bytes: Uint8Array, start: number, end: number, mark: number): string {
  const text = digitsDecoder.decode(bytes.subarray(start, end));
  return mark === 46 ? text : text.replace(String.fromCharCode(mark), '.');
}
