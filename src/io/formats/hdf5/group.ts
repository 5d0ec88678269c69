import { Cursor, UNDEFINED_ADDRESS } from './cursor.ts';
import type { FileBytes } from './file-bytes.ts';
import { FractalHeap } from './fractal-heap.ts';
import { MESSAGE, type Message, messageOf } from './object-header.ts';
import { readRecords } from './records-tree.ts';

/** A name in a group: an object of this file by its address, or why it is not read. */
export interface Link {
  name: string;
  address: number;
  reason: string | null;
  /** When it was made, among those of its group; null where the file does not say. */
  order: number | null;
}

const MOST_LINKS = 1_000_000;
const DEEPEST = 40;
const LINK_NAME_RECORDS = 5;

/** The links of a group in the order they were made, where the file says it, else by name; null where the object is no group. Throws a RangeError where damaged. */
export async function readLinks(bytes: FileBytes, messages: Message[]): Promise<Link[] | null> {
  const table = await messageOf(bytes, messages, MESSAGE.symbolTable);
  if (table) {
    const cursor = new Cursor(table, bytes.widths);
    return readSymbolTable(bytes, cursor.address(), cursor.address());
  }
  const info = await messageOf(bytes, messages, MESSAGE.linkInfo);
  if (!info) return null;
  const links = messages
    .filter(({ type }) => type === MESSAGE.link)
    .map(({ body }) => parseLink(body, bytes));
  const cursor = new Cursor(info, bytes.widths);
  const flags = cursor.skip(1).u8();
  if (flags & 1) cursor.skip(8);
  const heapAddress = cursor.address();
  const names = cursor.address();
  if (heapAddress === UNDEFINED_ADDRESS || names === UNDEFINED_ADDRESS) return inOrder(links);
  const heap = await FractalHeap.open(bytes, heapAddress);
  for (const record of await readRecords(bytes, names, LINK_NAME_RECORDS))
    links.push(parseLink(await heap.object(record.subarray(4)), bytes));
  return inOrder(links);
}

function inOrder(links: Link[]): Link[] {
  return links.sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || (a.name < b.name ? -1 : 1));
}

function parseLink(body: Uint8Array, { widths }: FileBytes): Link {
  const cursor = new Cursor(body, widths);
  const flags = cursor.skip(1).u8();
  const type = flags & 8 ? cursor.u8() : 0;
  const order = flags & 4 ? cursor.uint(8) : null;
  if (flags & 16) cursor.skip(1);
  const length = cursor.uint(1 << (flags & 3));
  const name = new TextDecoder().decode(cursor.take(length));
  if (type === 0) return { name, address: cursor.address(), reason: null, order };
  const reason = type === 1 ? 'a soft link' : 'a link to another file';
  return { name, address: UNDEFINED_ADDRESS, reason, order };
}

async function readSymbolTable(bytes: FileBytes, tree: number, heapAddress: number): Promise<Link[]> {
  const heap = await readLocalHeap(bytes, heapAddress);
  const links: Link[] = [];
  const { offsets, lengths } = bytes.widths;
  const visit = async (address: number, depth: number): Promise<void> => {
    if (depth > DEEPEST || links.length > MOST_LINKS) throw new RangeError('a group without an end');
    const head = await bytes.cursor(address, 8);
    if (head.bytes[0] === 0x53) {
      const count = head.expect('SNOD').skip(2).u16();
      const entryBytes = 2 * offsets + 24;
      const cursor = await bytes.cursor(address + 8, count * entryBytes);
      for (let i = 0; i < count; i++) {
        cursor.at = i * entryBytes;
        const name = new Cursor(heap, bytes.widths, cursor.address()).name();
        const target = cursor.address();
        const soft = cursor.u32() === 2;
        links.push({ name, address: target, reason: soft ? 'a soft link' : null, order: null });
      }
      return;
    }
    const count = head.expect('TREE').skip(2).u16();
    const cursor = await bytes.cursor(address + 8 + 2 * offsets, lengths + count * (offsets + lengths));
    for (let i = 0; i < count; i++) await visit(cursor.skip(lengths).address(), depth + 1);
  };
  await visit(tree, 0);
  return links;
}

async function readLocalHeap(bytes: FileBytes, address: number): Promise<Uint8Array> {
  const { offsets, lengths } = bytes.widths;
  const cursor = (await bytes.cursor(address, 8 + 2 * lengths + offsets)).expect('HEAP').skip(4);
  const size = cursor.length();
  return bytes.metadata(cursor.skip(lengths).address(), size);
}
