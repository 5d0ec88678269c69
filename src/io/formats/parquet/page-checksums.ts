import { crc32 } from '../../crc32.ts';

/** Of the header that stands before each page, what is needed to step over the page and to check it. */
interface PageHeader {
  bytes: number;
  /** Bytes when unpacked, and values in it, as the header claims. */
  unpacked: number;
  values: number;
  dictionary: boolean;
  crc: number | null;
  /** Where the page itself begins. */
  start: number;
}

const TYPE = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
};
const DEEPEST = 20;
/** Fields of a page header that say what kind of page it is: data, dictionary, data of version 2. */
const DICTIONARY = 7;
const KINDS = [5, DICTIONARY, 8];

/**
 * Holds the pages of a column chunk against the checksums (CRC-32) in their headers, where those have one, and
 * against what can be: no checksum covers a header, and the decoder makes as many values as it is told. Throws a
 * RangeError naming the first page that does not match. A header that is none is left to the decoder to complain about.
 * @param rows of the row group; a column has one value a row
 */
export function checkPages(chunk: Uint8Array, end: number, rows: number): void {
  let left = rows;
  for (let at = 0, page = 1; at < end; page++) {
    const header = readHeader(chunk, at);
    if (header === null || header.start + header.bytes > chunk.length) return;
    at = header.start + header.bytes;
    // Of a dictionary every value takes a byte at least.
    const most = header.dictionary ? header.unpacked : left;
    if (header.values > most)
      throw new RangeError(`page ${page} claims ${header.values} values; expected at most ${most}`);
    if (!header.dictionary) left -= header.values;
    if (header.crc !== null && crc32(chunk.subarray(header.start, at)) !== header.crc)
      throw new RangeError(`page ${page} does not match its checksum (CRC-32)`);
  }
}

/** Reads a page header in Thrift's compact form; null where the bytes are none. */
function readHeader(bytes: Uint8Array, from: number): PageHeader | null {
  let at = from;

  function byte(): number {
    if (at >= bytes.length) throw new RangeError('the page header has no end');
    return bytes[at++];
  }
  function varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 63; scale *= 128) {
      const part = byte();
      value += (part & 127) * scale;
      if (part < 128) return value;
    }
    throw new RangeError('a number without an end');
  }
  function zigzag(): number {
    const value = varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  function skip(type: number, depth: number): void {
    if (depth > DEEPEST) throw new RangeError('a page header nested too deeply');
    if (type === TYPE.byte) at++;
    else if (type === TYPE.i16 || type === TYPE.i32 || type === TYPE.i64) varint();
    else if (type === TYPE.double) at += 8;
    else if (type === TYPE.binary) {
      const length = varint();
      at += length;
    } else if (type === TYPE.struct) fields((_, inner) => skip(inner, depth + 1));
    else if (type === TYPE.list || type === TYPE.set) {
      const head = byte();
      const count = head >> 4 === 15 ? varint() : head >> 4;
      for (let i = 0; i < count && at < bytes.length; i++) skip(Math.max(head & 15, TYPE.byte), depth + 1);
    } else if (type !== TYPE.true && type !== TYPE.false) throw new RangeError(`Thrift type ${type}`);
  }
  function fields(take: (id: number, type: number) => void): void {
    for (let id = 0; ; ) {
      const head = byte();
      if (head === 0) return;
      id = head >> 4 === 0 ? zigzag() : id + (head >> 4);
      take(id, head & 15);
    }
  }

  let size: number | null = null;
  let unpacked = 0;
  let values = 0;
  let dictionary = false;
  let crc: number | null = null;
  /** The headers of all kinds of pages begin with the number of values. */
  const takeValues = (): void =>
    fields((id, type) => {
      if (id === 1 && type === TYPE.i32) values = zigzag();
      else skip(type, 1);
    });
  try {
    fields((id, type) => {
      if (id === 2 && type === TYPE.i32) unpacked = zigzag();
      else if (id === 3 && type === TYPE.i32) size = zigzag();
      else if (id === 4 && type === TYPE.i32) crc = zigzag() >>> 0;
      else if (KINDS.includes(id) && type === TYPE.struct) {
        dictionary = id === DICTIONARY;
        takeValues();
      } else skip(type, 0);
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return size === null || size < 0 ? null : { bytes: size, unpacked, values, dictionary, crc, start: at };
}
