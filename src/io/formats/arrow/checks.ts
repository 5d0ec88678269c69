import { fieldAt, pairsAt, tableAt, vectorAt } from './flatbuffer.ts';
import { damagedMessage } from './messages.ts';

const UNION = 14;
const SCHEMA = 1;
const DICTIONARY = 2;
const RECORDS = 3;

/** Metadata and body of a message, from its bytes with prefix and body. */
function metadataOf(bytes: Uint8Array): { view: DataView; body: DataView } {
  const prefix = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = prefix.getInt32(0, true) === -1 ? 8 : 4;
  const length = prefix.getInt32(from - 4, true);
  const at = bytes.byteOffset + from;
  return {
    view: new DataView(bytes.buffer, at, length),
    body: new DataView(bytes.buffer, at + length, bytes.byteLength - from - length),
  };
}

const headerOf = (view: DataView): number => tableAt(view, fieldAt(view, view.getInt32(0, true), 2));

/**
 * Holds the lengths of all lists in a message's metadata against the bytes that they have: no checksum covers them, and
 * the decoder goes through as many entries as it is told, which took minutes for a flipped bit. Throws a Problem `bad-file`.
 * @param bytes of the whole message, with prefix and body
 */
export function checkLists(bytes: Uint8Array, name: string, start: number): void {
  try {
    const { view } = metadataOf(bytes);
    const type = fieldAt(view, view.getInt32(0, true), 1);
    const kind = type === 0 ? 0 : view.getUint8(type);
    if (kind === SCHEMA) {
      checkFields(view, fieldAt(view, headerOf(view), 1));
      vectorAt(view, fieldAt(view, headerOf(view), 2), 4);
    } else if (kind === DICTIONARY) checkBatch(view, tableAt(view, fieldAt(view, headerOf(view), 1)));
    else if (kind === RECORDS) checkBatch(view, headerOf(view));
  } catch (cause) {
    throw damagedMessage(name, start, cause instanceof Error ? cause.message : String(cause));
  }
}

/** Nodes, buffers, and the numbers of buffers of views. */
function checkBatch(view: DataView, batch: number): void {
  for (const [slot, stride] of [
    [1, 16],
    [2, 16],
    [4, 8],
  ])
    vectorAt(view, fieldAt(view, batch, slot), stride);
}

function checkFields(view: DataView, list: number): void {
  const { at, count } = vectorAt(view, list, 4);
  for (let i = 0; i < count; i++) {
    const field = tableAt(view, at + 4 * i);
    const type = fieldAt(view, field, 2);
    if (type !== 0 && view.getUint8(type) === UNION)
      vectorAt(view, fieldAt(view, tableAt(view, fieldAt(view, field, 3)), 1), 4);
    checkFields(view, fieldAt(view, field, 5));
    vectorAt(view, fieldAt(view, field, 6), 4);
  }
}

/**
 * Holds what a dictionary message says of its length against the bytes it has for it: no checksum covers it, and the
 * decoder makes as many entries as it is told. Throws a Problem `bad-file`.
 * @param bytes of the whole message, with prefix and body
 */
export function checkDictionary(bytes: Uint8Array, name: string, start: number): void {
  try {
    const { view, body } = metadataOf(bytes);
    const batch = tableAt(view, fieldAt(view, headerOf(view), 1));
    const length = fieldAt(view, batch, 0);
    const claimed = length === 0 ? 0 : Number(view.getBigInt64(length, true));
    const [node] = pairsAt(view, fieldAt(view, batch, 1));
    if (node?.[0] !== claimed) throw new RangeError(`${node?.[0]} entries of ${claimed}`);
    const packed = fieldAt(view, batch, 3) !== 0;
    const room = pairsAt(view, fieldAt(view, batch, 2)).reduce((sum, [from, size]) => {
      // A compressed buffer begins with its length when inflated, or -1 where it is not compressed after all.
      const inflated = packed && size >= 8 ? Number(body.getBigInt64(from, true)) : size;
      return sum + (inflated < 0 ? size : inflated);
    }, 0);
    if (!(claimed >= 0 && claimed <= 8 * room)) throw new RangeError(`${claimed} entries in ${room} bytes`);
  } catch (cause) {
    throw damagedMessage(
      name,
      start,
      `dictionary: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}
