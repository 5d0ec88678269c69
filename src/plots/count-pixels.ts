import { type Bits, rowsOf } from '../core/table/bits.ts';
import type { Placement } from './placement.ts';
import type { Tone } from './plot.ts';
import type { Sheet } from './sheet.ts';

/** What of a cloud is in each pixel. Every function is O(rows x pixels of a stamp). */

/** How many rows touch each pixel. */
export function countRows(sheet: Sheet, { at }: Placement, offsets: Int32Array): Uint32Array {
  const counts = new Uint32Array(sheet.size);
  for (let row = 0; row < at.length; row++) {
    const place = at[row];
    if (place < 0) continue;
    for (let k = 0; k < offsets.length; k++) counts[place + offsets[k]]++;
  }
  return counts;
}

/** The same for the chosen rows only: O(chosen). Rows with a value are left out where values are given. */
export function countChosen(
  sheet: Sheet,
  { at }: Placement,
  offsets: Int32Array,
  chosen: Bits,
  values: Float32Array | null = null,
): Uint32Array {
  const counts = new Uint32Array(sheet.size);
  const rows = rowsOf(chosen);
  for (let i = 0; i < rows.length; i++) {
    const place = at[rows[i]];
    if (place < 0 || (values !== null && !Number.isNaN(values[rows[i]]))) continue;
    for (let k = 0; k < offsets.length; k++) counts[place + offsets[k]]++;
  }
  return counts;
}

/** The rows of the highest rank that touch a pixel: sums of their red, green and blue, and their number. */
export function mixTones(
  sheet: Sheet,
  { at }: Placement,
  offsets: Int32Array,
  tone: Uint8Array,
  tones: readonly Tone[],
): Uint32Array {
  const mix = new Uint32Array(4 * sheet.size);
  const level = new Uint8Array(sheet.size);
  const parts = Uint8Array.from(tones.flatMap(({ color }) => color.map(Math.round)));
  const levels = Uint8Array.from(tones, ({ rank }) => rank + 1);
  for (let row = 0; row < at.length; row++) {
    const place = at[row];
    if (place < 0) continue;
    const own = tone[row];
    const rank = levels[own];
    for (let k = 0; k < offsets.length; k++) {
      const pixel = place + offsets[k];
      if (rank < level[pixel]) continue;
      const i = 4 * pixel;
      if (rank > level[pixel]) {
        level[pixel] = rank;
        mix[i] = 0;
        mix[i + 1] = 0;
        mix[i + 2] = 0;
        mix[i + 3] = 0;
      }
      mix[i] += parts[3 * own];
      mix[i + 1] += parts[3 * own + 1];
      mix[i + 2] += parts[3 * own + 2];
      mix[i + 3]++;
    }
  }
  return mix;
}

/** Number and sum of the values that touch a pixel, of the chosen rows where some are. Rows without a value do not. */
export function sumValues(
  sheet: Sheet,
  { at }: Placement,
  offsets: Int32Array,
  values: Float32Array,
  chosen: Bits | null,
): { hits: Uint32Array; sum: Float64Array } {
  const hits = new Uint32Array(sheet.size);
  const sum = new Float64Array(sheet.size);
  const add = (row: number): void => {
    const place = at[row];
    const value = values[row];
    if (place < 0 || Number.isNaN(value)) return;
    for (let k = 0; k < offsets.length; k++) {
      const pixel = place + offsets[k];
      sum[pixel] += value;
      hits[pixel]++;
    }
  };
  if (chosen) rowsOf(chosen).forEach(add);
  else for (let row = 0; row < at.length; row++) add(row);
  return { hits, sum };
}

/** How many rows lie in each square cell of the sheet, and the most of any. */
export interface CellCounts {
  side: number;
  across: number;
  counts: Uint32Array;
  peak: number;
}

export function countCells(sheet: Sheet, { at }: Placement, side: number): CellCounts {
  const { width, height, stride, margin } = sheet;
  const across = Math.ceil((width + 1) / side);
  const counts = new Uint32Array(across * Math.ceil((height + 1) / side));
  let peak = 0;
  for (let row = 0; row < at.length; row++) {
    const place = at[row];
    if (place < 0) continue;
    const py = Math.min(((place / stride) | 0) - margin, height);
    const px = Math.min((place % stride) - margin, width);
    const n = ++counts[((py / side) | 0) * across + ((px / side) | 0)];
    if (n > peak) peak = n;
  }
  return { side, across, counts, peak };
}
