/**
 * Truth values in blocks of bytes: false 0, missing 1, true 2, so that Kleene's "and" is the smaller, his "or" the
 * larger and his "not" 2 - x.
 */
export const FALSE = 0;
export const MISSING = 1;
export const TRUE = 2;

type Numbers = Float64Array;
type Truths = Uint8Array;
export type Compare = (out: Truths, a: Numbers, b: Numbers, n: number) => void;
export type TruthOperation = (out: Truths, a: Truths, b: Truths, n: number) => void;

/** A comparison and its opposite both fail for NaN only. Their difference spares a branch that chance would mispredict. */
export const COMPARE: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  [
    '<',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = 1 + Number(a[i] < b[i]) - Number(a[i] >= b[i]);
    },
  ],
  [
    '<=',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = 1 + Number(a[i] <= b[i]) - Number(a[i] > b[i]);
    },
  ],
  [
    '>',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = 1 + Number(a[i] > b[i]) - Number(a[i] <= b[i]);
    },
  ],
  [
    '>=',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = 1 + Number(a[i] >= b[i]) - Number(a[i] < b[i]);
    },
  ],
  [
    '==',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = 1 + Number(a[i] === b[i]) - Number(a[i] < b[i] || a[i] > b[i]);
    },
  ],
  [
    '!=',
    (out, a, b, n) => {
      for (let i = 0; i < n; i++) out[i] = 1 - Number(a[i] === b[i]) + Number(a[i] < b[i] || a[i] > b[i]);
    },
  ],
]);

export function andTruths(out: Truths, a: Truths, b: Truths, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.min(a[i], b[i]);
}

export function orTruths(out: Truths, a: Truths, b: Truths, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Math.max(a[i], b[i]);
}

export function notTruths(out: Truths, a: Truths, n: number): void {
  for (let i = 0; i < n; i++) out[i] = 2 - a[i];
}

export function sameTruths(out: Truths, a: Truths, b: Truths, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] === 1 || b[i] === 1 ? 1 : a[i] === b[i] ? 2 : 0;
}

export function missingNumbers(out: Truths, a: Numbers, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Number.isNaN(a[i]) ? 2 : 0;
}

export function missingTruths(out: Truths, a: Truths, n: number): void {
  for (let i = 0; i < n; i++) out[i] = a[i] === 1 ? 2 : 0;
}

export function finiteNumbers(out: Truths, a: Numbers, n: number): void {
  for (let i = 0; i < n; i++) out[i] = Number.isNaN(a[i]) ? 1 : Number.isFinite(a[i]) ? 2 : 0;
}

/** Only the branch that is taken counts; where the condition is missing, neither is. */
export function chooseNumbers(out: Numbers, when: Truths, a: Numbers, b: Numbers, n: number): void {
  for (let i = 0; i < n; i++) out[i] = when[i] === 2 ? a[i] : when[i] === 0 ? b[i] : Number.NaN;
}

export function chooseTruths(out: Truths, when: Truths, a: Truths, b: Truths, n: number): void {
  for (let i = 0; i < n; i++) out[i] = when[i] === 2 ? a[i] : when[i] === 0 ? b[i] : 1;
}

/** Sets the rows without a value. */
export function markMissing(marks: Truths, block: Numbers, n: number): void {
  for (let i = 0; i < n; i++) if (Number.isNaN(block[i])) marks[i] = 1;
}
