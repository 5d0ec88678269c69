import type { Decoded, FillKind } from './column-filler.ts';
import { decodeText } from './formats/csv/decode-text.ts';
import { halfToNumber } from './half-float.ts';

/** One value of fixed length as a binary file stores it: NumPy and HDF5 share these. Sizes in bytes. */
export type StoredType =
  | IntegerType
  | { class: 'float'; size: 2 | 4 | 8; little: boolean }
  | { class: 'boolean' }
  /** Text in a field of fixed length, ended by its first zero or its length, blanks at its end dropped where padded with them. */
  | { class: 'text'; size: number; encoding: 'utf8' | 'ucs4'; little: boolean; padded?: boolean };

export interface IntegerType {
  class: 'integer';
  size: 1 | 2 | 4 | 8;
  signed: boolean;
  little: boolean;
  /** Names of the values of an enumeration. */
  levels?: Map<bigint, string>;
  /** A time of NumPy, whose smallest value means "not a time". */
  time?: boolean;
}

/** The column that keeps the values of a type exact. */
export function fillKindOf(type: StoredType): FillKind {
  switch (type.class) {
    case 'boolean':
      return { to: 'boolean' };
    case 'text':
      return { to: 'text' };
    case 'float':
      return { to: type.size === 8 ? 'float64' : 'float32' };
    case 'integer':
      if (type.levels) return { to: 'text' };
      if (type.size === 8) return type.signed ? { to: 'int64', narrow: !type.time } : { to: 'uint64' };
      return { to: type.size === 4 && !type.signed ? 'float64' : 'int32' };
  }
}

/** What a person calls a type, such as `int32` or `text of 8 bytes`. */
export function nameOfType(type: StoredType): string {
  if (type.class === 'boolean') return 'bool';
  if (type.class === 'text') return 'text';
  if (type.class === 'float') return `float${8 * type.size}`;
  if (type.levels) return 'enum';
  return `${type.signed ? '' : 'u'}int${8 * type.size}`;
}

/** Where values lie in a block: value i at `offset + i * stride`. */
export interface Strided {
  bytes: Uint8Array;
  offset: number;
  stride: number;
  count: number;
}

/** Decodes `count` values. Throws a RangeError where they do not lie inside the bytes. O(count). */
export function decodeStored(type: StoredType, place: Strided): Decoded {
  const { bytes, offset, stride, count } = place;
  const size = type.class === 'boolean' ? 1 : type.size;
  if (count > 0 && (offset < 0 || offset + (count - 1) * stride + size > bytes.length)) {
    throw new RangeError(
      `${count} values of ${size} bytes end outside the ${bytes.length} bytes that hold them`,
    );
  }
  switch (type.class) {
    case 'boolean':
      return decodeFlags(place);
    case 'text':
      return decodeTexts(type, place);
    case 'float':
      return decodeFloats(type, place);
    case 'integer':
      if (type.levels) return Array.from(decodeIntegers(type, place), levelNamer(type.levels));
      return type.time ? decodeTimes(type, place) : decodeIntegers(type, place);
  }
}

/** Names of an enumeration's values; a value without a name is shown as the number it is. */
function levelNamer(levels: Map<bigint, string>): (value: number | bigint) => string {
  return (value) => levels.get(BigInt(value)) ?? String(value);
}

const NOT_A_TIME = -(2n ** 63n);

function decodeTimes(type: IntegerType, place: Strided): Decoded {
  const values = decodeIntegers(type, place) as BigInt64Array;
  return values.includes(NOT_A_TIME)
    ? Array.from(values, (value) => (value === NOT_A_TIME ? null : value))
    : values;
}

function decodeFlags({ bytes, offset, stride, count }: Strided): Uint8Array {
  const values = new Uint8Array(count);
  for (let i = 0; i < count; i++) values[i] = bytes[offset + i * stride] === 0 ? 0 : 1;
  return values;
}

function decodeFloats(
  { size, little }: { size: 2 | 4 | 8; little: boolean },
  { bytes, offset, stride, count }: Strided,
): Float32Array | Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 8) {
    const values = new Float64Array(count);
    for (let i = 0, at = offset; i < count; i++, at += stride) values[i] = view.getFloat64(at, little);
    return values;
  }
  const values = new Float32Array(count);
  if (size === 4) {
    for (let i = 0, at = offset; i < count; i++, at += stride) values[i] = view.getFloat32(at, little);
  } else {
    for (let i = 0, at = offset; i < count; i++, at += stride)
      values[i] = halfToNumber(view.getUint16(at, little));
  }
  return values;
}

function decodeIntegers(
  { size, signed, little }: { size: 1 | 2 | 4 | 8; signed: boolean; little: boolean },
  { bytes, offset, stride, count }: Strided,
): Int32Array | Uint32Array | BigInt64Array | BigUint64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 8) {
    const values = new BigInt64Array(count);
    for (let i = 0, at = offset; i < count; i++, at += stride) values[i] = view.getBigInt64(at, little);
    return signed ? values : new BigUint64Array(values.buffer);
  }
  if (size === 4) {
    const values = new Int32Array(count);
    for (let i = 0, at = offset; i < count; i++, at += stride) values[i] = view.getInt32(at, little);
    return signed ? values : new Uint32Array(values.buffer);
  }
  const values = new Int32Array(count);
  const shift = signed ? 32 - 8 * size : 0;
  for (let i = 0, at = offset; i < count; i++, at += stride) {
    const raw = size === 1 ? bytes[at] : view.getUint16(at, little);
    values[i] = (raw << shift) >> shift;
  }
  return values;
}

function decodeTexts(
  type: { size: number; encoding: 'utf8' | 'ucs4'; little: boolean; padded?: boolean },
  { bytes, offset, stride, count }: Strided,
): string[] {
  const values: string[] = [];
  const known = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const start = offset + i * stride;
    const raw = bytes.subarray(start, start + type.size);
    values.push(type.encoding === 'ucs4' ? ucs4(raw, type.little) : fixedText(raw, type.padded, known));
  }
  return values;
}

function fixedText(raw: Uint8Array, padded: boolean | undefined, known: Map<string, string>): string {
  let end = raw.indexOf(0);
  if (end < 0) end = raw.length;
  if (padded) while (end > 0 && raw[end - 1] === 32) end--;
  let key = '';
  for (let i = 0; i < end; i++) key += String.fromCharCode(raw[i]);
  let text = known.get(key);
  if (text === undefined) {
    text = decodeText(raw.subarray(0, end)).text;
    known.set(key, text);
  }
  return text;
}

function ucs4(raw: Uint8Array, little: boolean): string {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  let text = '';
  let zeros = '';
  for (let at = 0; at + 4 <= raw.length; at += 4) {
    const point = view.getUint32(at, little);
    if (point > 0x10ffff) throw new RangeError(`code point ${point} in text; expected at most 1114111`);
    // NumPy drops zeros at the end only.
    if (point === 0) zeros += '\0';
    else {
      text += zeros + String.fromCodePoint(point);
      zeros = '';
    }
  }
  return text;
}
