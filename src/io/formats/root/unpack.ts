import { decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { xxhash64 } from './xxhash64.ts';

/** Method, its version, packed and unpacked length: three bytes each but for the method's two and the version's one. */
const HEADER = 9;
const LZ4_CHECKSUM = 8;

/**
 * Unpacks what ROOT packed, block by block (root/core/zip): zlib, LZMA, LZ4 or Zstandard. Checks what the methods keep
 * for it: Adler-32 of zlib, XXH64 of LZ4, and the length of all. Throws a RangeError that says what is wrong.
 */
export async function unpack(
  packed: Uint8Array<ArrayBuffer>,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (packed.length === size) return packed;
  const out = new Uint8Array(size);
  let filled = 0;
  for (let at = 0; filled < size; ) {
    if (at + HEADER > packed.length) throw new RangeError(`${filled} of ${size} bytes unpacked`);
    const method = String.fromCharCode(packed[at], packed[at + 1]);
    const from = at + HEADER;
    const end = from + uint24(packed, at + 3);
    const length = uint24(packed, at + 6);
    if (end > packed.length || length === 0 || filled + length > size) {
      throw new RangeError(
        `a block of ${end - from} bytes for ${length}, behind byte ${at} of ${packed.length}`,
      );
    }
    const block = await unpackBlock(method, packed, at, from, end, length);
    if (block.length !== length) throw new RangeError(`${block.length} bytes in a block of ${length}`);
    out.set(block, filled);
    filled += length;
    at = end;
  }
  return out;
}

async function unpackBlock(
  method: string,
  packed: Uint8Array<ArrayBuffer>,
  at: number,
  from: number,
  end: number,
  length: number,
): Promise<Uint8Array> {
  switch (method) {
    case 'ZL':
      return inflate(packed.subarray(from, end), length);
    case 'ZS':
      return decompressZstd(packed.subarray(from, end), new Uint8Array(length));
    case 'L4': {
      const body = packed.subarray(from + LZ4_CHECKSUM, end);
      const kept = new DataView(packed.buffer, packed.byteOffset + from).getBigUint64(0);
      if (xxhash64(body) !== kept) throw new RangeError('the checksum of an LZ4 block does not fit');
      return decompressLz4Raw(body, length);
    }
    case 'XZ':
    case 'CS': {
      const { R__unzip } = await import('jsroot/io');
      const view = await R__unzip(
        new DataView(packed.buffer, packed.byteOffset + at, end - at),
        length,
        true,
      );
      if (view === null) throw new RangeError('a block cannot be unpacked');
      return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    }
    default:
      throw new RangeError(`no method of packing begins with the bytes ${packed[at]} ${packed[at + 1]}`);
  }
}

/** The browser's own, which checks the Adler-32 at the end. */
async function inflate(packed: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array> {
  const out = new Uint8Array(length);
  let filled = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return out.subarray(0, filled);
    if (filled + value.length > length) {
      await reader.cancel();
      throw new RangeError(`more than ${length} bytes in a block`);
    }
    out.set(value, filled);
    filled += value.length;
  }
}

function uint24(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}
