import type { FileBytes } from './file-bytes.ts';

const DEEPEST = 20;
const MOST_RECORDS = 1 << 26;

/** All records of a version 2 B-tree, in order, as their bytes. Throws a RangeError where damaged. */
export async function readRecords(bytes: FileBytes, address: number, type: number): Promise<Uint8Array[]> {
  const { offsets, lengths } = bytes.widths;
  const head = await bytes.cursor(address, 22 + offsets + lengths);
  bytes.verify(head.bytes, 'a B-tree');
  if (head.expect('BTHD').skip(1).u8() !== type) throw new RangeError('a B-tree of another type');
  const nodeSize = head.u32();
  const recordSize = head.u16();
  const depth = head.u16();
  const root = head.skip(2).address();
  const rootCount = head.u16();
  const total = head.length();
  if (depth > DEEPEST || total > MOST_RECORDS || recordSize === 0 || nodeSize < 16)
    throw new RangeError(`a B-tree of depth ${depth} with ${total} records of ${recordSize} bytes`);

  // Widths of the counts beside the pointers of an inner node, by the level of the children: see the format's section III.A.2.
  const most = [Math.floor((nodeSize - 10) / recordSize)];
  const mostBelow = [most[0]];
  const countBytes = [bytesFor(most[0])];
  const totalBytes = [0];
  for (let level = 1; level <= depth; level++) {
    const pointer = offsets + countBytes[0] + totalBytes[level - 1];
    most[level] = Math.floor((nodeSize - 10 - pointer) / (recordSize + pointer));
    mostBelow[level] = (most[level] + 1) * mostBelow[level - 1] + most[level];
    countBytes[level] = countBytes[0];
    totalBytes[level] = bytesFor(mostBelow[level]);
  }

  const records: Uint8Array[] = [];
  const visit = async (at: number, count: number, level: number): Promise<void> => {
    const cursor = await bytes.cursor(at, nodeSize);
    if (count > most[level]) throw new RangeError(`a B-tree node of ${count} records`);
    const pointerBytes = level === 0 ? 0 : offsets + countBytes[0] + totalBytes[level - 1];
    const used = 6 + count * recordSize + (level === 0 ? 0 : (count + 1) * pointerBytes) + 4;
    bytes.verify(cursor.bytes.subarray(0, used), 'a B-tree node');
    cursor.expect(level === 0 ? 'BTLF' : 'BTIN').skip(2);
    const own = Array.from({ length: count }, () => cursor.take(recordSize));
    if (level === 0) {
      records.push(...own);
      return;
    }
    for (let i = 0; i <= count; i++) {
      const child = cursor.address();
      const childCount = cursor.uint(countBytes[0]);
      cursor.skip(totalBytes[level - 1]);
      await visit(child, childCount, level - 1);
      if (i < count) records.push(own[i]);
    }
  };
  if (total > 0) await visit(root, rootCount, depth);
  if (records.length !== total)
    throw new RangeError(`a B-tree of ${records.length} records; expected ${total}`);
  return records;
}

/** Bytes that hold a number up to `largest`. */
function bytesFor(largest: number): number {
  let width = 1;
  while (largest >= 256 ** width) width++;
  return width;
}
