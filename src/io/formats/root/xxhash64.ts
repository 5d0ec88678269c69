export const P1 = 0x9e3779b185ebca87n;
export const P2 = 0xc2b2ae3d27d4eb4fn;
export const P3 = 0x165667b19e3779f9n;
export const P4 = 0x85ebca77c2b2ae63n;
export const P5 = 0x27d4eb2f165667c5n;

/** XXH64 of bytes with seed 0 (Yann Collet, xxHash specification 0.1.1), as ROOT keeps it beside each LZ4 block. */
export function xxhash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  let p = 0;
  let hash: bigint;
  if (length >= 32) {
    const lanes = new Lanes();
    for (; p + 32 <= length; p += 32) lanes.add(view, p);
    hash = lanes.merge();
  } else hash = P5;
  hash = word(hash + BigInt(length));
  for (; p + 8 <= length; p += 8) {
    hash ^= round(0n, view.getBigUint64(p, true));
    hash = word(rotate(hash, 27n) * P1 + P4);
  }
  if (p + 4 <= length) {
    hash ^= word(BigInt(view.getUint32(p, true)) * P1);
    hash = word(rotate(hash, 23n) * P2 + P3);
    p += 4;
  }
  for (; p < length; p++) {
    hash ^= word(BigInt(bytes[p]) * P5);
    hash = word(rotate(hash, 11n) * P1);
  }
  return avalanche64(hash);
}

/** Spreads the last bits over all. */
export function avalanche64(hash: bigint): bigint {
  const once = word((hash ^ (hash >> 33n)) * P2);
  const twice = word((once ^ (once >> 29n)) * P3);
  return twice ^ (twice >> 32n);
}

export const word = (value: bigint): bigint => BigInt.asUintN(64, value);
export const rotate = (value: bigint, by: bigint): bigint => word((value << by) | (value >> (64n - by)));
const round = (lane: bigint, input: bigint): bigint => word(rotate(word(lane + input * P2), 31n) * P1);

// The primes and lanes in halves of 32 bits: big integers would make the long part twenty times slower.
const P1_HIGH = 0x9e3779b1;
const P1_LOW = 0x85ebca87;
const P2_HIGH = 0xc2b2ae3d;
const P2_LOW = 0x27d4eb4f;

/** The four lanes of the long part. */
class Lanes {
  private readonly high = new Uint32Array(4);
  private readonly low = new Uint32Array(4);

  constructor() {
    [word(P1 + P2), P2, 0n, word(-P1)].forEach((seed, i) => {
      this.high[i] = Number(seed >> 32n);
      this.low[i] = Number(seed & 0xffffffffn);
    });
  }

  /** One round of each lane, over 32 bytes. */
  add(view: DataView, at: number): void {
    const { high, low } = this;
    for (let i = 0; i < 4; i++) {
      const inLow = view.getUint32(at + 8 * i, true);
      const inHigh = view.getUint32(at + 8 * i + 4, true);
      // lane + input * P2
      let productHigh = highOf(inLow, P2_LOW) + Math.imul(inHigh, P2_LOW) + Math.imul(inLow, P2_HIGH);
      const sumLow = low[i] + (Math.imul(inLow, P2_LOW) >>> 0);
      productHigh += high[i] + (sumLow > 0xffffffff ? 1 : 0);
      const a = productHigh >>> 0;
      const b = sumLow >>> 0;
      // rotated by 31, times P1
      const turnedHigh = ((a << 31) | (b >>> 1)) >>> 0;
      const turnedLow = ((b << 31) | (a >>> 1)) >>> 0;
      high[i] = highOf(turnedLow, P1_LOW) + Math.imul(turnedHigh, P1_LOW) + Math.imul(turnedLow, P1_HIGH);
      low[i] = Math.imul(turnedLow, P1_LOW);
    }
  }

  merge(): bigint {
    const lanes = Array.from(this.high, (high, i) => (BigInt(high) << 32n) | BigInt(this.low[i]));
    const turns = [1n, 7n, 12n, 18n];
    let hash = lanes.reduce((sum, lane, i) => word(sum + rotate(lane, turns[i])), 0n);
    for (const lane of lanes) hash = word((hash ^ round(0n, lane)) * P1 + P4);
    return hash;
  }
}

/** The upper 32 bits of the product of two words of 32 bits. */
export function highOf(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const carried = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(carried / 65536)) >>> 0;
}
