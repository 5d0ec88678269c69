import { type Column, isNumeric } from '../core/table/column.ts';
import { toPlace } from './axis.ts';
import { axisLabel, bareName } from './axis-label.ts';
import { placesOf, placesWithin } from './axis-places.ts';
import type { AxisMap, AxisModel, AxisSpec, ColumnLabel, PlotInput } from './plot.ts';
import { extentOf, robustSpan } from './robust-range.ts';

const SECONDS: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600 };

/** The seconds in one unit of a time column, or null where the unit is no time. */
export function secondsPer(unit: string | null): number | null {
  return unit === null ? null : (SECONDS[unit] ?? null);
}

export type Encoded = { axis: AxisModel; places: Float64Array | Float32Array };

/** An axis of a column with the places of its rows, or the sentence that says why there is none. */
export function encodeAxis(which: 'x' | 'y', spec: AxisSpec, input: PlotInput): Encoded | string {
  if (spec.column === null || spec.column === '') return `Choose a column for ${which}.`;
  const column = input.column(spec.column);
  const label = input.label(spec.column);
  if (!column) return missingColumn(label);
  if (!isNumeric(column)) return `${label.name} holds text; choose a column of numbers for ${which}.`;
  const scaled = axisMap(column, label, spec);
  const places = placesWithin(placesOf(column, scaled.map), input.within);
  const span = robustSpan(places, label.isEmbedding);
  if (!span) {
    const positive = spec.scale === 'log' ? ' above zero, as a log axis needs' : '';
    return `${label.name} has no finite value${positive}.`;
  }
  let { low, high } = span;
  if (spec.range) {
    const from = toPlace(scaled.map, spec.range[0]);
    const to = toPlace(scaled.map, spec.range[1]);
    if (from < to) [low, high] = [from, to];
  }
  const saved = low !== span.low || high !== span.high;
  const axis: AxisModel = {
    ...scaled.map,
    ref: spec.column,
    name: label.name,
    unit: label.unit,
    label: scaled.label,
    counting: false,
    low,
    high,
    ...(saved ? { robust: { low: span.low, high: span.high } } : {}),
    reversed: spec.reversed === true,
    ticks: !label.isEmbedding,
  };
  return { axis, places };
}

function missingColumn({ name, isComputed }: ColumnLabel): string {
  return isComputed
    ? `Run the cell that makes ${name} first, or choose another column under “axes”.`
    : `This data has no column ${name}. Choose another under “axes”.`;
}

/** Times of day or since an epoch are shown since the first event, in a unit that keeps the numbers short. */
function axisMap(column: Column, label: ColumnLabel, spec: AxisSpec): { map: AxisMap; label: string } {
  const seconds = secondsPer(label.unit);
  if (column.role === 'time' && seconds !== null && spec.scale === 'linear' && !spec.square) {
    const raw = extentOf(placesOf(column, IDENTITY));
    if (Number.isFinite(raw.min)) {
      const shown = timeUnit((raw.max - raw.min) * seconds);
      return {
        map: { scale: 'linear', square: false, offset: raw.min, factor: SECONDS[shown] / seconds },
        label: `Time since first event [${shown}]`,
      };
    }
  }
  const map = { ...IDENTITY, scale: spec.scale, square: spec.square === true && spec.scale === 'linear' };
  const name = label.isEmbedding || !map.square ? label.name : `${bareName(label.name, label.unit)}²`;
  const unit = map.square && label.unit ? `${label.unit}²` : label.unit;
  return { map, label: axisLabel(name, unit) };
}

export const IDENTITY: AxisMap = { scale: 'linear', square: false, offset: 0, factor: 1 };

function timeUnit(seconds: number): 's' | 'min' | 'h' {
  return seconds > 3 * 3600 ? 'h' : seconds > 300 ? 'min' : 's';
}
