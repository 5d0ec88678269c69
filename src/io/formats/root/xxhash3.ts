import { avalanche64, highOf, P1, P2, P3, P4, P5, rotate, word } from './xxhash64.ts';

const P32_1 = 0x9e3779b1;
const P32_2 = 0x85ebca77;
const P32_3 = 0xc2b2ae3d;
const MIX_1 = 0x165667919e3779f9n;
const MIX_2 = 0x9fb21c651e98df25n;

/** The default secret of XXH3, 192 bytes. */
const SECRET = Uint8Array.from(
  (
    'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221' +
    'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8' +
    'fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb17' +
    '0ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e'
  )
    .match(/../g)
    ?.map((hex) => Number.parseInt(hex, 16)) ?? [],
);
const secret = new DataView(SECRET.buffer);
const key = (at: number): bigint => secret.getBigUint64(at, true);

const STRIPE = 64;
const STRIPES = 16;

/** XXH3 of 64 bits with seed 0 (Yann Collet, xxHash specification 0.8), as RNTuple keeps it behind pages and headers. */
export function xxhash3(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { length } = bytes;
  if (length > 240) return long(view);
  if (length > 16) return middle(view);
  return short(view);
}

function short(view: DataView): bigint {
  const length = view.byteLength;
  if (length > 8) {
    const low = view.getBigUint64(0, true) ^ key(24) ^ key(32);
    const high = view.getBigUint64(length - 8, true) ^ key(40) ^ key(48);
    return avalanche(BigInt(length) + swapped(low) + high + folded(low, high));
  }
  if (length >= 4) {
    const first = BigInt(view.getUint32(0, true));
    const last = BigInt(view.getUint32(length - 4, true));
    let hash = (last + (first << 32n)) ^ key(8) ^ key(16);
    hash ^= rotate(hash, 49n) ^ rotate(hash, 24n);
    hash = word(hash * MIX_2);
    hash = word((hash ^ ((hash >> 35n) + BigInt(length))) * MIX_2);
    return hash ^ (hash >> 28n);
  }
  if (length === 0) return avalanche64(key(56) ^ key(64));
  const a = view.getUint8(0);
  const b = view.getUint8(length >> 1);
  const c = view.getUint8(length - 1);
  const combined = ((a << 16) | (b << 24) | c | (length << 8)) >>> 0;
  const flip = (secret.getUint32(0, true) ^ secret.getUint32(4, true)) >>> 0;
  return avalanche64(BigInt((combined ^ flip) >>> 0));
}

function middle(view: DataView): bigint {
  const length = view.byteLength;
  const mix = (at: number, secretAt: number): bigint =>
    folded(view.getBigUint64(at, true) ^ key(secretAt), view.getBigUint64(at + 8, true) ^ key(secretAt + 8));
  let sum = BigInt(length) * P1;
  if (length <= 128) {
    const pairs = (length - 1) >> 5;
    for (let i = pairs; i >= 0; i--) {
      sum += mix(16 * i, 32 * i) + mix(length - 16 * (i + 1), 32 * i + 16);
    }
    return avalanche(sum);
  }
  for (let i = 0; i < 8; i++) sum += mix(16 * i, 16 * i);
  sum = avalanche(sum);
  const rounds = length >> 4;
  for (let i = 8; i < rounds; i++) sum += mix(16 * i, 16 * (i - 8) + 3);
  return avalanche(sum + mix(length - 16, 136 - 17));
}

function long(view: DataView): bigint {
  const length = view.byteLength;
  const lanes = new Lanes();
  const stripes = Math.floor((length - 1) / STRIPE);
  for (let n = 0; n < stripes; n++) {
    lanes.add(view, n * STRIPE, 8 * (n % STRIPES));
    if (n % STRIPES === STRIPES - 1) lanes.scramble();
  }
  lanes.add(view, length - STRIPE, SECRET.length - STRIPE - 7);
  const values = lanes.values();
  let sum = word(BigInt(length) * P1);
  for (let i = 0; i < 4; i++) {
    sum += folded(values[2 * i] ^ key(11 + 16 * i), values[2 * i + 1] ^ key(19 + 16 * i));
  }
  return avalanche(sum);
}

/** The eight sums of the long part, in halves of 32 bits: big integers would make it twenty times slower. */
class Lanes {
  private readonly high = new Uint32Array(8);
  private readonly low = new Uint32Array(8);

  constructor() {
    [BigInt(P32_3), P1, P2, P3, P4, BigInt(P32_2), P5, BigInt(P32_1)].forEach((start, i) => {
      this.high[i] = Number(start >> 32n);
      this.low[i] = Number(start & 0xffffffffn);
    });
  }

  add(view: DataView, at: number, secretAt: number): void {
    for (let i = 0; i < 8; i++) {
      const low = view.getUint32(at + 8 * i, true);
      const high = view.getUint32(at + 8 * i + 4, true);
      const keyLow = (low ^ secret.getUint32(secretAt + 8 * i, true)) >>> 0;
      const keyHigh = (high ^ secret.getUint32(secretAt + 8 * i + 4, true)) >>> 0;
      this.sum(i ^ 1, high, low);
      this.sum(i, highOf(keyLow, keyHigh), Math.imul(keyLow, keyHigh) >>> 0);
    }
  }

  scramble(): void {
    const { high, low } = this;
    const from = SECRET.length - STRIPE;
    for (let i = 0; i < 8; i++) {
      const a = (high[i] ^ secret.getUint32(from + 8 * i + 4, true)) >>> 0;
      const b = (low[i] ^ (high[i] >>> 15) ^ secret.getUint32(from + 8 * i, true)) >>> 0;
      high[i] = highOf(b, P32_1) + Math.imul(a, P32_1);
      low[i] = Math.imul(b, P32_1);
    }
  }

  values(): bigint[] {
    return Array.from(this.high, (high, i) => (BigInt(high) << 32n) | BigInt(this.low[i]));
  }

  private sum(i: number, high: number, low: number): void {
    const sum = this.low[i] + low;
    this.low[i] = sum;
    this.high[i] += high + (sum > 0xffffffff ? 1 : 0);
  }
}

/** Lower and upper half of a product of 128 bits, one on the other. */
function folded(a: bigint, b: bigint): bigint {
  const product = a * b;
  return word(product) ^ (product >> 64n);
}

function avalanche(sum: bigint): bigint {
  const start = word(sum);
  const hash = word((start ^ (start >> 37n)) * MIX_1);
  return hash ^ (hash >> 32n);
}

function swapped(value: bigint): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, value);
  return view.getBigUint64(0, true);
}
