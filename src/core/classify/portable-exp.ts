/** exp and log of additions and multiplications alone: the same bits in every engine, unlike those of Math. */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const POWERS = powersOfTwo();
const SQRT_HALF = Math.sqrt(0.5);

/** e^x within 2 units in the last place; 0 below -708 and Infinity above 709; NaN for NaN. */
export function portableExp(x: number): number {
  if (!(x > -708)) return Number.isNaN(x) ? Number.NaN : 0;
  if (x > 709) return Number.POSITIVE_INFINITY;
  const power = Math.round(x / LN2_HIGH);
  const r = x - power * LN2_HIGH - power * LN2_LOW;
  // Taylor to r^13: |r| <= 0.347, so the rest is below 1e-17.
  let sum = 1 / 6227020800;
  sum = sum * r + 1 / 479001600;
  sum = sum * r + 1 / 39916800;
  sum = sum * r + 1 / 3628800;
  sum = sum * r + 1 / 362880;
  sum = sum * r + 1 / 40320;
  sum = sum * r + 1 / 5040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  sum = sum * r + 0.5;
  sum = sum * r + 1;
  return (sum * r + 1) * POWERS[power + 1022];
}

/** Natural logarithm of a normal number within about 2 units in the last place; -Infinity at 0, NaN below. */
export function portableLog(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY)
    return x === 0 ? Number.NEGATIVE_INFINITY : x < 0 ? Number.NaN : x;
  let low = 0;
  let high = POWERS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (POWERS[middle] <= x) low = middle;
    else high = middle - 1;
  }
  let power = low - 1021;
  let part = x / POWERS[low] / 2;
  if (part < SQRT_HALF) {
    part *= 2;
    power--;
  }
  // 2 atanh t, |t| <= 0.172.
  const t = (part - 1) / (part + 1);
  const square = t * t;
  let sum = 0;
  for (let odd = 21; odd >= 3; odd -= 2) sum = (sum + 1 / odd) * square;
  return power * LN2_HIGH + (power * LN2_LOW + 2 * t * (1 + sum));
}

/** 1 / (1 + e^-x). */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + portableExp(-x));
  const e = portableExp(x);
  return e / (1 + e);
}

/** 2^-1022 to 2^1023, each exact. */
function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2046);
  powers[1022] = 1;
  for (let i = 1023; i < powers.length; i++) powers[i] = powers[i - 1] * 2;
  for (let i = 1021; i >= 0; i--) powers[i] = powers[i + 1] / 2;
  return powers;
}
