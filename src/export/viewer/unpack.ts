import type { PackedColumn } from './report-data.ts';

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Values of the drawn events as floats, NaN for none. */
export function unpack({ type, low, high, base64 }: PackedColumn): Float32Array {
  const bytes = bytesOf(base64);
  const view = new DataView(bytes.buffer);
  if (type === 'f32')
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  const step = (high - low) / 65534;
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => {
    const code = view.getUint16(2 * i, true);
    return code === 65535 ? Number.NaN : low + code * step;
  });
}

export function unpackLabels(base64: string): Int32Array {
  const bytes = bytesOf(base64);
  const view = new DataView(bytes.buffer);
  return Int32Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true) - 2);
}
