import { Problem } from '../core/problem.ts';
import { limits } from './limits.ts';
import type { PackedLabels } from './result-record.ts';

/** Labels from -2 up, of every row or, where there are many, of every second, third ...; O(rows). */
export function packLabels(labels: Int32Array, most: number = limits.recordedLabels): PackedLabels {
  const rows = labels.length;
  const every = Math.max(1, Math.ceil(rows / most));
  const kept = Math.ceil(rows / every);
  let highest = 0;
  for (let i = 0; i < kept; i++) highest = Math.max(highest, labels[i * every] + 2);
  const width = highest < 256 ? 1 : 2;
  const bytes = new Uint8Array(kept * width);
  for (let i = 0; i < kept; i++) {
    // Labels beyond 65,533 share the last code.
    const code = Math.min(labels[i * every] + 2, 0xffff);
    bytes[i * width] = code & 255;
    if (width === 2) bytes[i * width + 1] = code >>> 8;
  }
  return { rows, every, width, base64: toBase64(bytes) };
}

/** The labels of rows 0, every, 2 every ... Throws where the text does not hold as many as it says. */
export function unpackLabels({ rows, every, width, base64 }: PackedLabels): Int32Array {
  const text = atob(base64);
  const kept = Math.ceil(rows / every);
  if (text.length !== kept * width) {
    throw new Problem(
      'bad-notebook',
      `the kept labels hold ${text.length} bytes; expected ${kept * width} of ${rows} rows`,
    );
  }
  return Int32Array.from({ length: kept }, (_, i) => {
    const low = text.charCodeAt(i * width);
    return (width === 2 ? low | (text.charCodeAt(i * width + 1) << 8) : low) - 2;
  });
}

const PIECE = 0x8000;

export function toBase64(bytes: Uint8Array & { toBase64?: () => string }): string {
  // The engine's own, where it has one, is some hundred times as fast.
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return btoa(text);
}
