import { type Bits, hasBit } from '../core/table/bits.ts';
import { type Column, isNumeric, numberAt, rowCountOf } from '../core/table/column.ts';
import type { AxisMap } from './plot.ts';

/**
 * The place of every row on an axis. NaN: no value. On a log or a squared axis -Infinity: a value that it cannot
 * show (zero or less, negative). Otherwise infinities are those of the data.
 * Kept as long as the values are, so that a redraw after a selection costs nothing here. O(rows) once.
 */
export function placesOf(column: Column, map: AxisMap): Float64Array | Float32Array {
  const values = column.type === 'text' ? column.codes : column.values;
  let known = kept.get(values);
  if (!known || known.missing !== column.missing) {
    known = { missing: column.missing, places: new Map() };
    kept.set(values, known);
  }
  const key = `${map.scale} ${map.square} ${map.offset} ${map.factor}`;
  let places = known.places.get(key);
  if (!places) {
    places = computePlaces(column, map);
    known.places.set(key, places);
  }
  return places;
}

const kept = new WeakMap<
  object,
  { missing: Column['missing']; places: Map<string, Float64Array | Float32Array> }
>();

function computePlaces(column: Column, map: AxisMap): Float64Array | Float32Array {
  const plain = map.scale === 'linear' && !map.square && map.offset === 0 && map.factor === 1;
  if (plain && column.missing === null && (column.type === 'float64' || column.type === 'float32')) {
    return column.values as Float64Array | Float32Array;
  }
  const rows = rowCountOf(column);
  const places = new Float64Array(rows);
  if (!isNumeric(column)) return places.fill(Number.NaN);
  for (let row = 0; row < rows; row++) places[row] = placeOfNumber(numberAt(column, row), map);
  return places;
}

/** Places without those of rows beyond `within`; kept as long as both are. O(rows) once. */
export function placesWithin(
  places: Float64Array | Float32Array,
  within: Bits | null | undefined,
): Float64Array | Float32Array {
  if (!within) return places;
  let known = masked.get(places);
  if (!known) {
    known = new WeakMap();
    masked.set(places, known);
  }
  let found = known.get(within);
  if (!found) {
    found = places.slice();
    for (let row = 0; row < found.length; row++) if (!hasBit(within, row)) found[row] = Number.NaN;
    known.set(within, found);
  }
  return found;
}

const masked = new WeakMap<object, WeakMap<Bits, Float64Array | Float32Array>>();

/** The place of one row, as in `placesOf`. */
export function placeOfRow(column: Column, map: AxisMap, row: number): number {
  return isNumeric(column) ? placeOfNumber(numberAt(column, row), map) : Number.NaN;
}

function placeOfNumber(value: number, map: AxisMap): number {
  const scaled = (value - map.offset) / map.factor;
  if (map.scale === 'log') return scaled <= 0 ? -Infinity : Math.log10(scaled);
  if (map.square) return scaled < 0 ? -Infinity : scaled * scaled;
  return scaled;
}
