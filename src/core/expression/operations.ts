import { BINARY, type Binary, countUndefined, UNARY, type Unary } from './number-blocks.ts';
import {
  andTruths,
  COMPARE,
  type Compare,
  chooseNumbers,
  markMissing,
  notTruths,
  orTruths,
  type TruthOperation,
} from './truth-blocks.ts';

/** Rows done at a time: a multiple of 32, so small that a handful of blocks stays in the fastest cache. */
export const BLOCK = 2048;

/** Blocks, and what is done to them: all of one program come from one of these. */
export interface Operations {
  numberBlock(): Float64Array;
  truthBlock(): Uint8Array;
  unary: ReadonlyMap<string, Unary>;
  binary: ReadonlyMap<string, Binary>;
  compare: ReadonlyMap<string, Compare>;
  not(out: Uint8Array, a: Uint8Array, n: number): void;
  and: TruthOperation;
  or: TruthOperation;
  choose(out: Float64Array, when: Uint8Array, a: Float64Array, b: Float64Array, n: number): void;
  /** Sets the bytes where a number is missing; the others stay. */
  mark(marks: Uint8Array, a: Float64Array, n: number): void;
  anyMissing(a: Float64Array, n: number): boolean;
  /** Rows of `out` that are missing though neither operand is; `b` is `a` where there is one. */
  countUndefined(out: Float64Array, a: Float64Array, b: Float64Array, n: number): number;
}

/** Plain loops, which run everywhere. */
export const plainOperations: Operations = {
  numberBlock: () => new Float64Array(BLOCK),
  truthBlock: () => new Uint8Array(BLOCK),
  unary: UNARY,
  binary: BINARY,
  compare: COMPARE,
  not: notTruths,
  and: andTruths,
  or: orTruths,
  choose: chooseNumbers,
  mark: markMissing,
  anyMissing: () => true,
  countUndefined,
};
