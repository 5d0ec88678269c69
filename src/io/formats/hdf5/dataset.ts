import { Cursor, UNDEFINED_ADDRESS } from './cursor.ts';
import { type Datatype, parseDatatype } from './datatype.ts';
import type { FileBytes } from './file-bytes.ts';
import { MESSAGE, type Message, messageOf } from './object-header.ts';

/** How the values of a dataset are stored. */
export type Layout =
  | { class: 'compact'; bytes: Uint8Array }
  | { class: 'contiguous'; address: number; size: number }
  | { class: 'chunked'; chunk: number[]; index: ChunkIndex }
  | { class: 'unread'; reason: string };

export type ChunkIndex =
  | { kind: 'b-tree 1'; address: number }
  /** One chunk; `size` null where it is stored as it is. */
  | { kind: 'single'; address: number; size: number | null; mask: number }
  | { kind: 'implicit'; address: number }
  | { kind: 'fixed array'; address: number }
  | { kind: 'extensible array'; address: number }
  | { kind: 'b-tree 2'; address: number };

export interface Filter {
  id: number;
  name: string;
  values: number[];
}

export interface Dataset {
  path: string;
  attributes: Map<string, string | number>;
  type: Datatype;
  /** Lengths; [] for a single value, null for no value at all. */
  shape: number[] | null;
  layout: Layout;
  filters: Filter[];
  /** Of values that were never written; null for zeros. */
  fill: Uint8Array | null;
}

const MOST_DIMENSIONS = 32;

/** A dataset by the messages of its object header; null where it is none. Throws a RangeError where damaged. */
export async function parseDataset(
  bytes: FileBytes,
  path: string,
  messages: Message[],
): Promise<Omit<Dataset, 'attributes'> | null> {
  const [type, space, layout, filters, fill] = await Promise.all(
    [MESSAGE.datatype, MESSAGE.dataspace, MESSAGE.layout, MESSAGE.filters, MESSAGE.fillValue].map((kind) =>
      messageOf(bytes, messages, kind),
    ),
  );
  if (!type || !space || !layout) return null;
  return {
    path,
    type: parseDatatype(type),
    shape: parseDataspace(space, bytes),
    layout: parseLayout(layout, bytes),
    filters: filters ? parseFilters(filters, bytes) : [],
    fill: fill ? parseFill(fill, bytes) : null,
  };
}

export function parseDataspace(body: Uint8Array, { widths }: FileBytes): number[] | null {
  const cursor = new Cursor(body, widths);
  const version = cursor.u8();
  const rank = cursor.u8();
  cursor.skip(1);
  if (version !== 1 && version !== 2) throw new RangeError(`a dataspace of version ${version}`);
  if (rank > MOST_DIMENSIONS) throw new RangeError(`a dataspace of ${rank} dimensions`);
  const kind = version === 2 ? cursor.u8() : 1;
  if (version === 1) cursor.skip(5);
  return kind === 2 ? null : Array.from({ length: rank }, () => cursor.length());
}

function parseLayout(body: Uint8Array, bytes: FileBytes): Layout {
  const cursor = new Cursor(body, bytes.widths);
  const version = cursor.u8();
  if (version === 1 || version === 2) return parseOldLayout(cursor);
  if (version !== 3 && version !== 4) return { class: 'unread', reason: `a layout of version ${version}` };
  const kind = cursor.u8();
  if (kind === 0) return { class: 'compact', bytes: cursor.take(cursor.u16()) };
  if (kind === 1) return { class: 'contiguous', address: cursor.address(), size: cursor.length() };
  if (kind === 3) return { class: 'unread', reason: 'a virtual dataset, whose values lie in other files' };
  if (kind !== 2) throw new RangeError(`a layout of class ${kind}`);
  if (version === 3) {
    const rank = cursor.u8();
    const address = cursor.address();
    return chunked(lengthsOf(cursor, rank, 4), { kind: 'b-tree 1', address });
  }
  const flags = cursor.u8();
  const rank = cursor.u8();
  const chunk = lengthsOf(cursor, rank, cursor.u8());
  const index = cursor.u8();
  switch (index) {
    case 1: {
      const size = flags & 2 ? cursor.length() : null;
      const mask = flags & 2 ? cursor.u32() : 0;
      return chunked(chunk, { kind: 'single', address: cursor.address(), size, mask });
    }
    case 2:
      return chunked(chunk, { kind: 'implicit', address: cursor.address() });
    case 3:
      return chunked(chunk, { kind: 'fixed array', address: cursor.skip(1).address() });
    case 4:
      return chunked(chunk, { kind: 'extensible array', address: cursor.skip(5).address() });
    case 5:
      return chunked(chunk, { kind: 'b-tree 2', address: cursor.skip(6).address() });
    default:
      throw new RangeError(`a chunk index of type ${index}`);
  }
}

/** The last length is the size of a value, which is known from the datatype. */
function chunked(lengths: number[], index: ChunkIndex): Layout {
  const chunk = lengths.slice(0, -1);
  if (chunk.some((length) => length === 0)) throw new RangeError(`chunks of ${chunk.join(' x ')} values`);
  return { class: 'chunked', chunk, index };
}

function lengthsOf(cursor: Cursor, rank: number, width: number): number[] {
  if (rank > MOST_DIMENSIONS + 1 || rank < 1) throw new RangeError(`chunks of ${rank} dimensions`);
  return Array.from({ length: rank }, () => cursor.uint(width));
}

function parseOldLayout(cursor: Cursor): Layout {
  const rank = cursor.u8();
  const kind = cursor.u8();
  cursor.skip(5);
  const address = kind === 0 ? UNDEFINED_ADDRESS : cursor.address();
  const lengths = lengthsOf(cursor, rank, 4);
  if (kind === 0) return { class: 'compact', bytes: cursor.take(cursor.u32()) };
  if (kind === 1) return { class: 'contiguous', address, size: Number.NaN };
  return chunked(lengths, { kind: 'b-tree 1', address });
}

function parseFilters(body: Uint8Array, { widths }: FileBytes): Filter[] {
  const cursor = new Cursor(body, widths);
  const version = cursor.u8();
  const count = cursor.u8();
  if (version === 1) cursor.skip(6);
  return Array.from({ length: count }, () => {
    const id = cursor.u16();
    const nameBytes = version === 1 || id >= 256 ? cursor.u16() : 0;
    cursor.skip(2);
    const values = cursor.u16();
    const start = cursor.at;
    const name = nameBytes > 0 ? new TextDecoder().decode(cursor.take(nameBytes)).replace(/\0.*$/, '') : '';
    if (version === 1) cursor.align(start);
    const filter = { id, name, values: Array.from({ length: values }, () => cursor.u32()) };
    if (version === 1 && values % 2 === 1) cursor.skip(4);
    return filter;
  });
}

function parseFill(body: Uint8Array, { widths }: FileBytes): Uint8Array | null {
  const cursor = new Cursor(body, widths);
  const version = cursor.u8();
  const flags = version < 3 ? cursor.skip(2).u8() : cursor.u8();
  const defined = version === 1 || (version === 2 ? flags === 1 : (flags & 0x20) !== 0);
  if (!defined || cursor.left < 4) return null;
  const size = cursor.u32();
  return size === 0 || size === 0xffffffff ? null : cursor.take(size);
}
