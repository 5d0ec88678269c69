import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from './json.ts';

/** What the result of a cell depends on, and nothing else: no id, title or view. */
export interface CellContent {
  kind: string;
  version: number;
  params: Json;
  /** Input name -> hash of the cell plugged in; null where it is gone or cannot run. */
  inputs: Record<string, string | null>;
  /** Whatever else the result depends on, such as a selection. */
  extra?: Json;
}

/**
 * The key of a result in the cache: the first 128 bits of SHA-256 over canonical JSON, as 32 hex digits.
 * The same on every machine and in every session.
 */
export function contentHash(content: CellContent): string {
  const { kind, version, params, inputs, extra = null } = content;
  return digest(canonicalJson({ kind, version, params: jsonHash(params), inputs, extra: jsonHash(extra) }));
}

const known = new WeakMap<object, string>();

/** Hash of one JSON value. A frozen object is hashed once only: documents share what did not change. */
export function jsonHash(value: Json): string {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value))
    return digest(canonicalJson(value));
  let hash = known.get(value);
  if (hash === undefined) {
    hash = digest(canonicalJson(value));
    known.set(value, hash);
  }
  return hash;
}

/** Texts are hashed through this: a page whose memory is used up still knows what is stale. */
const part = new Uint8Array(4096);
const LONGEST = 4;

function digest(text: string): string {
  const hash = sha256.create();
  let used = 0;
  for (let at = 0; at < text.length; at++) {
    if (used > part.length - LONGEST) {
      hash.update(part.subarray(0, used));
      used = 0;
    }
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      part[used++] = unit;
      continue;
    }
    const code = text.codePointAt(at)!;
    if (code > 0xffff) at++;
    used = writeCode(code >= 0xd800 && code < 0xe000 ? 0xfffd : code, used);
  }
  hash.update(part.subarray(0, used));
  return bytesToHex(hash.digest().subarray(0, 16));
}

/** The UTF-8 bytes of a character beyond ASCII; returns where the next one goes. */
function writeCode(code: number, at: number): number {
  const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  part[at] = (0xff00 >> (more + 1)) | (code >> (6 * more));
  for (let i = 1; i <= more; i++) part[at + i] = 0x80 | ((code >> (6 * (more - i))) & 0x3f);
  return at + more + 1;
}
