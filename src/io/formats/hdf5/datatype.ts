import { decodeStored, type IntegerType, type StoredType } from '../../stored-type.ts';
import { Cursor } from './cursor.ts';

/** An HDF5 datatype as far as we read it. `size`: bytes of a value. */
export type Datatype =
  | { class: 'stored'; size: number; type: StoredType }
  /** Text or a list kept elsewhere; the value is a reference into the global heap. */
  | { class: 'vlen'; size: number; text: boolean; base: Datatype }
  | { class: 'array'; size: number; shape: number[]; base: Datatype }
  | { class: 'compound'; size: number; members: Member[] }
  | { class: 'unread'; size: number; reason: string };

export interface Member {
  name: string;
  offset: number;
  type: Datatype;
}

const DEEPEST = 20;
const widths = { offsets: 8, lengths: 8 };

/** Parses a datatype message. Throws a RangeError where it is damaged. */
export function parseDatatype(body: Uint8Array): Datatype {
  return parse(new Cursor(body, widths), 0);
}

function parse(cursor: Cursor, depth: number): Datatype {
  if (depth > DEEPEST) throw new RangeError('a datatype nested too deeply');
  const first = cursor.u8();
  const version = first >> 4;
  const bits = cursor.uint(3);
  const size = cursor.u32();
  if (size === 0) throw new RangeError('a datatype of 0 bytes');
  const unread = (reason: string, properties = 0): Datatype => {
    cursor.skip(properties);
    return { class: 'unread', size, reason };
  };
  switch (first & 15) {
    case 0:
      return integer(cursor, size, bits);
    case 1:
      return float(cursor, size, bits);
    case 2:
      return unread('times of HDF5', 2);
    case 3:
      return {
        class: 'stored',
        size,
        type: { class: 'text', size, encoding: 'utf8', little: true, padded: (bits & 15) === 2 },
      };
    case 4:
      // PyTables keeps booleans so.
      if (size === 1) {
        cursor.skip(4);
        return { class: 'stored', size, type: { class: 'boolean' } };
      }
      return unread('bit fields', 4);
    case 5:
      return unread('opaque bytes', (bits & 255) + ((8 - (bits & 7)) & 7));
    case 6:
      return compound(cursor, size, version, bits & 0xffff, depth);
    case 7:
      return unread('references to other objects');
    case 8:
      return enumeration(cursor, size, version, bits & 0xffff, depth);
    case 9: {
      const base = parse(cursor, depth + 1);
      return { class: 'vlen', size, text: (bits & 15) === 1, base };
    }
    case 10:
      return array(cursor, size, version, depth);
    default:
      throw new RangeError(`datatype class ${first & 15}`);
  }
}

function integer(cursor: Cursor, size: number, bits: number): Datatype {
  const offset = cursor.u16();
  const precision = cursor.u16();
  if ((size !== 1 && size !== 2 && size !== 4 && size !== 8) || offset !== 0 || precision !== 8 * size)
    return { class: 'unread', size, reason: `integers of ${precision} bits in ${size} bytes` };
  const type: StoredType = {
    class: 'integer',
    size,
    signed: (bits & 8) !== 0,
    little: (bits & 1) === 0,
  };
  return { class: 'stored', size, type };
}

/** Where sign, exponent and fraction lie in the IEEE 754 floats of 2, 4 and 8 bytes. */
const FLOATS: Record<number, string> = {
  2: '0 16 10 5 0 10 15',
  4: '0 32 23 8 0 23 127',
  8: '0 64 52 11 0 52 1023',
};

function float(cursor: Cursor, size: number, bits: number): Datatype {
  const parts = [
    cursor.u16(),
    cursor.u16(),
    cursor.u8(),
    cursor.u8(),
    cursor.u8(),
    cursor.u8(),
    cursor.u32(),
  ];
  const order = bits & 0x41;
  if ((size !== 2 && size !== 4 && size !== 8) || parts.join(' ') !== FLOATS[size] || order > 1)
    return { class: 'unread', size, reason: `floats of ${parts[1]} bits that are not IEEE 754` };
  return { class: 'stored', size, type: { class: 'float', size, little: order === 0 } };
}

function compound(cursor: Cursor, size: number, version: number, count: number, depth: number): Datatype {
  const members: Member[] = [];
  for (let i = 0; i < count; i++) {
    const start = cursor.at;
    const name = cursor.name();
    if (version < 3) cursor.align(start);
    const offset = version < 3 ? cursor.u32() : cursor.uint(bytesFor(size));
    let shape: number[] = [];
    if (version === 1) {
      const rank = cursor.u8();
      cursor.skip(11);
      shape = [cursor.u32(), cursor.u32(), cursor.u32(), cursor.u32()].slice(0, rank);
    }
    let type = parse(cursor, depth + 1);
    if (shape.length > 0) type = { class: 'array', size: type.size * product(shape), shape, base: type };
    if (offset + type.size > size) throw new RangeError(`member ${name} lies outside its compound`);
    members.push({ name, offset, type });
  }
  return { class: 'compound', size, members };
}

/** Bytes that hold a number up to `largest`. */
function bytesFor(largest: number): number {
  return largest < 256 ? 1 : largest < 65536 ? 2 : largest < 1 << 24 ? 3 : 4;
}

function enumeration(cursor: Cursor, size: number, version: number, count: number, depth: number): Datatype {
  const base = parse(cursor, depth + 1);
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    const start = cursor.at;
    names.push(cursor.name());
    if (version < 3) cursor.align(start);
  }
  if (base.class !== 'stored' || base.type.class !== 'integer')
    return { class: 'unread', size, reason: 'an enumeration of no integers' };
  const bytes = cursor.take(count * size);
  const values = decodeStored(base.type, { bytes, offset: 0, stride: size, count });
  const levels = new Map(names.map((name, i) => [BigInt(values[i] as number | bigint), name]));
  // h5py keeps booleans so.
  if (size === 1 && levels.size === 2 && levels.get(0n) === 'FALSE' && levels.get(1n) === 'TRUE')
    return { class: 'stored', size, type: { class: 'boolean' } };
  const type: IntegerType = { ...base.type, levels };
  return { class: 'stored', size, type };
}

function array(cursor: Cursor, size: number, version: number, depth: number): Datatype {
  const rank = cursor.u8();
  if (version < 3) cursor.skip(3);
  const shape = Array.from({ length: rank }, () => cursor.u32());
  if (version < 3) cursor.skip(4 * rank);
  const base = parse(cursor, depth + 1);
  if (base.size * product(shape) !== size)
    throw new RangeError(`an array of ${product(shape)} values of ${base.size} bytes in ${size} bytes`);
  return { class: 'array', size, shape, base };
}

export function product(lengths: number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}
