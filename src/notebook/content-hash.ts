import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
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

function digest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 16));
}
