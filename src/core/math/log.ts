/** See exp.ts for why not Math.log. */
const LN2_HIGH = 0.6931471801362932;
const LN2_LOW = 4.236521365809284e-10;
const TWO_54 = 2 ** 54;

const double = new Float64Array(1);
/** The same memory; the second word has sign and exponent, as on every machine that browsers run on. */
const words = new Int32Array(double.buffer);

/** ln x within 2 units in the last place; -Infinity of 0, NaN below. By atanh((m - 1) / (m + 1)), as fdlibm does. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  double[0] = x;
  let exponent = -1023;
  if (words[1] < 0x00100000) {
    double[0] = x * TWO_54;
    exponent -= 54;
  }
  // The mantissa in [1/sqrt(2), sqrt(2)).
  const high = words[1] & 0x000fffff;
  const up = high >= 0x6a09e ? 1 : 0;
  exponent += (words[1] >> 20) + up;
  words[1] = high | ((1023 - up) << 20);
  const f = double[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const half = 0.5 * f * f;
  const series =
    z * (2 / 3 + z * (2 / 5 + z * (2 / 7 + z * (2 / 9 + z * (2 / 11 + z * (2 / 13 + z * tail(z)))))));
  return exponent * LN2_HIGH - (half - (s * (half + series) + exponent * LN2_LOW) - f);
}

function tail(z: number): number {
  return 2 / 15 + z * (2 / 17 + z * (2 / 19 + z * (2 / 21 + z * (2 / 23))));
}

/** ln(1 + x), exact to the last places for small x too (Kahan's trick). */
export function log1p(x: number): number {
  const sum = 1 + x;
  return sum === 1 || sum === Infinity ? x : (log(sum) * x) / (sum - 1);
}

export function log10(x: number): number {
  return log(x) * Math.LOG10E;
}
