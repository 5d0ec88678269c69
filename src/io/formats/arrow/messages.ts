import { Problem } from '../../../core/problem.ts';
import { fieldAt } from './flatbuffer.ts';

/** A message of an Arrow file or stream. */
export interface Message {
  kind: 'schema' | 'dictionary' | 'records' | 'other';
  /** Rows of a record batch, else 0. */
  rows: number;
  /** Of the message in the file, with its prefix and body. */
  start: number;
  end: number;
}

const KINDS: Message['kind'][] = ['other', 'schema', 'dictionary', 'records'];
const MAGIC = 'ARROW1';
const LONGEST_METADATA = 1 << 26;
const MOST_MESSAGES = 1_000_000;

export function isArrowFile(head: Uint8Array): boolean {
  return [...MAGIC].every((letter, i) => head[i] === letter.charCodeAt(0));
}

/** True where bytes begin as a stream does: with the mark of a message and the length of its metadata. */
export function isArrowStream(head: Uint8Array): boolean {
  if (head.length < 16 || head[0] !== 255 || head[1] !== 255 || head[2] !== 255 || head[3] !== 255)
    return false;
  const length = new DataView(head.buffer, head.byteOffset).getInt32(4, true);
  return length >= 16 && length < LONGEST_METADATA && length % 8 === 0;
}

/**
 * The messages of an Arrow file (Feather) or stream, by their metadata alone. `ended`: whether the stream had its end mark.
 * Throws a Problem `bad-file`.
 */
export async function findMessages(
  file: Blob,
  name: string,
): Promise<{ messages: Message[]; ended: boolean }> {
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const inFile = isArrowFile(head);
  const end = inFile ? await footerStart(file, name) : file.size;
  const messages: Message[] = [];
  for (let at = inFile ? 8 : 0; at + 4 <= end; ) {
    const prefix = new DataView(await file.slice(at, at + 8).arrayBuffer());
    const marked = prefix.getInt32(0, true) === -1;
    if (marked && prefix.byteLength < 8) throw damagedMessage(name, at, 'a mark without a message');
    const length = prefix.getInt32(marked ? 4 : 0, true);
    const metadataAt = at + (marked ? 8 : 4);
    if (length === 0) return { messages, ended: true };
    if (length < 0 || length > LONGEST_METADATA || metadataAt + length > end)
      throw damagedMessage(name, at, `metadata of ${length} bytes`);
    const metadata = await file.slice(metadataAt, metadataAt + length).arrayBuffer();
    let message: { kind: Message['kind']; rows: number; body: number };
    try {
      message = parseMessage(new DataView(metadata));
    } catch (cause) {
      throw damagedMessage(name, at, cause instanceof Error ? cause.message : String(cause));
    }
    const next = metadataAt + length + message.body;
    if (!(message.body >= 0) || next > end)
      throw new Problem(
        'bad-file',
        `${name}, byte ${at}: a message that ends at byte ${next}; the data end at ${end} (is the file cut off?)`,
      );
    messages.push({ kind: message.kind, rows: message.rows, start: at, end: next });
    if (messages.length > MOST_MESSAGES)
      throw damagedMessage(name, at, `more than ${MOST_MESSAGES} messages`);
    at = next;
  }
  return { messages, ended: inFile };
}

/** Where the footer of a file begins. */
async function footerStart(file: Blob, name: string): Promise<number> {
  const tail = new Uint8Array(await file.slice(Math.max(0, file.size - 10)).arrayBuffer());
  const length = tail.length === 10 ? new DataView(tail.buffer).getInt32(0, true) : 0;
  const start = file.size - 10 - length;
  if (!isArrowFile(tail.subarray(4)) || length <= 0 || start < 8)
    throw new Problem(
      'bad-file',
      `${name}, byte ${Math.max(0, file.size - 6)}: no Arrow footer; expected "${MAGIC}" at the end of the file (is it cut off?)`,
    );
  return start;
}

/** @param at of the message in the file */
export function damagedMessage(name: string, at: number, what: string): Problem {
  return new Problem('bad-file', `${name}, byte ${at}: damaged Arrow message (${what})`);
}

/** Kind, rows and body length from a message's flatbuffer. Throws a RangeError where it is none. */
function parseMessage(view: DataView): { kind: Message['kind']; rows: number; body: number } {
  const root = view.getInt32(0, true);
  const type = fieldAt(view, root, 1);
  const header = fieldAt(view, root, 2);
  const length = fieldAt(view, root, 3);
  const kind = type === 0 ? 'other' : (KINDS[view.getUint8(type)] ?? 'other');
  const body = length === 0 ? 0 : Number(view.getBigInt64(length, true));
  if (kind !== 'records') return { kind, rows: 0, body };
  if (header === 0) throw new RangeError('a record batch without a header');
  const rowsAt = fieldAt(view, header + view.getInt32(header, true), 0);
  const rows = rowsAt === 0 ? 0 : Number(view.getBigInt64(rowsAt, true));
  if (!(rows >= 0 && rows <= 2 ** 31)) throw new RangeError(`a record batch of ${rows} rows`);
  return { kind, rows, body };
}
