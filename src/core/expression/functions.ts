/** What an expression, or a part of it, can be. */
export type ValueType = 'number' | 'truth' | 'text';

export interface FunctionSpec {
  name: string;
  /** As shown in help: `clip(x, low, high)`. */
  form: string;
  help: string;
  /** Number of arguments; `most` null for any number. */
  least: number;
  most: number | null;
}

/** All take and give numbers, but where, ismissing and isfinite; see check.ts. */
const LIST: readonly [form: string, help: string, least?: number, most?: number | null][] = [
  ['abs(x)', 'absolute value'],
  ['sqrt(x)', 'square root; missing below 0'],
  ['exp(x)', 'e to the power of x'],
  ['log(x)', 'natural logarithm; missing at and below 0'],
  ['ln(x)', 'natural logarithm, the same as log'],
  ['log2(x)', 'logarithm to base 2; missing at and below 0'],
  ['log10(x)', 'logarithm to base 10; missing at and below 0'],
  ['sin(x)', 'sine of an angle in radians'],
  ['cos(x)', 'cosine of an angle in radians'],
  ['tan(x)', 'tangent of an angle in radians'],
  ['asin(x)', 'angle of a sine, in radians; missing beyond -1 and 1'],
  ['acos(x)', 'angle of a cosine, in radians; missing beyond -1 and 1'],
  ['atan(x)', 'angle of a tangent, in radians'],
  ['atan2(y, x)', 'angle of the point (x, y), in radians from -pi to pi', 2, 2],
  ['hypot(x, y, ...)', 'square root of the sum of squares', 2, null],
  ['min(x, y, ...)', 'the smallest', 2, null],
  ['max(x, y, ...)', 'the largest', 2, null],
  ['floor(x)', 'the next whole number below'],
  ['ceil(x)', 'the next whole number above'],
  ['round(x)', 'the nearest whole number; halves go to the even one'],
  ['sign(x)', '-1, 0 or 1'],
  ['clip(x, low, high)', 'x, held between low and high', 3, 3],
  ['where(condition, a, b)', 'a where the condition holds, else b', 3, 3],
  ['ismissing(x)', 'true where there is no value'],
  ['isfinite(x)', 'false where the value is infinite'],
  [
    'running_quantile(y, x, share)',
    "the run's own curve: that quantile of y along x, from 24 bins of equally many events; share 0.5 is the median",
    3,
    3,
  ],
  [
    'residual_sigma(y, x, by)',
    "how far y lies from the run's own median along x, in robust standard deviations, which may change along by (along x where it is not given)",
    2,
    3,
  ],
];

/** These look at all rows of a table at once, the others at each row by itself. */
export const RUNNING_FUNCTIONS: ReadonlySet<string> = new Set(['running_quantile', 'residual_sigma']);

export const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  LIST.map(([form, help, least = 1, most = 1]) => {
    const name = form.slice(0, form.indexOf('('));
    return [name, { name, form, help, least, most }];
  }),
);

/** What users of numpy, pandas, ROOT and C write, and how it is written here. */
export const WRITTEN_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['fabs', 'abs(x)'],
  ['pow', 'x ^ y'],
  ['power', 'x ^ y'],
  ['square', 'x ^ 2'],
  ['arcsin', 'asin(x)'],
  ['arccos', 'acos(x)'],
  ['arctan', 'atan(x)'],
  ['arctan2', 'atan2(y, x)'],
  ['minimum', 'min(x, y)'],
  ['maximum', 'max(x, y)'],
  ['isnan', 'ismissing(x)'],
  ['isna', 'ismissing(x)'],
  ['isnull', 'ismissing(x)'],
  ['if', 'where(condition, a, b)'],
  ['iif', 'where(condition, a, b)'],
  ['fmod', 'x % y'],
  ['mod', 'x % y'],
  ['clamp', 'clip(x, low, high)'],
]);
