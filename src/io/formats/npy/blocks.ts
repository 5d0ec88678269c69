import { Problem } from '../../../core/problem.ts';
import type { RowBlock } from '../../stored-columns.ts';
import { arrayProblem, dataBytes, type StoredArray } from './arrays.ts';

const BLOCK_BYTES = 1 << 20;
/** Of an array whose rows do not lie side by side, which is held whole. */
const LARGEST_TURNED = 2 ** 30;

/**
 * Reads rows [from, to) of an array in blocks, in order. Where its bytes have a checksum all of them are read, since the
 * checksum is of the whole. Throws a Problem `bad-file`.
 */
export async function* readBlocks(array: StoredArray, from: number, to: number): AsyncGenerator<RowBlock> {
  const { header, plain, place } = array;
  const [rows = 1] = header.shape;
  const rowBytes = dataBytes(header) / Math.max(1, rows);
  if (rows === 0 || rowBytes === 0) return;
  if (header.fortran && header.shape.length > 1) {
    yield { row: 0, rows, rowBytes, bytes: await turned(array, rows, rowBytes) };
    return;
  }
  const seek = plain !== null;
  const first = seek ? from : 0;
  const stream =
    plain === null
      ? await array.open()
      : (plain
          .slice(header.dataStart + first * rowBytes, header.dataStart + to * rowBytes)
          .stream() as ReadableStream<Uint8Array<ArrayBuffer>>);
  const blockRows = Math.max(1, Math.floor(BLOCK_BYTES / rowBytes));
  let row = first;
  for await (const bytes of pieces(stream, seek ? 0 : header.dataStart, blockRows * rowBytes, place)) {
    const count = Math.floor(bytes.length / rowBytes);
    yield { row, rows: count, rowBytes, bytes };
    row += count;
  }
  if (row < (seek ? to : rows))
    throw new Problem('bad-file', `${place}: ends in row ${row}; expected ${rows} rows`);
}

/** The bytes of a stream behind the first `skip`, in pieces of `size`, the last one shorter. */
async function* pieces(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  skip: number,
  size: number,
  place: string,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let piece = new Uint8Array(size);
  let filled = 0;
  let left = skip;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      let at = Math.min(left, value.length);
      left -= at;
      while (at < value.length) {
        const part = value.subarray(at, at + size - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < size) continue;
        yield piece;
        piece = new Uint8Array(size);
        filled = 0;
      }
    }
    if (filled > 0) yield piece.subarray(0, filled);
  } catch (cause) {
    throw arrayProblem(place, cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** All bytes of an array stored with its first index running fastest, turned so that rows lie side by side. */
async function turned(array: StoredArray, rows: number, rowBytes: number): Promise<Uint8Array> {
  const { header, place } = array;
  const { shape, dtype } = header;
  const total = rows * rowBytes;
  if (total > LARGEST_TURNED)
    throw new Problem(
      'bad-file',
      `${place}: ${total} bytes in Fortran order; expected at most ${LARGEST_TURNED}, or C order`,
    );
  const stored = new Uint8Array(total);
  let at = 0;
  for await (const piece of pieces(await array.open(), header.dataStart, BLOCK_BYTES, place)) {
    stored.set(piece.subarray(0, total - at), at);
    at += piece.length;
  }
  if (at < total) throw new Problem('bad-file', `${place}: ${at} bytes of data; expected ${total}`);
  const lengths = shape.slice(1);
  const inner = lengths.reduce((product, length) => product * length, 1);
  const result = new Uint8Array(total);
  for (let i = 0; i < inner; i++) {
    // Place of the i-th plane of the file in a row: its indices, the first fastest, counted with the last fastest.
    let place = 0;
    for (let d = 0, rest = i; d < lengths.length; d++) {
      const later = lengths.slice(d + 1).reduce((product, length) => product * length, 1);
      place += (rest % lengths[d]) * later;
      rest = Math.floor(rest / lengths[d]);
    }
    for (let row = 0; row < rows; row++) {
      const from = (i * rows + row) * dtype.size;
      result.set(stored.subarray(from, from + dtype.size), row * rowBytes + place * dtype.size);
    }
  }
  return result;
}
