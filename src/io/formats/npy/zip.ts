import { Problem } from '../../../core/problem.ts';
import { crc32 } from '../../crc32.ts';

/** A file within a zip archive. */
export interface ZipEntry {
  name: string;
  stored: boolean;
  /** Bytes as packed and as unpacked. */
  packed: number;
  size: number;
  crc: number;
  /** Of its local header. */
  at: number;
}

const LONGEST_COMMENT = 65535;
const END_BYTES = 22;
const ZIP64_LOCATOR_BYTES = 20;
const MOST_ENTRIES = 100_000;
const LARGEST_DIRECTORY = 1 << 26;

/** The directory at the end of a zip archive. Throws a Problem `bad-file`. */
export async function readZipDirectory(file: Blob, name: string): Promise<ZipEntry[]> {
  const tailStart = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT - ZIP64_LOCATOR_BYTES);
  const tail = await bytesAt(file, tailStart, file.size);
  let end = tail.length - END_BYTES;
  while (end >= 0 && u32(tail, end) !== 0x06054b50) end--;
  if (end < 0)
    throw new Problem(
      'bad-file',
      `${name}: no directory of the zip archive; expected it at the end of the file (is it cut off?)`,
    );
  let count = u16(tail, end + 10);
  let size = u32(tail, end + 12);
  let start = u32(tail, end + 16);
  const locator = end - ZIP64_LOCATOR_BYTES;
  if (locator >= 0 && u32(tail, locator) === 0x07064b50) {
    const long = await bytesAt(file, u64(tail, locator + 8), u64(tail, locator + 8) + 56);
    if (long.length < 56 || u32(long, 0) !== 0x06064b50) throw damaged(name, u64(tail, locator + 8));
    count = u64(long, 32);
    size = u64(long, 40);
    start = u64(long, 48);
  }
  if (start + size > file.size || count > MOST_ENTRIES || size > LARGEST_DIRECTORY)
    throw damaged(name, start);
  const bytes = await bytesAt(file, start, start + size);
  const entries: ZipEntry[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    if (at + 46 > bytes.length || u32(bytes, at) !== 0x02014b50) throw damaged(name, start + at);
    const nameEnd = at + 46 + u16(bytes, at + 28);
    const extraEnd = nameEnd + u16(bytes, at + 30);
    const next = extraEnd + u16(bytes, at + 32);
    if (next > bytes.length) throw damaged(name, start + at);
    const entryName = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd));
    const method = u16(bytes, at + 10);
    if (u16(bytes, at + 8) & 1 || (method !== 0 && method !== 8)) {
      const how = u16(bytes, at + 8) & 1 ? 'encrypted' : `packed by method ${method}`;
      throw new Problem('bad-file', `${name}, ${entryName}: ${how}; expected it stored or deflated`);
    }
    const long = longSizes(bytes, nameEnd, extraEnd, [
      u32(bytes, at + 24),
      u32(bytes, at + 20),
      u32(bytes, at + 42),
    ]);
    entries.push({
      name: entryName,
      stored: method === 0,
      crc: u32(bytes, at + 16),
      size: long[0],
      packed: long[1],
      at: long[2],
    });
    at = next;
  }
  return entries;
}

/** Sizes and place of an entry, from its zip64 field where they are too large for their own. */
function longSizes(bytes: Uint8Array, from: number, to: number, short: number[]): number[] {
  let at = from;
  while (at + 4 <= to && u16(bytes, at) !== 1) at += 4 + u16(bytes, at + 2);
  at += 4;
  return short.map((value) => {
    if (value !== 0xffffffff || at + 8 > to) return value;
    at += 8;
    return u64(bytes, at - 8);
  });
}

/**
 * The unpacked bytes of an entry as a stream that throws a Problem `bad-file` at its end where they are not those that
 * the archive's checksum was made of.
 */
export async function openZipEntry(
  file: Blob,
  name: string,
  entry: ZipEntry,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const place = `${name}, ${entry.name}`;
  const head = await bytesAt(file, entry.at, entry.at + 30);
  if (head.length < 30 || u32(head, 0) !== 0x04034b50) throw damaged(name, entry.at);
  const start = entry.at + 30 + u16(head, 26) + u16(head, 28);
  if (start + entry.packed > file.size)
    throw new Problem(
      'bad-file',
      `${place}: its data end at byte ${start + entry.packed}; the file at ${file.size}`,
    );
  const raw = file.slice(start, start + entry.packed).stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
  const bytes = entry.stored ? raw : raw.pipeThrough(new DecompressionStream('deflate-raw'));
  let crc = 0;
  let size = 0;
  return bytes.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        if (size > entry.size) throw wrongSum(place);
        controller.enqueue(chunk);
      },
      flush() {
        if (crc !== entry.crc || size !== entry.size) throw wrongSum(place);
      },
    }),
  );
}

function wrongSum(place: string): Problem {
  return new Problem(
    'bad-file',
    `${place}: its bytes do not match the checksum (CRC-32) of the archive; the file is damaged`,
  );
}

function damaged(name: string, at: number): Problem {
  return new Problem(
    'bad-file',
    `${name}, byte ${at}: damaged zip archive; expected an entry of its directory`,
  );
}

async function bytesAt(file: Blob, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

function u16(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8);
}

function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}

function u64(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) + u32(bytes, at + 4) * 2 ** 32;
}
