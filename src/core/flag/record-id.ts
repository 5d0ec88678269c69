import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FlagRecord } from './flag-record.ts';

/** All of a record but its id, in one spelling: fields and their own fields in the order of the alphabet. */
export function recordText({ id: _, ...content }: FlagRecord): string {
  return canonical(content);
}

/** Of the content, so that a record that was tampered with is told from the one its author wrote. */
export function recordId(content: Omit<FlagRecord, 'id'>): string {
  return `f-${bytesToHex(sha256(utf8ToBytes(canonical(content))).subarray(0, 16))}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
