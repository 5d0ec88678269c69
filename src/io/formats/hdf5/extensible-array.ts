import { type Entry, type EntryForm, readEntry } from './chunk-entry.ts';
import { UNDEFINED_ADDRESS } from './cursor.ts';

const MOST_ENTRIES = 1 << 24;

/** The index of a dataset that may grow in one dimension: entries in blocks that double. */
export async function readExtensibleArray(form: EntryForm, address: number): Promise<Entry[]> {
  const { bytes } = form;
  const { offsets, lengths } = bytes.widths;
  const head = await bytes.cursor(address, 16 + 6 * lengths + offsets);
  bytes.verify(head.bytes, 'an index of chunks');
  head.expect('EAHD').skip(2);
  const entryBytes = head.u8();
  const indexBits = head.u8();
  const inIndexBlock = head.u8();
  const smallestBlock = head.u8();
  const pointersInIndex = 2 * (head.u8() - 1);
  const pageEntries = 2 ** head.u8();
  const total = head.skip(4 * lengths).length();
  head.skip(lengths);
  const indexBlock = head.address();
  if (total > MOST_ENTRIES) throw new RangeError(`${total} chunks`);
  if (indexBlock === UNDEFINED_ADDRESS) return [];

  /** Super block s has 2^(s/2) data blocks of 2^((s+1)/2) times the smallest number of entries. */
  const superBlocks = 1 + indexBits - Math.log2(smallestBlock);
  const blocksOf = (s: number): number => 2 ** Math.floor(s / 2);
  const entriesOf = (s: number): number => smallestBlock * 2 ** Math.floor((s + 1) / 2);
  let direct = 0;
  for (let blocks = 0; blocks < pointersInIndex; direct++) blocks += blocksOf(direct);

  const offsetBytes = Math.ceil(indexBits / 8);
  const entries: Entry[] = [];
  const addMissing = (count: number): void => {
    for (let i = 0; i < count && entries.length < total; i++) entries.push(null);
  };

  const readDataBlock = async (block: number, count: number): Promise<void> => {
    if (entries.length >= total) return;
    if (block === UNDEFINED_ADDRESS) {
      addMissing(count);
      return;
    }
    const prefix = 6 + offsets + offsetBytes;
    if (count <= pageEntries) {
      const cursor = await bytes.cursor(block, prefix + count * entryBytes + 4);
      bytes.verify(cursor.bytes, 'an index of chunks');
      cursor.expect('EADB').skip(prefix - 4);
      for (let i = 0; i < count; i++) entries.push(readEntry(cursor, form, entryBytes));
      return;
    }
    for (let page = 0; page < count / pageEntries && entries.length < total; page++) {
      const at = block + prefix + 4 + page * (pageEntries * entryBytes + 4);
      const cursor = await bytes.cursor(at, pageEntries * entryBytes + 4);
      bytes.verify(cursor.bytes, 'an index of chunks');
      for (let i = 0; i < pageEntries; i++) entries.push(readEntry(cursor, form, entryBytes));
    }
  };

  const pointersToSuper = superBlocks - direct;
  const length = 6 + offsets + inIndexBlock * entryBytes + (pointersInIndex + pointersToSuper) * offsets + 4;
  const index = await bytes.cursor(indexBlock, length);
  bytes.verify(index.bytes, 'an index of chunks');
  index.expect('EAIB').skip(2 + offsets);
  for (let i = 0; i < inIndexBlock; i++) entries.push(readEntry(index, form, entryBytes));
  for (let s = 0; s < direct; s++)
    for (let b = 0; b < blocksOf(s); b++) await readDataBlock(index.address(), entriesOf(s));
  for (let s = direct; s < superBlocks && entries.length < total; s++) {
    const block = index.address();
    if (block === UNDEFINED_ADDRESS) {
      addMissing(blocksOf(s) * entriesOf(s));
      continue;
    }
    const pages = entriesOf(s) > pageEntries ? entriesOf(s) / pageEntries : 0;
    const bitmap = pages === 0 ? 0 : blocksOf(s) * Math.ceil(pages / 8);
    const prefix = 6 + offsets + offsetBytes + bitmap;
    const cursor = await bytes.cursor(block, prefix + blocksOf(s) * offsets + 4);
    bytes.verify(cursor.bytes, 'an index of chunks');
    cursor.expect('EASB').skip(prefix - 4);
    for (let b = 0; b < blocksOf(s); b++) await readDataBlock(cursor.address(), entriesOf(s));
  }
  return entries.slice(0, total);
}
