const MAGIC = 0x184d2204;

/** Inflates an LZ4 frame to exactly `size` bytes; blocks may refer to those before. Throws a RangeError where damaged. */
export function inflateLz4Frame(bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('no LZ4 frame');
  const flags = bytes[4];
  let at = 7 + (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0);
  const output = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const length = word & 0x7fffffff;
    if (at + length > bytes.length) throw new RangeError('LZ4 data that are cut off');
    const block = bytes.subarray(at, at + length);
    if (word >>> 31) {
      if (filled + length > size) throw new RangeError('more LZ4 data than announced');
      output.set(block, filled);
      filled += length;
    } else filled = inflateBlock(block, output, filled);
    at += length + (flags & 16 ? 4 : 0);
  }
  if (filled !== size) throw new RangeError(`${filled} bytes of LZ4 data; expected ${size}`);
  return output;
}

/** Appends a block to output[0, filled); returns how much is filled then. */
function inflateBlock(block: Uint8Array, output: Uint8Array, start: number): number {
  let filled = start;
  let at = 0;
  const extended = (length: number): number => {
    let total = length;
    if (length === 15) {
      let more: number;
      do {
        if (at >= block.length) throw new RangeError('damaged LZ4 data');
        more = block[at++];
        total += more;
      } while (more === 255);
    }
    return total;
  };
  while (at < block.length) {
    const token = block[at++];
    const literals = extended(token >> 4);
    if (at + literals > block.length || filled + literals > output.length)
      throw new RangeError('damaged LZ4 data');
    output.set(block.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    if (at >= block.length) return filled;
    const distance = block[at] | (block[at + 1] << 8);
    at += 2;
    const length = extended(token & 15) + 4;
    if (!(distance > 0 && distance <= filled && filled + length <= output.length))
      throw new RangeError('damaged LZ4 data');
    if (distance >= length) output.copyWithin(filled, filled - distance, filled - distance + length);
    else for (let i = 0; i < length; i++) output[filled + i] = output[filled - distance + i];
    filled += length;
  }
  return filled;
}
