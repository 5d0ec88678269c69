import type { Bits } from '../table/bits.ts';
import type { BigintColumn, NumberColumn } from '../table/column.ts';

/** Copies rows of a column into a block of doubles, NaN where they are missing. `base` is a multiple of 32. */
export function loadNumbers(
  out: Float64Array,
  column: NumberColumn | BigintColumn,
  base: number,
  n: number,
): void {
  if (column.type === 'int64') loadBigints(out, column.values, base, n);
  else out.set(column.values.subarray(base, base + n));
  if (column.missing !== null) blankMissing(out, column.missing, base, n);
}

/** The nearest double of each: hi * 2^32 is exact, so that adding lo rounds once. */
function loadBigints(out: Float64Array, values: BigInt64Array, base: number, n: number): void {
  const byteOffset = values.byteOffset + 8 * base;
  const low = new Uint32Array(values.buffer, byteOffset, 2 * n);
  const high = new Int32Array(values.buffer, byteOffset, 2 * n);
  for (let i = 0; i < n; i++) out[i] = high[2 * i + 1] * 4294967296 + low[2 * i];
}

function blankMissing(out: Float64Array, { words }: Bits, base: number, n: number): void {
  for (let i = 0; i < n; i++) {
    if (((words[(base + i) >>> 5] >>> (i & 31)) & 1) === 1) out[i] = Number.NaN;
  }
}

/** Calls for every set row from `base` on, counted from there. */
export function eachSet(bits: Bits, base: number, n: number, call: (i: number) => void): void {
  const last = (base + n - 1) >>> 5;
  for (let w = base >>> 5; w <= last; w++) {
    let word = bits.words[w];
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      const i = (w << 5) + bit - base;
      if (i < n) call(i);
      word &= word - 1;
    }
  }
}
