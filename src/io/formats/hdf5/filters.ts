import { decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import type { Filter } from './dataset.ts';
import { inflateLzf } from './lzf.ts';

const NAMES: Record<number, string> = {
  1: 'gzip',
  2: 'shuffle',
  3: 'Fletcher-32',
  4: 'szip',
  5: 'n-bit',
  6: 'scale-offset',
  305: 'LZO',
  307: 'bzip2',
  32000: 'LZF',
  32001: 'Blosc',
  32004: 'LZ4',
  32008: 'bitshuffle',
  32013: 'ZFP',
  32015: 'Zstandard',
  32026: 'Blosc2',
};
const READABLE = new Set([1, 2, 3, 32000, 32004, 32015]);

/** The first filter that cannot be undone, by name; null where all can. */
export function unreadableFilter(filters: Filter[]): string | null {
  const found = filters.find(({ id }) => !READABLE.has(id));
  return found ? (NAMES[found.id] ?? (found.name || `number ${found.id}`)) : null;
}

/**
 * Undoes the filters of a chunk, last first, but those that `mask` says were left out. `size`: bytes of the whole chunk.
 * Throws where the data are damaged, by the checksums of gzip and Fletcher-32 where those are used.
 */
export async function undoFilters(
  stored: Uint8Array<ArrayBuffer>,
  filters: Filter[],
  mask: number,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = stored;
  for (let i = filters.length - 1; i >= 0; i--) {
    if (mask & (1 << i)) continue;
    const { id, values } = filters[i];
    // A checksum that lies inside a compressor adds its bytes.
    const room = size + 4 * filters.filter((filter) => filter.id === 3).length;
    if (id === 1) bytes = await inflate(bytes, room);
    else if (id === 2) bytes = unshuffle(bytes, values[0]);
    else if (id === 3) bytes = checkFletcher(bytes);
    else if (id === 32000) bytes = inflateLzf(bytes, room);
    else if (id === 32004) bytes = inflateLz4(bytes, room);
    else bytes = new Uint8Array(decompressZstd(bytes));
  }
  if (bytes.length !== size) throw new RangeError(`a chunk of ${bytes.length} bytes; expected ${size}`);
  return bytes;
}

async function inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = (stream as ReadableStream<Uint8Array>).getReader();
  const result = new Uint8Array(most);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return result.subarray(0, filled);
    if (filled + value.length > most) {
      await reader.cancel();
      throw new RangeError(`gzip data of more than ${most} bytes`);
    }
    result.set(value, filled);
    filled += value.length;
  }
}

/** Bytes of values next to each other again; what is left beyond whole values stays in place. */
function unshuffle(bytes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes);
  const count = width > 1 ? Math.floor(bytes.length / width) : 0;
  for (let part = 0; part < (count > 0 ? width : 0); part++) {
    const from = part * count;
    for (let i = 0, to = part; i < count; i++, to += width) result[to] = bytes[from + i];
  }
  return result;
}

/** The bytes without their checksum at the end. Throws a RangeError where it is not theirs. */
function checkFletcher(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const body = bytes.subarray(0, Math.max(0, bytes.length - 4));
  const stored = new DataView(bytes.buffer, bytes.byteOffset + body.length).getUint32(0, true);
  const sum = fletcher32(body);
  // Old versions of HDF5 wrote the bytes of each half in the other order.
  const swapped = ((sum & 0x00ff00ff) << 8) | ((sum >>> 8) & 0x00ff00ff);
  if (stored !== sum >>> 0 && stored !== swapped >>> 0)
    throw new RangeError('a chunk does not match its checksum (Fletcher-32)');
  return body;
}

function fletcher32(bytes: Uint8Array): number {
  let low = 0;
  let high = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    low = folded(low + ((bytes[i] << 8) | (bytes[i + 1] ?? 0)));
    high = folded(high + low);
  }
  return (high << 16) | low;
}

/** Modulo 65535, where a sum that is not 0 stays so. */
function folded(sum: number): number {
  return (sum & 0xffff) + (sum >>> 16);
}

/** The LZ4 filter's blocks: total size and block size, then each block behind its packed size, all big-endian. */
function inflateLz4(bytes: Uint8Array, most: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const total = Number(view.getBigUint64(0));
  const block = view.getUint32(8);
  if (total > most || block === 0) throw new RangeError(`LZ4 data of ${total} bytes in blocks of ${block}`);
  const result = new Uint8Array(total);
  for (let at = 12, filled = 0; filled < total; filled += block) {
    const packed = view.getUint32(at);
    const size = Math.min(block, total - filled);
    const part = bytes.subarray(at + 4, at + 4 + packed);
    if (part.length < packed) throw new RangeError('LZ4 data that are cut off');
    result.set(packed === size ? part : decompressLz4Raw(part, size), filled);
    at += 4 + packed;
  }
  return result;
}
