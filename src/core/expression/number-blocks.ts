import { exp, ln, log2, log10, power } from '../math/logarithm.ts';

/**
 * The operations of expressions on blocks of doubles, each a plain loop. NaN stands for missing: every operation hands it
 * on, and where a result is not defined gives it.
 */
type Block = Float64Array;
export type Unary = (out: Block, a: Block, n: number) => void;
export type Binary = (out: Block, a: Block, b: Block, n: number) => void;

const { abs, acos, asin, atan, atan2, ceil, cos, floor, hypot, round, sign, sin, sqrt, tan } = Math;

export const UNARY: ReadonlyMap<string, Unary> = new Map<string, Unary>([
  [
    'negate',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = -a[i];
    },
  ],
  [
    'abs',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = abs(a[i]);
    },
  ],
  [
    'sqrt',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = sqrt(a[i]);
    },
  ],
  [
    'exp',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = exp(a[i]);
    },
  ],
  [
    'log',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = ln(a[i]);
    },
  ],
  [
    'ln',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = ln(a[i]);
    },
  ],
  [
    'log2',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = log2(a[i]);
    },
  ],
  [
    'log10',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = log10(a[i]);
    },
  ],
  [
    'sin',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = sin(a[i]);
    },
  ],
  [
    'cos',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = cos(a[i]);
    },
  ],
  [
    'tan',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = tan(a[i]);
    },
  ],
  [
    'asin',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = asin(a[i]);
    },
  ],
  [
    'acos',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = acos(a[i]);
    },
  ],
  [
    'atan',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = atan(a[i]);
    },
  ],
  [
    'floor',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = floor(a[i]);
    },
  ],
  [
    'ceil',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = ceil(a[i]);
    },
  ],
  [
    'round',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = roundToEven(a[i]);
    },
  ],
  [
    'sign',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = sign(a[i]);
    },
  ],
  [
    'square',
    (out, a, n) => {
      for (let i = 0; i < n; i++) out[i] = a[i] * a[i];
    },
  ],
]);

export const BINARY: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  [
    '+',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = a[i] + b[i];
    },
  ],
  [
    '-',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = a[i] - b[i];
    },
  ],
  [
    '*',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = a[i] * b[i];
    },
  ],
  [
    '/',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = b[i] === 0 ? Number.NaN : a[i] / b[i];
    },
  ],
  [
    '%',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = remainder(a[i], b[i]);
    },
  ],
  [
    '^',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = power(a[i], b[i]);
    },
  ],
  [
    'min',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.min(a[i], b[i]);
    },
  ],
  [
    'max',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = Math.max(a[i], b[i]);
    },
  ],
  [
    'atan2',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = atan2(a[i], b[i]);
    },
  ],
  [
    'hypot',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = distance(a[i], b[i]);
    },
  ],
]);

/** As numpy rounds: a half goes to the even neighbour. */
function roundToEven(x: number): number {
  const up = round(x);
  return up - x === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

/** With the sign of the divisor, as in Python. */
function remainder(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** Math.hypot is slow, and needed only where squares leave the range of doubles. */
function distance(a: number, b: number): number {
  const squares = a * a + b * b;
  if (squares > 1e-290 && squares < 1e300) return sqrt(squares);
  return Number.isNaN(squares) ? Number.NaN : hypot(a, b);
}

export function countUndefined(out: Block, a: Block, b: Block, n: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(out[i]) && !Number.isNaN(a[i]) && !Number.isNaN(b[i])) count++;
  }
  return count;
}
