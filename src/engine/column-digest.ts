import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { hasBit } from '../core/table/bits.ts';
import { type Column, rowCountOf } from '../core/table/column.ts';

/**
 * The first 128 bits of SHA-256 over the values of a column, hex: the same for the same values on any machine.
 * A value that is missing counts as missing whatever is stored, every NaN as the same one. O(rows).
 */
export async function columnDigest(column: Column): Promise<string> {
  const rows = rowCountOf(column);
  const values = (column.type === 'text' ? column.codes : column.values).slice();
  const { missing } = column;
  if (values instanceof BigInt64Array) {
    for (let row = 0; missing && row < rows; row++) if (hasBit(missing, row)) values[row] = 0n;
  } else {
    if (values instanceof Float32Array || values instanceof Float64Array) unifyNaN(values);
    for (let row = 0; missing && row < rows; row++) {
      if (missing.words[row >>> 5] === 0) row |= 31;
      else if (hasBit(missing, row)) values[row] = 0;
    }
  }
  const bits = missing?.words.some((word) => word !== 0) ? missing.words.slice() : new Uint32Array();
  const head = utf8ToBytes(
    JSON.stringify([column.type, rows, bits.length, column.type === 'text' ? column.levels : null]),
  );
  const parts = [head, bytesOf(values), bytesOf(bits)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  // Pages without a secure context have no subtle, which is several times faster.
  const hash = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : sha256(bytes);
  return bytesToHex(hash.subarray(0, 16));
}

function unifyNaN(values: Float32Array | Float64Array): void {
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) values[row] = Number.NaN;
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
