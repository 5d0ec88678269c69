/**
 * Elementary functions to any number of bits, on integers that count 2^-bits: the tables of faster functions and the tests
 * of all come from here. Truncated: off by a few units of 2^-bits. A ratio costs one division a term.
 */

/** ln(numerator / denominator), both > 0 and of a quotient near 1: by 2 atanh, a term for every 5 bits at 0.7 and 1.4. */
export function lnOfRatio(numerator: bigint, denominator: bigint, bits: bigint): bigint {
  const one = 1n << bits;
  const ratio = ((numerator - denominator) * one) / (numerator + denominator);
  const square = (ratio * ratio) >> bits;
  let sum = 0n;
  let power = ratio;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * square) >> bits;
  }
  return 2n * sum;
}

/** The square root of a number >= 0, by Newton. */
export function squareRoot(value: bigint, bits: bigint): bigint {
  const target = value << bits;
  if (target === 0n) return 0n;
  let root = 1n << BigInt(Math.ceil(target.toString(2).length / 2));
  for (;;) {
    const next = (root + target / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The double nearest to a number, by its first 53 bits; halves go up. */
export function toDouble(value: bigint, bits: bigint): number {
  const size = value < 0n ? -value : value;
  const spare = BigInt(Math.max(size.toString(2).length - 53, 0));
  const rounded = spare === 0n ? size : ((size >> (spare - 1n)) + 1n) >> 1n;
  // Both factors are exact and so is their product, unless it is below the normal range.
  const magnitude = Number(rounded) * 2 ** Number(spare - bits);
  return value < 0n ? -magnitude : magnitude;
}

/** A number in two doubles, the first a multiple of 2^-places. */
export function inTwo(value: bigint, bits: bigint, places: bigint): [number, number] {
  const drop = bits - places;
  const high = ((value + (1n << (drop - 1n))) >> drop) << drop;
  return [toDouble(high, bits), toDouble(value - high, bits)];
}
