import { decodeStored } from '../../stored-type.ts';
import { Cursor, UNDEFINED_ADDRESS } from './cursor.ts';
import { parseDataspace } from './dataset.ts';
import { parseDatatype, product } from './datatype.ts';
import type { FileBytes } from './file-bytes.ts';
import { FractalHeap } from './fractal-heap.ts';
import { GlobalHeap } from './global-heap.ts';
import { MESSAGE, type Message, messageOf, sharedMessage } from './object-header.ts';
import { readRecords } from './records-tree.ts';

const ATTRIBUTE_RECORDS = 8;

/** The attributes of an object that are one text or one number. Those of other types are left out. */
export async function readAttributes(
  bytes: FileBytes,
  messages: Message[],
): Promise<Map<string, string | number>> {
  const bodies = messages.filter(({ type }) => type === MESSAGE.attribute).map(({ body }) => body);
  const info = await messageOf(bytes, messages, MESSAGE.attributeInfo);
  if (info) {
    const cursor = new Cursor(info, bytes.widths);
    const flags = cursor.skip(1).u8();
    if (flags & 1) cursor.skip(2);
    const heapAddress = cursor.address();
    const tree = cursor.address();
    if (heapAddress !== UNDEFINED_ADDRESS && tree !== UNDEFINED_ADDRESS) {
      const heap = await FractalHeap.open(bytes, heapAddress);
      for (const record of await readRecords(bytes, tree, ATTRIBUTE_RECORDS))
        if ((record[8] & 2) === 0) bodies.push(await heap.object(record.subarray(0, 8)));
    }
  }
  const attributes = new Map<string, string | number>();
  for (const body of bodies) {
    const attribute = await parseAttribute(bytes, body);
    if (attribute && !attributes.has(attribute.name)) attributes.set(attribute.name, attribute.value);
  }
  return attributes;
}

async function parseAttribute(
  bytes: FileBytes,
  body: Uint8Array,
): Promise<{ name: string; value: string | number } | null> {
  const cursor = new Cursor(body, bytes.widths);
  const version = cursor.u8();
  const flags = cursor.u8();
  const sizes = [cursor.u16(), cursor.u16(), cursor.u16()];
  if (version === 3) cursor.skip(1);
  const [nameBytes, typeBytes, spaceBytes] = sizes.map((size) => {
    const start = cursor.at;
    const part = cursor.take(size);
    if (version === 1) cursor.at = Math.min(body.length, start + ((size + 7) & ~7));
    return part;
  });
  const name = new TextDecoder().decode(nameBytes).replace(/\0.*$/s, '');
  const type = parseDatatype(flags & 1 ? await sharedMessage(bytes, typeBytes, MESSAGE.datatype) : typeBytes);
  const shape = parseDataspace(spaceBytes, bytes);
  if (shape === null || product(shape) !== 1) return null;
  if (type.class === 'vlen' && type.text) {
    const heap = new GlobalHeap(bytes);
    const [value] = await heap.texts(cursor.take(type.size), 0, type.size, 1);
    return { name, value: value ?? '' };
  }
  if (type.class !== 'stored') return null;
  const [value] = Array.from(
    decodeStored(type.type, { bytes: cursor.take(type.size), offset: 0, stride: type.size, count: 1 }),
  );
  return { name, value: typeof value === 'string' ? value : Number(value) };
}
