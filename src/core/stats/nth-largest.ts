/** Halves of a float's 32 bits. */
const HALF = 16;
const BINS = 1 << HALF;

/** How many values are neither NaN nor infinite. O(n). */
export function countFinite(values: Float32Array): number {
  let finite = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) finite++;
  return finite;
}

/** How many finite values are at least `threshold`. O(n). */
export function countAtLeast(values: Float32Array, threshold: number): number {
  let many = 0;
  for (let i = 0; i < values.length; i++) if (values[i] >= threshold && values[i] < Infinity) many++;
  return many;
}

/**
 * The n-th largest of the finite values; the smallest of them where there are fewer, NaN where there is none. By
 * counting the values by the upper half of their bits, then those of the one bin by the lower: two passes, no
 * sort, a few milliseconds for a million values.
 * @param n from 1. -0 comes below 0.
 */
export function nthLargest(values: Float32Array, n: number): number {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const counts = new Uint32Array(BINS);
  let finite = 0;
  for (let i = 0; i < bits.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    counts[keyOf(bits[i]) >>> HALF]++;
    finite++;
  }
  if (finite === 0) return Number.NaN;
  const upper = binOf(counts, Math.min(n, finite));
  counts.fill(0);
  for (let i = 0; i < bits.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    const key = keyOf(bits[i]);
    if (key >>> HALF === upper.bin) counts[key & (BINS - 1)]++;
  }
  const key = ((upper.bin << HALF) | binOf(counts, upper.left).bin) >>> 0;
  const found = new Uint32Array([key >= 0x80000000 ? key & 0x7fffffff : ~key]);
  return new Float32Array(found.buffer)[0];
}

/** Bits that order as the floats do. */
function keyOf(bits: number): number {
  return (bits >= 0x80000000 ? ~bits : bits | 0x80000000) >>> 0;
}

/** The bin that holds the n-th from above, and how many of it that takes. */
function binOf(counts: Uint32Array, n: number): { bin: number; left: number } {
  let left = n;
  let bin = BINS - 1;
  while (counts[bin] < left) left -= counts[bin--];
  return { bin, left };
}
