/** A set of rows: one bit a row. Bits beyond `length` are always 0. Plain data, so it crosses workers. */
export interface Bits {
  length: number;
  words: Uint32Array;
}

export function bitsNone(length: number): Bits {
  return { length, words: new Uint32Array((length + 31) >>> 5) };
}

export function bitsAll(length: number): Bits {
  const bits = bitsNone(length);
  bits.words.fill(0xffffffff);
  return trim(bits);
}

export function bitsFrom(length: number, test: (row: number) => boolean): Bits {
  const bits = bitsNone(length);
  for (let row = 0; row < length; row++) if (test(row)) bits.words[row >>> 5] |= 1 << (row & 31);
  return bits;
}

export function hasBit(bits: Bits, row: number): boolean {
  return (bits.words[row >>> 5] & (1 << (row & 31))) !== 0;
}

export function setBit(bits: Bits, row: number): void {
  bits.words[row >>> 5] |= 1 << (row & 31);
}

export function clearBit(bits: Bits, row: number): void {
  bits.words[row >>> 5] &= ~(1 << (row & 31));
}

export function countBits(bits: Bits): number {
  let total = 0;
  for (let i = 0; i < bits.words.length; i++) {
    let v = bits.words[i];
    v -= (v >>> 1) & 0x55555555;
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    total += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}

export function orBits(a: Bits, b: Bits): Bits {
  return combine(a, b, (u, v) => u | v);
}

export function andBits(a: Bits, b: Bits): Bits {
  return combine(a, b, (u, v) => u & v);
}

export function andNotBits(a: Bits, b: Bits): Bits {
  return combine(a, b, (u, v) => u & ~v);
}

export function notBits(a: Bits): Bits {
  const result = bitsNone(a.length);
  for (let i = 0; i < a.words.length; i++) result.words[i] = ~a.words[i];
  return trim(result);
}

/** The set rows in ascending order. */
export function rowsOf(bits: Bits): Int32Array {
  const rows = new Int32Array(countBits(bits));
  let filled = 0;
  for (let i = 0; i < bits.words.length; i++) {
    let word = bits.words[i];
    while (word !== 0) {
      const lowest = word & -word;
      rows[filled++] = (i << 5) + 31 - Math.clz32(lowest);
      word ^= lowest;
    }
  }
  return rows;
}

function combine(a: Bits, b: Bits, operation: (u: number, v: number) => number): Bits {
  if (a.length !== b.length) throw new RangeError(`bit sets of ${a.length} and ${b.length} rows`);
  const result = bitsNone(a.length);
  for (let i = 0; i < a.words.length; i++) result.words[i] = operation(a.words[i], b.words[i]);
  return result;
}

function trim(bits: Bits): Bits {
  const rest = bits.length & 31;
  if (rest !== 0) bits.words[bits.words.length - 1] &= (1 << rest) - 1;
  return bits;
}
