import { toBase64 } from '../../notebook/packed-labels.ts';
import type { PackedColumn } from '../viewer/report-data.ts';

/** 65,534 steps over this many times the range in sight show no step until one zooms in tenfold. */
const WIDEST = 8;

/** Values by 16 bits where nobody sees it, else as 32-bit floats. @param inSight the range that the axis shows. */
export function packColumn(values: ArrayLike<number>, inSight: number): PackedColumn {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = [0, 0];
  if (high - low > WIDEST * inSight) {
    const bytes = new DataView(new ArrayBuffer(4 * values.length));
    for (let i = 0; i < values.length; i++) {
      bytes.setFloat32(4 * i, Number.isFinite(values[i]) ? values[i] : Number.NaN, true);
    }
    return { type: 'f32', low, high, base64: toBase64(new Uint8Array(bytes.buffer)) };
  }
  const step = (high - low) / 65534 || 1;
  const codes = Array.from({ length: values.length }, (_, i) =>
    Number.isFinite(values[i]) ? Math.round((values[i] - low) / step) : 65535,
  );
  return { type: 'u16', low, high, base64: packCodes(codes) };
}

export function packCodes(codes: ArrayLike<number>): string {
  const bytes = new DataView(new ArrayBuffer(2 * codes.length));
  for (let i = 0; i < codes.length; i++) bytes.setUint16(2 * i, codes[i], true);
  return toBase64(new Uint8Array(bytes.buffer));
}
