import { type Cursor, UNDEFINED_ADDRESS } from './cursor.ts';
import type { FileBytes } from './file-bytes.ts';

/** Where a chunk lies. */
export interface Chunk {
  /** Of its first value, in each dimension. */
  start: number[];
  address: number;
  /** Bytes as stored. */
  size: number;
  /** Filters left out for this chunk, as bits. */
  mask: number;
}

/** What an array of chunks holds of each: place, size and mask, null where it was never written. */
export type Entry = Omit<Chunk, 'start'> | null;

/** How entries are stored: with size and mask only where there are filters. */
export interface EntryForm {
  bytes: FileBytes;
  filtered: boolean;
  whole: number;
}

export function readEntry(cursor: Cursor, form: EntryForm, entryBytes: number): Entry {
  const address = cursor.address();
  const size = form.filtered ? cursor.uint(entryBytes - cursor.widths.offsets - 4) : form.whole;
  const mask = form.filtered ? cursor.u32() : 0;
  return address === UNDEFINED_ADDRESS ? null : { address, size, mask };
}
