import { Problem } from '../../../core/problem.ts';
import type { TreeColumn } from './branches.ts';
import { decoding, type OpenRoot, readBytes } from './open-root.ts';
import { unpack } from './unpack.ts';
import { decodeValues, SIZES, type Values } from './values.ts';

/** The values of consecutive rows. */
export interface RowBlock {
  from: number;
  to: number;
  values: Values | string[];
  /** Row `from + i` has values[starts[i]] to values[starts[i + 1]]; null where each has one. */
  starts: Uint32Array | null;
}

/** A basket as its bytes say: content, and where each entry begins in it. */
interface Basket {
  content: Uint8Array<ArrayBuffer>;
  entries: number;
  /** Of each entry, from the start of the content, with the end of the last; null where all are as long. */
  offsets: Uint32Array | null;
}

const LARGEST_BASKET = 1 << 30;

/** One basket: its entries, and how to get at it. */
export interface BasketPlace {
  from: number;
  to: number;
  read(): Promise<Basket>;
}

/** The baskets of a column, in the order of rows. Throws a Problem `bad-file` where they do not make up all rows. */
export function basketsOf(root: OpenRoot, column: TreeColumn, rows: number, path: string): BasketPlace[] {
  const { branch } = column;
  const places: BasketPlace[] = [];
  const written = branch.fWriteBasket;
  const place = (i: number): string => `tree ${path}, branch ${branch.fName}, basket ${i + 1}`;
  let from = 0;
  for (let i = 0; i < written; i++) {
    const to =
      i + 1 < branch.fBasketEntry.length && (i + 1 < written || branch.fBasketEntry[i + 1] > 0)
        ? branch.fBasketEntry[i + 1]
        : rows;
    if (branch.fBasketEntry[i] !== from || !(to >= from && to <= rows)) {
      throw new Problem(
        'bad-file',
        `${root.name}, ${place(i)}: entries ${branch.fBasketEntry[i]} to ${to}; expected them from ${from} on, up to ${rows}`,
      );
    }
    const at = branch.fBasketSeek[i];
    const bytes = branch.fBasketBytes[i];
    if (to > from) {
      const entries = to - from;
      places.push({ from, to, read: () => readBasket(root, place(i), at, bytes, entries) });
    }
    from = to;
  }
  for (const open of branch.fBaskets.arr) {
    if (!open || from >= rows || !open.fBufferRef || !(open.fNevBuf > 0)) continue;
    const { arr } = open.fBufferRef;
    const content = new Uint8Array(arr.buffer as ArrayBuffer, arr.byteOffset, open.fLast - open.fKeylen);
    const entries = open.fNevBuf;
    const kept = open.fEntryOffset ?? null;
    const to = from + entries;
    const offsets = kept && offsetsFrom((i) => kept[i] - open.fKeylen, entries, content.length);
    places.push({ from, to, read: async () => ({ content, entries, offsets }) });
    from = to;
  }
  if (from !== rows) {
    throw new Problem(
      'bad-file',
      `${root.name}, tree ${path}, branch ${branch.fName}: ${from} entries in its baskets; expected ${rows}, as the tree has`,
    );
  }
  return places;
}

async function readBasket(
  root: OpenRoot,
  place: string,
  at: number,
  length: number,
  entries: number,
): Promise<Basket> {
  const bytes = await readBytes(root.blob, `${root.name}, ${place}`, at, at + length);
  return decoding(root.name, place, async () => {
    const view = new DataView(bytes.buffer);
    const size = view.getInt32(6);
    const keyLength = view.getInt16(14);
    if (
      view.getInt32(0) !== length ||
      !(keyLength > 18 && keyLength <= length && size >= 0 && size <= LARGEST_BASKET)
    ) {
      throw new RangeError(
        `its key says ${view.getInt32(0)} bytes, ${size} unpacked, behind a key of ${keyLength}`,
      );
    }
    // A basket's own part ends the key: version, buffer size, size of an offset, entries, end of the content, flag.
    const tail = keyLength - 19;
    const perEntry = view.getInt32(tail + 6);
    // Negative where a byte of flags follows, before the number of entries.
    const back = perEntry < 0 ? tail - 1 : tail;
    const found = view.getInt32(back + (perEntry < 0 ? 11 : 10));
    const last = view.getInt32(back + (perEntry < 0 ? 15 : 14));
    if (found !== entries) throw new RangeError(`${found} entries; expected ${entries}`);
    const end = last - keyLength;
    const data = await unpack(bytes.subarray(keyLength), size);
    if (!(end >= 0 && end <= data.length))
      throw new RangeError(`content up to byte ${end} of ${data.length}`);
    const behind = data.length - end;
    if (behind < 4 * (entries + 1)) return { content: data.subarray(0, end), entries, offsets: null };
    const kept = new DataView(data.buffer, data.byteOffset + end);
    const offsets = offsetsFrom((i) => kept.getInt32(4 + 4 * i) - keyLength, entries, end);
    return { content: data.subarray(0, end), entries, offsets };
  });
}

