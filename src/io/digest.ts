import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Progress } from '../core/progress.ts';
import { BLOCK, fewPlaces, ONE_PIECE } from './digest-name.ts';

/**
 * Fingerprint of a file, as stored, in hex; `digestName` says how it was made. Up to ONE_PIECE it is their SHA-256; beyond, the SHA-256 of the
 * lines `<SHA-256 in hex>\n` of its blocks of 64 MiB, of which one is held at a time:
 *
 *     split -b 64M --filter='sha256sum | cut -c1-64' FILE | sha256sum
 *
 * Beyond ALL_BYTES it is the SHA-256 of the line of its size and of such lines of PLACES pieces of 256 KiB, spread evenly from
 * its first bytes to its last: a file that was written anew is noticed, a few bytes changed between them are not. Of a file at
 * an address (`name` says so) beyond ONE_PIECE it is that of ADDRESS_PLACES pieces of 64 KiB.
 */
export async function digestFile(file: Blob, name: string, progress: Progress): Promise<string> {
  const report = (done: number): void => progress({ stage: 'fingerprint', done, total: file.size });
  report(0);
  if (file.size <= ONE_PIECE) return hashOf(await file.arrayBuffer());
  let lines = '';
  const few = fewPlaces(file.size, name);
  if (few) {
    lines = `${file.size}\n`;
    for (let place = 0; place < few.places; place++) {
      const at = Math.floor((place * (file.size - few.size)) / (few.places - 1));
      lines += `${await hashOf(await file.slice(at, at + few.size).arrayBuffer())}\n`;
      report(at + few.size);
    }
    return bytesToHex(sha256(utf8ToBytes(lines)));
  }
  for (let at = 0; at < file.size; at += BLOCK) {
    lines += `${await hashOf(await file.slice(at, at + BLOCK).arrayBuffer())}\n`;
    report(Math.min(file.size, at + BLOCK));
  }
  return bytesToHex(sha256(utf8ToBytes(lines)));
}

/** SHA-256 of a text, in hex. */
export function sha256Text(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** One fingerprint of several files, in their order, whatever their names. */
export function digestOfDigests(digests: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(digests.map((digest) => `${digest}\n`).join(''))));
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  // Pages without a secure context have no subtle.
  if (!globalThis.crypto?.subtle) return bytesToHex(sha256(new Uint8Array(bytes)));
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
