import type { FillKind } from '../../column-filler.ts';
import type { Values } from './values.ts';

/** A physical column as the header describes it. */
export interface PageColumn {
  /** ENTupleColumnType. */
  coltype: number;
  bitsOnStorage: number;
}

type Item = 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64' | 'f32' | 'f64' | 'bit';

interface Encoding {
  of: Item;
  /** Bytes of the same significance lie together. */
  split: boolean;
  /** Signs folded into the lowest bit, or differences to the value before. */
  coded: 'zigzag' | 'delta' | null;
}

const plain = (of: Item): Encoding => ({ of, split: false, coded: null });
const split = (of: Item, coded: Encoding['coded'] = null): Encoding => ({ of, split: true, coded });

/** By the number of the type in the specification of RNTuple 1.0; those not here are refused. */
const ENCODINGS: Record<number, Encoding> = {
  0: plain('bit'),
  1: plain('u8'),
  2: plain('u8'),
  3: plain('i8'),
  4: plain('u8'),
  5: plain('i16'),
  6: plain('u16'),
  7: plain('i32'),
  8: plain('u32'),
  9: plain('i64'),
  10: plain('u64'),
  12: plain('f32'),
  13: plain('f64'),
  14: plain('u32'),
  15: plain('i64'),
  17: split('i16', 'zigzag'),
  18: split('u16'),
  19: split('i32', 'zigzag'),
  20: split('u32'),
  21: split('i64', 'zigzag'),
  22: split('u64'),
  24: split('f32'),
  25: split('f64'),
  26: split('u32', 'delta'),
  27: split('i64', 'delta'),
};

const BYTES: Record<Item, number> = {
  bit: 0,
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  f32: 4,
  i64: 8,
  u64: 8,
  f64: 8,
};

/** What values of a column become; null where its encoding is not read. */
export function pageKind(column: PageColumn): FillKind | null {
  switch (ENCODINGS[column.coltype]?.of) {
    case undefined:
      return null;
    case 'f32':
      return { to: 'float32' };
    case 'f64':
    case 'u32':
      return { to: 'float64' };
    case 'i64':
      return { to: 'int64', narrow: true };
    case 'u64':
      return { to: 'uint64' };
    default:
      return { to: 'int32' };
  }
}

/** The values of one page, little-endian. Throws a RangeError where the bytes are too few. */
export function decodePage(column: PageColumn, data: Uint8Array, count: number): Values {
  const encoding = ENCODINGS[column.coltype];
  if (encoding.of === 'bit')
    return Int32Array.from({ length: count }, (_, i) => (data[i >>> 3] >>> (i & 7)) & 1);
  const size = BYTES[encoding.of];
  if (data.length !== size * count)
    throw new RangeError(`a page of ${data.length} bytes for ${count} values`);
  const bytes = encoding.split ? unsplit(data, size, count) : data.slice();
  const { buffer } = bytes;
  switch (encoding.of) {
    case 'i8':
      return Int32Array.from(new Int8Array(buffer));
    case 'u8':
      return Int32Array.from(bytes);
    case 'i16':
      return Int32Array.from(
        encoding.coded === 'zigzag'
          ? new Uint16Array(buffer).map((x) => (x >>> 1) ^ -(x & 1))
          : new Int16Array(buffer),
        (x) => (x << 16) >> 16,
      );
    case 'u16':
      return Int32Array.from(new Uint16Array(buffer));
    case 'i32': {
      const out = new Int32Array(buffer);
      if (encoding.coded === 'zigzag')
        for (let i = 0; i < count; i++) out[i] = (out[i] >>> 1) ^ -(out[i] & 1);
      return out;
    }
    case 'u32': {
      const out = Float64Array.from(new Uint32Array(buffer));
      if (encoding.coded === 'delta') for (let i = 1; i < count; i++) out[i] += out[i - 1];
      return out;
    }
    case 'i64': {
      const out = new BigInt64Array(buffer);
      if (encoding.coded === 'delta') for (let i = 1; i < count; i++) out[i] += out[i - 1];
      if (encoding.coded === 'zigzag') {
        for (let i = 0; i < count; i++) out[i] = (BigInt.asUintN(64, out[i]) >> 1n) ^ -(out[i] & 1n);
      }
      return out;
    }
    case 'u64':
      return new BigUint64Array(buffer);
    case 'f32':
      return new Float32Array(buffer);
    case 'f64':
      return new Float64Array(buffer);
  }
}

function unsplit(data: Uint8Array, size: number, count: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(data.length);
  for (let b = 0; b < size; b++) {
    for (let i = 0, from = b * count, to = b; i < count; i++, from++, to += size) out[to] = data[from];
  }
  return out;
}
