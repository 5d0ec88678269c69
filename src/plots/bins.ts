import { type Bits, rowsOf } from '../core/table/bits.ts';

/** Even bins from `low`, each `width` places wide. */
export interface Bins {
  low: number;
  width: number;
  count: number;
}

export function edgesOf(bins: Bins): number[] {
  return Array.from({ length: bins.count + 1 }, (_, i) => bins.low + i * bins.width);
}

/** Events a bin, of the chosen rows only where a set is given: O(rows), or O(rows / 32 + chosen). */
export function countIn(
  places: Float64Array | Float32Array,
  bins: Bins,
  only: Bits | null = null,
): Float64Array {
  const counts = new Float64Array(bins.count);
  const end = bins.low + bins.width * bins.count;
  const rows = only && rowsOf(only);
  const n = rows ? rows.length : places.length;
  for (let i = 0; i < n; i++) {
    const place = places[rows ? rows[i] : i];
    if (!(place >= bins.low && place <= end)) continue;
    counts[Math.min(Math.floor((place - bins.low) / bins.width), bins.count - 1)]++;
  }
  return counts;
}

/** The same for each of the labels 0.. below `labels` at once. */
export function countByLabel(
  places: Float64Array | Float32Array,
  bins: Bins,
  labelOf: Int32Array,
  labels: number,
): Float64Array[] {
  const counts = Array.from({ length: labels }, () => new Float64Array(bins.count));
  const end = bins.low + bins.width * bins.count;
  for (let row = 0; row < places.length; row++) {
    const place = places[row];
    const label = labelOf[row];
    if (label < 0 || label >= labels || !(place >= bins.low && place <= end)) continue;
    counts[label][Math.min(Math.floor((place - bins.low) / bins.width), bins.count - 1)]++;
  }
  return counts;
}
