import { type Chunk, type Entry, type EntryForm, readEntry } from './chunk-entry.ts';
import { Cursor, UNDEFINED_ADDRESS } from './cursor.ts';
import type { Dataset, Layout } from './dataset.ts';
import { product } from './datatype.ts';
import { readExtensibleArray } from './extensible-array.ts';
import type { FileBytes } from './file-bytes.ts';
import { readRecords } from './records-tree.ts';

const DEEPEST = 40;
const MOST_CHUNKS = 1 << 24;

/** All chunks of a dataset that were written, in no order. Throws a RangeError where the index is damaged. */
export async function readChunks(bytes: FileBytes, dataset: Dataset): Promise<Chunk[]> {
  const { layout, shape } = dataset;
  if (layout.class !== 'chunked' || shape === null) return [];
  const { index, chunk } = layout;
  if (chunk.length !== shape.length)
    throw new RangeError(`chunks of ${chunk.length} dimensions; the data have ${shape.length}`);
  if (index.address === UNDEFINED_ADDRESS) return [];
  const whole = product(chunk) * dataset.type.size;
  const grid = shape.map((length, d) => Math.ceil(length / chunk[d]));
  if (product(grid) > MOST_CHUNKS) throw new RangeError(`${product(grid)} chunks`);
  const filtered = dataset.filters.length > 0;
  const entries = { bytes, filtered, whole };
  switch (index.kind) {
    case 'b-tree 1':
      return readTree(bytes, index.address, chunk.length);
    case 'single':
      return [
        { start: shape.map(() => 0), address: index.address, size: index.size ?? whole, mask: index.mask },
      ];
    case 'implicit':
      return Array.from({ length: product(grid) }, (_, i) => ({
        start: placeOf(i, grid, layout),
        address: index.address + i * whole,
        size: whole,
        mask: 0,
      }));
    case 'fixed array':
      return placed(await readFixedArray(entries, index.address), grid, layout);
    case 'extensible array':
      return placed(await readExtensibleArray(entries, index.address), grid, layout);
    case 'b-tree 2':
      return readRecordsOfChunks(bytes, index.address, chunk, filtered, whole);
  }
}

function placed(entries: Entry[], grid: number[], layout: Extract<Layout, { class: 'chunked' }>): Chunk[] {
  return entries
    .slice(0, product(grid))
    .flatMap((entry, i) => (entry ? [{ ...entry, start: placeOf(i, grid, layout) }] : []));
}

function placeOf(index: number, grid: number[], { chunk }: { chunk: number[] }): number[] {
  const start = grid.map(() => 0);
  for (let d = grid.length - 1, rest = index; d >= 0; d--) {
    start[d] = (rest % grid[d]) * chunk[d];
    rest = Math.floor(rest / grid[d]);
  }
  return start;
}

async function readTree(bytes: FileBytes, root: number, rank: number): Promise<Chunk[]> {
  const { offsets } = bytes.widths;
  const chunks: Chunk[] = [];
  const keyBytes = 8 + 8 * (rank + 1);
  const visit = async (address: number, level: number | null, depth: number): Promise<void> => {
    const head = (await bytes.cursor(address, 8 + 2 * offsets)).expect('TREE');
    if (head.u8() !== 1) throw new RangeError('a B-tree of chunks of another type');
    const own = head.u8();
    if ((level !== null && own !== level) || depth > DEEPEST) throw new RangeError('a B-tree without an end');
    const count = head.u16();
    const cursor = await bytes.cursor(address + 8 + 2 * offsets, count * (keyBytes + offsets));
    for (let i = 0; i < count; i++) {
      const size = cursor.u32();
      const mask = cursor.u32();
      const start = Array.from({ length: rank }, () => cursor.uint(8));
      const child = cursor.skip(8).address();
      if (own > 0) await visit(child, own - 1, depth + 1);
      else chunks.push({ start, address: child, size, mask });
      if (chunks.length > MOST_CHUNKS) throw new RangeError(`more than ${MOST_CHUNKS} chunks`);
    }
  };
  await visit(root, null, 0);
  return chunks;
}

async function readFixedArray(form: EntryForm, address: number): Promise<Entry[]> {
  const { bytes } = form;
  const { offsets, lengths } = bytes.widths;
  const head = await bytes.cursor(address, 12 + lengths + offsets);
  bytes.verify(head.bytes, 'an index of chunks');
  head.expect('FAHD').skip(2);
  const entryBytes = head.u8();
  const pageEntries = 2 ** head.u8();
  const count = head.length();
  const block = head.address();
  if (count > MOST_CHUNKS) throw new RangeError(`${count} chunks`);
  if (block === UNDEFINED_ADDRESS) return [];
  const prefix = 6 + offsets;
  const pages = count > pageEntries ? Math.ceil(count / pageEntries) : 0;
  if (pages === 0) {
    const cursor = await bytes.cursor(block, prefix + count * entryBytes + 4);
    bytes.verify(cursor.bytes, 'an index of chunks');
    cursor.expect('FADB').skip(prefix - 4);
    return Array.from({ length: count }, () => readEntry(cursor, form, entryBytes));
  }
  const bitmap = Math.ceil(pages / 8);
  const start = await bytes.cursor(block, prefix + bitmap + 4);
  bytes.verify(start.bytes, 'an index of chunks');
  start.expect('FADB').skip(prefix - 4);
  const written = start.take(bitmap);
  const entries: Entry[] = [];
  for (let page = 0; page < pages; page++) {
    const here = Math.min(pageEntries, count - page * pageEntries);
    if ((written[page >> 3] & (0x80 >> (page & 7))) === 0) {
      for (let i = 0; i < here; i++) entries.push(null);
      continue;
    }
    const at = block + prefix + bitmap + 4 + page * (pageEntries * entryBytes + 4);
    const cursor = await bytes.cursor(at, here * entryBytes + 4);
    bytes.verify(cursor.bytes, 'an index of chunks');
    for (let i = 0; i < here; i++) entries.push(readEntry(cursor, form, entryBytes));
  }
  return entries;
}

const CHUNK_RECORDS = 10;
const FILTERED_CHUNK_RECORDS = 11;

async function readRecordsOfChunks(
  bytes: FileBytes,
  address: number,
  chunk: number[],
  filtered: boolean,
  whole: number,
): Promise<Chunk[]> {
  const records = await readRecords(bytes, address, filtered ? FILTERED_CHUNK_RECORDS : CHUNK_RECORDS);
  const { offsets } = bytes.widths;
  return records.map((record) => {
    const cursor = new Cursor(record, bytes.widths);
    const place = cursor.address();
    const size = filtered ? cursor.uint(record.length - offsets - 4 - 8 * chunk.length) : whole;
    const mask = filtered ? cursor.u32() : 0;
    return { start: chunk.map((length) => cursor.uint(8) * length), address: place, size, mask };
  });
}
