import type { Scale } from '../table/clause.ts';

/**
 * One axis of a polygon test, cut into cells over the extent of the polygon. `place` says how a value finds its
 * cell without a logarithm where it can: 'linear' by the value; 'bits' by the bits of its float32, which grow
 * like a logarithm that is straight within each octave; 'log10' by the logarithm, where the extent is too
 * narrow for float32.
 */
export interface PolygonAxis {
  log: boolean;
  place: 'linear' | 'bits' | 'log10';
  /** Extent of the vertices in data units, a hair wider than they are. */
  low: number;
  high: number;
  /** cell = (placed value - origin) * perUnit, from 0 to `cells`. */
  origin: number;
  perUnit: number;
  cells: number;
}

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

/** Cells narrower than this many float32 steps are placed by the logarithm instead. */
const LEAST_STEPS = 256;

/** null where the vertices have no extent, or one that the axis cannot show. */
export function polygonAxis(vertices: readonly number[], scale: Scale, cells: number): PolygonAxis | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of vertices) {
    if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) return null;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return null;
  const hair = 1e-12 * Math.max(Math.abs(low), Math.abs(high));
  const log = scale === 'log';
  const bounds = { log, low: log ? low * (1 - 1e-12) : low - hair, high: high + hair, cells };
  const fitted = (place: PolygonAxis['place']): PolygonAxis => {
    const axis: PolygonAxis = { ...bounds, place, origin: 0, perUnit: 1 };
    const origin = cellOf(axis, low);
    return { ...axis, origin, perUnit: cells / (cellOf(axis, high) - origin) };
  };
  if (!log) return fitted('linear');
  const byBits = fitted('bits');
  const inRange = low > 1e-37 && high < 1e38;
  return inRange && byBits.perUnit * LEAST_STEPS <= 1 ? byBits : fitted('log10');
}

/** The place of a value in data units among the cells, not rounded. */
export function cellOf(axis: PolygonAxis, value: number): number {
  let placed = value;
  if (axis.place === 'log10') placed = Math.log10(value);
  else if (axis.place === 'bits') {
    float[0] = value;
    placed = floatBits[0];
  }
  return (placed - axis.origin) * axis.perUnit;
}

/** The coordinate on the axis as drawn (log10 on a log axis) at a place among the cells: inverse of cellOf. */
export function drawnAt(axis: PolygonAxis, cell: number): number {
  const placed = cell / axis.perUnit + axis.origin;
  if (axis.place !== 'bits') return placed;
  floatBits[0] = Math.round(placed);
  return Math.log10(float[0]);
}

/** A value in data units on the axis as drawn. */
export function drawnOf(axis: PolygonAxis, value: number): number {
  return axis.log ? Math.log10(value) : value;
}

/** The place of a coordinate of the axis as drawn. */
export function cellOfDrawn(axis: PolygonAxis, drawn: number): number {
  return axis.place === 'bits' ? cellOf(axis, 10 ** drawn) : (drawn - axis.origin) * axis.perUnit;
}