function offsetsFrom(stored: (i: number) => number, entries: number, end: number): Uint32Array {
  const offsets = new Uint32Array(entries + 1);
  let before = 0;
  for (let i = 0; i <= entries; i++) {
    const at = i === entries ? end : stored(i);
    if (!(at >= before && at <= end)) {
      throw new RangeError(`entry ${i} begins at byte ${at}; expected ${before} to ${end}`);
    }
    offsets[i] = at;
    before = at;
  }
  return offsets;
}

/** The rows of a basket as values. Throws a RangeError where the bytes are not those of so many values. */
export function blockOf(column: TreeColumn, { from, to }: BasketPlace, basket: Basket): RowBlock {
  const { code, header, shape, offset, stride } = column;
  const { content, entries, offsets } = basket;
  if (code === null) return { from, to, values: textsOf(content, entries, offsets), starts: null };
  const size = SIZES[code];
  if (shape.values !== 'any') {
    const length = shape.values === 'fixed' ? shape.length : 1;
    const row = stride || length * size;
    if (content.length !== entries * row) {
      throw new RangeError(`${content.length} bytes; expected ${entries} entries of ${row}`);
    }
    if (length === 1)
      return { from, to, values: decodeValues(code, content, offset, entries, row), starts: null };
    const starts = Uint32Array.from({ length: entries + 1 }, (_, i) => i * length);
    if (stride === 0) return { from, to, values: decodeValues(code, content, 0, entries * length), starts };
    const packed = new Uint8Array(entries * length * size);
    for (let i = 0; i < entries; i++) {
      const at = i * stride + offset;
      packed.set(content.subarray(at, at + length * size), i * length * size);
    }
    return { from, to, values: decodeValues(code, packed, 0, entries * length), starts };
  }
  if (offsets === null && entries > 1) {
    throw new RangeError(
      'lists without a table of where each begins; files made with that option are not read',
    );
  }
  const begins = offsets ?? Uint32Array.of(0, content.length);
  const starts = new Uint32Array(entries + 1);
  const packed = new Uint8Array(content.length);
  let filled = 0;
  for (let i = 0; i < entries; i++) {
    const begin = Math.min(begins[i] + header, begins[i + 1]);
    const bytes = begins[i + 1] - begin;
    if (bytes % size !== 0) throw new RangeError(`entry ${i}: ${bytes} bytes; expected values of ${size}`);
    packed.set(content.subarray(begin, begins[i + 1]), filled);
    filled += bytes;
    starts[i + 1] = filled / size;
  }
  return { from, to, values: decodeValues(code, packed, 0, filled / size), starts };
}

const LONG_TEXT = 255;

/** Text as TString writes it: a byte of length, or 255 and four bytes of it. */
function textsOf(content: Uint8Array, entries: number, offsets: Uint32Array | null): string[] {
  const decoder = new TextDecoder();
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const texts: string[] = [];
  let at = 0;
  for (let i = 0; i < entries; i++) {
    if (offsets !== null) at = offsets[i];
    let length = view.getUint8(at++);
    if (length === LONG_TEXT) {
      length = view.getInt32(at);
      at += 4;
    }
    if (!(length >= 0 && at + length <= content.length)) {
      throw new RangeError(`entry ${i}: a text of ${length} bytes at ${at} of ${content.length}`);
    }
    texts.push(decoder.decode(content.subarray(at, at + length)));
    at += length;
  }
  return texts;
}
