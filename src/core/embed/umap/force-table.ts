import { power } from '../../math/power.ts';
import type { Curve } from './curve.ts';

/** Leading mantissa bits that index the table: a step of 0.8 % in squared distance. */
const MANTISSA_BITS = 7;
export const TABLE_SHIFT = 23 - MANTISSA_BITS;
const LOWEST_EXPONENT = -44;
const HIGHEST_EXPONENT = 24;
/** Index of the first entry: bits of the float 2^LOWEST_EXPONENT, shifted. */
export const TABLE_BASE = (LOWEST_EXPONENT + 127) << MANTISSA_BITS;
export const TABLE_SIZE = (HIGHEST_EXPONENT - LOWEST_EXPONENT) << MANTISSA_BITS;

/** Coefficients of the two forces, indexed by (bits of the float squared distance >> TABLE_SHIFT) - TABLE_BASE. */
export interface ForceTable {
  /** -2 a b d^(2 (b - 1)) / (1 + a d^(2 b)). */
  pull: Float32Array;
  /** 2 b / ((0.001 + d^2) (1 + a d^(2 b))). */
  push: Float32Array;
}

/** Exact at the middle of each step, so within 0.4 % in squared distance; d^2 is clamped to 2^-44 .. 2^24. */
export function forceTable({ a, b }: Curve): ForceTable {
  const pull = new Float32Array(TABLE_SIZE);
  const push = new Float32Array(TABLE_SIZE);
  const steps = 1 << MANTISSA_BITS;
  for (let i = 0; i < TABLE_SIZE; i++) {
    const exponent = LOWEST_EXPONENT + (i >> MANTISSA_BITS);
    const squared = 2 ** exponent * (1 + ((i & (steps - 1)) + 0.5) / steps);
    const rise = power(squared, b);
    pull[i] = (-2 * a * b * (rise / squared)) / (1 + a * rise);
    push[i] = (2 * b) / ((0.001 + squared) * (1 + a * rise));
  }
  return { pull, push };
}
