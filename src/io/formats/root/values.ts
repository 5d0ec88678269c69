import type { FillKind } from '../../column-filler.ts';

/** How one number is stored in a tree: big-endian, by its letter in a leaf list of ROOT. */
export type Code = 'B' | 'b' | 'S' | 's' | 'I' | 'i' | 'L' | 'l' | 'F' | 'D' | 'O';

export const SIZES: Record<Code, number> = {
  B: 1,
  b: 1,
  S: 2,
  s: 2,
  I: 4,
  i: 4,
  L: 8,
  l: 8,
  F: 4,
  D: 8,
  O: 1,
};

export function fillKindOf(code: Code): FillKind {
  switch (code) {
    case 'F':
      return { to: 'float32' };
    case 'D':
    case 'i':
      return { to: 'float64' };
    case 'L':
      return { to: 'int64', narrow: true };
    case 'l':
      return { to: 'uint64' };
    default:
      return { to: 'int32' };
  }
}

/** Values as decoded: numbers, or bigints for those of 64 bits. */
export type Values = Float32Array | Float64Array | Int32Array | BigInt64Array | BigUint64Array;

/** `count` numbers from byte `from` on, each `stride` bytes behind the other. */
export function decodeValues(
  code: Code,
  bytes: Uint8Array,
  from: number,
  count: number,
  stride = SIZES[code],
): Values {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = from;
  switch (code) {
    case 'F': {
      const out = new Float32Array(count);
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getFloat32(at);
      return out;
    }
    case 'D': {
      const out = new Float64Array(count);
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getFloat64(at);
      return out;
    }
    case 'i': {
      const out = new Float64Array(count);
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getUint32(at);
      return out;
    }
    case 'L': {
      const out = new BigInt64Array(count);
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getBigInt64(at);
      return out;
    }
    case 'l': {
      const out = new BigUint64Array(count);
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getBigUint64(at);
      return out;
    }
  }
  const out = new Int32Array(count);
  switch (code) {
    case 'I':
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getInt32(at);
      break;
    case 'S':
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getInt16(at);
      break;
    case 's':
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getUint16(at);
      break;
    case 'B':
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getInt8(at);
      break;
    case 'b':
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getUint8(at);
      break;
    case 'O':
      for (let i = 0; i < count; i++, at += stride) out[i] = view.getUint8(at) === 0 ? 0 : 1;
  }
  return out;
}
