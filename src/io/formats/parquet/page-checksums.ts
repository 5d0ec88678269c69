import { crc32 } from '../../crc32.ts';

/** Of the header that stands before each page, what is needed to step over the page and to check it. */
interface PageHeader {
  bytes: number;
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

/**
 * Holds the pages of a column chunk against the checksums (CRC-32) in their headers, where those have one. Throws a
 * RangeError naming the first page that does not match. A header that is none is left to the decoder to complain about.
 */
export function checkPages(chunk: Uint8Array, end: number): void {
  for (let at = 0, page = 1; at < end; page++) {
    const header = readHeader(chunk, at);
    if (header === null || header.start + header.bytes > chunk.length) return;
    at = header.start + header.bytes;
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
  let crc: number | null = null;
  try {
    fields((id, type) => {
      if (id === 3 && type === TYPE.i32) size = zigzag();
      else if (id === 4 && type === TYPE.i32) crc = zigzag() >>> 0;
      else skip(type, 0);
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return size === null || size < 0 ? null : { bytes: size, crc, start: at };
}
