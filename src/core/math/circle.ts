/** pi / 2 in three parts, the first two so short that a product with an integer below 2^20 is exact. */
const QUARTER_HIGH = 1.5707963267341256;
const QUARTER_MIDDLE = 6.077100506303966e-11;
const QUARTER_LOW = 2.0222662487959506e-21;

/** sin x within 2e-16 for |x| < 1e6; see exp.ts for why not Math.sin. */
export function sine(x: number): number {
  return turned(x, 0);
}

/** cos x, as sine. */
export function cosine(x: number): number {
  return turned(x, 1);
}

/** sin(x + ahead quarter turns). */
function turned(x: number, ahead: number): number {
  const turns = Math.round(x / QUARTER_HIGH);
  const rest = x - turns * QUARTER_HIGH - turns * QUARTER_MIDDLE - turns * QUARTER_LOW;
  const quarter = (turns + ahead) & 3;
  const value = (quarter & 1) === 0 ? sineNear0(rest) : cosineNear0(rest);
  return quarter < 2 ? value : -value;
}

/** Taylor series on [-pi / 4, pi / 4]. */
function sineNear0(x: number): number {
  const z = x * x;
  let sum = 1;
  for (let n = 16; n >= 2; n -= 2) sum = 1 - (z * sum) / (n * (n + 1));
  return x * sum;
}

function cosineNear0(x: number): number {
  const z = x * x;
  let sum = 1;
  for (let n = 17; n >= 1; n -= 2) sum = 1 - (z * sum) / (n * (n + 1));
  return sum;
}
