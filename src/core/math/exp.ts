/**
 * Elementary functions with the same bits in every engine: Math.exp and its like differ by a unit in the last
 * place between Node and browsers, and between versions of one, which is enough to make another simulated run or
 * another plane of the same seed. Only + - * / and sqrt are used, which IEEE 754 rounds the same everywhere.
 */
const STEPS = 64;
const LOG_STEPS = 6;
const STEPS_PER_UNIT = STEPS / Math.LN2;
/** ln 2 / 64 in two parts; the first has so few bits that a product with an integer below 2^21 is exact. */
const STEP_HIGH = 0.01083042468962958;
const STEP_LOW = 6.619564634077006e-12;
/** Adding and taking it away again rounds to an integer. */
const ROUNDER = 3 * 2 ** 51;
const LOWEST_POWER = -1074;

/** 2^(j / 64), each from square roots of 2. */
const fractions = (() => {
  const result = new Float64Array(STEPS);
  for (let j = 0; j < STEPS; j++) {
    let value = 1;
    for (let bit = STEPS / 2, root = Math.sqrt(2); bit >= 1; bit /= 2, root = Math.sqrt(root)) {
      if ((j & bit) !== 0) value *= root;
    }
    result[j] = value;
  }
  return result;
})();

/** 2^e for every double, subnormal ones too; exact. */
const powers = (() => {
  const result = new Float64Array(1024 - LOWEST_POWER);
  for (let e = 0, up = 1; e < 1024; e++, up *= 2) result[e - LOWEST_POWER] = up;
  for (let e = -1, down = 0.5; e >= LOWEST_POWER; e--, down /= 2) result[e - LOWEST_POWER] = down;
  return result;
})();

/** e^x within 4 units in the last place; NaN of NaN. Tang's method (ACM TOMS 15, 1989) with 64 steps. */
export function exp(x: number): number {
  if (!(x < 709.78)) return x > 709 ? (x < 709.782712893384 ? exp(x / 2) * exp(x / 2) : Infinity) : x;
  if (x < -745.2) return 0;
  const steps = x * STEPS_PER_UNIT + ROUNDER - ROUNDER;
  const rest = x - steps * STEP_HIGH - steps * STEP_LOW;
  const beyond = rest + rest * rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120))));
  const fraction = fractions[steps & (STEPS - 1)];
  return (fraction + fraction * beyond) * powers[(steps >> LOG_STEPS) - LOWEST_POWER];
}

/** 1 / (1 + e^-x), of large -x too. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}
