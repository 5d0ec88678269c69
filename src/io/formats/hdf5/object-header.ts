import { Cursor } from './cursor.ts';
import type { FileBytes } from './file-bytes.ts';

export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  fillValue: 0x05,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

/** One message of an object header: a property of a group or dataset. */
export interface Message {
  type: number;
  body: Uint8Array;
  shared: boolean;
}

const MOST_MESSAGES = 100_000;
const MOST_BLOCKS = 1000;

/** The messages of the object at an address, its continuations included. Throws a RangeError where damaged. */
export async function readObjectHeader(bytes: FileBytes, address: number): Promise<Message[]> {
  const prefix = await bytes.upTo(address, 40);
  if (prefix.bytes[0] === 1) return readOldHeader(bytes, address, prefix);
  return readNewHeader(bytes, address, prefix);
}

interface Block {
  address: number;
  length: number;
}

async function readOldHeader(bytes: FileBytes, address: number, prefix: Cursor): Promise<Message[]> {
  const count = prefix.skip(2).u16();
  const length = prefix.skip(4).u32();
  const messages: Message[] = [];
  const blocks: Block[] = [{ address: address + 16, length }];
  for (let b = 0; b < blocks.length; b++) {
    if (b > MOST_BLOCKS) throw new RangeError('an object header without an end');
    const cursor = await bytes.cursor(blocks[b].address, blocks[b].length);
    while (cursor.left >= 8 && messages.length < count) {
      const type = cursor.u16();
      const size = cursor.u16();
      const shared = (cursor.u8() & 2) !== 0;
      const message = { type, shared, body: cursor.skip(3).take(size) };
      messages.push(message);
      if (type === MESSAGE.continuation) blocks.push(continuationOf(bytes, message));
    }
  }
  return messages;
}

async function readNewHeader(bytes: FileBytes, address: number, prefix: Cursor): Promise<Message[]> {
  const version = prefix.expect('OHDR').u8();
  if (version !== 2) throw new RangeError(`an object header of version ${version}`);
  const flags = prefix.u8();
  if (flags & 0x20) prefix.skip(16);
  if (flags & 0x10) prefix.skip(4);
  const length = prefix.uint(1 << (flags & 3));
  const messages: Message[] = [];
  const blocks: Block[] = [{ address, length: prefix.at + length + 4 }];
  for (let b = 0; b < blocks.length; b++) {
    if (b > MOST_BLOCKS || messages.length > MOST_MESSAGES)
      throw new RangeError('an object header without an end');
    const cursor = await bytes.cursor(blocks[b].address, blocks[b].length);
    bytes.verify(cursor.bytes, 'an object header');
    if (b === 0) cursor.skip(prefix.at);
    else cursor.expect('OCHK');
    const creationOrder = flags & 4 ? 2 : 0;
    while (cursor.left >= 4 + 4 + creationOrder) {
      const type = cursor.u8();
      const size = cursor.u16();
      const shared = (cursor.u8() & 2) !== 0;
      const message = { type, shared, body: cursor.skip(creationOrder).take(size) };
      messages.push(message);
      if (type === MESSAGE.continuation) blocks.push(continuationOf(bytes, message));
    }
  }
  return messages;
}

function continuationOf(bytes: FileBytes, { body }: Message): Block {
  const cursor = new Cursor(body, bytes.widths);
  return { address: cursor.address(), length: cursor.length() };
}

/** The first message of a type, one that is shared fetched from the object that has it; null where there is none. */
export async function messageOf(
  bytes: FileBytes,
  messages: Message[],
  type: number,
): Promise<Uint8Array | null> {
  const message = messages.find((candidate) => candidate.type === type);
  if (!message) return null;
  return message.shared ? sharedMessage(bytes, message.body, type) : message.body;
}

/** A message kept in another object, such as a datatype with a name of its own. */
export async function sharedMessage(bytes: FileBytes, body: Uint8Array, type: number): Promise<Uint8Array> {
  const cursor = new Cursor(body, bytes.widths);
  const version = cursor.u8();
  const kind = cursor.u8();
  if (version === 1) cursor.skip(6);
  if (version === 3 && kind !== 2) throw new RangeError('a message in the heap of shared messages');
  const messages = await readObjectHeader(bytes, cursor.address());
  const found = messages.find((message) => message.type === type && !message.shared);
  if (!found) throw new RangeError('a shared message that is not there');
  return found.body;
}
