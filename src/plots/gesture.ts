import type { BoxClause, Clause, PolygonClause, RangeClause, SelectionMode } from '../core/table/clause.ts';
import { placeX, placeY, toValue, type View } from './axis.ts';
import type { AxisModel } from './plot.ts';

/** From what the pointer drew, in px of the plot area, to a clause in data units. */

export type Pixel = readonly [number, number];

export interface Axes {
  x: AxisModel;
  y: AxisModel;
}

export function modeOf(keys: { shiftKey: boolean; altKey: boolean }): SelectionMode {
  if (keys.shiftKey) return keys.altKey ? 'intersect' : 'add';
  return keys.altKey ? 'subtract' : 'replace';
}

export const MODE_WORDS: Record<SelectionMode, string> = {
  replace: 'select',
  add: 'add to the selection',
  subtract: 'take out of the selection',
  intersect: 'keep only what is in both',
};

/** Drags shorter than this are clicks. */
const SMALLEST = 4;
/** Vertices nearer than this to the one before are dropped. */
const STEP = 2;

/** Appends a vertex to a lasso unless it is too near to the last. */
export function extendPath(path: Pixel[], point: Pixel): void {
  const last = path[path.length - 1];
  if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= STEP) path.push(point);
}

/** The polygon of a lasso, or why it is none. */
export function lassoClause(path: readonly Pixel[], view: View, axes: Axes): PolygonClause | string {
  const inside = path.map(([px, py]): Pixel => [clamp(px, view.width), clamp(py, view.height)]);
  if (inside.length < 3 || area(inside) < SMALLEST * SMALLEST) {
    return 'Too small to select: draw a loop around the events.';
  }
  const curved = axes.x.square || axes.y.square;
  const points: [number, number][] = [];
  inside.forEach((from, i) => {
    const to = inside[(i + 1) % inside.length];
    // Edges are straight in squares, not in values, so they are cut into pieces of a few px.
    const pieces = curved
      ? Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / (2 * STEP)))
      : 1;
    for (let k = 0; k < pieces; k++) {
      const px = from[0] + ((to[0] - from[0]) * k) / pieces;
      const py = from[1] + ((to[1] - from[1]) * k) / pieces;
      points.push([valueAt(axes.x, placeX(view, px)), valueAt(axes.y, placeY(view, py))]);
    }
  });
  return {
    type: 'polygon',
    x: refOf(axes.x),
    y: refOf(axes.y),
    xScale: axes.x.scale,
    yScale: axes.y.scale,
    points,
  };
}

/** The box between two corners, or why it is none. */
export function boxClause(from: Pixel, to: Pixel, view: View, axes: Axes): BoxClause | string {
  if (Math.abs(to[0] - from[0]) < SMALLEST || Math.abs(to[1] - from[1]) < SMALLEST) {
    return 'Too small to select: drag from one corner of a box to the other.';
  }
  return {
    type: 'box',
    x: rangeOf(axes.x, placeX(view, clamp(from[0], view.width)), placeX(view, clamp(to[0], view.width))),
    y: rangeOf(axes.y, placeY(view, clamp(from[1], view.height)), placeY(view, clamp(to[1], view.height))),
  };
}

/** The range of x between two pointers, or why it is none: for histograms and rates. */
export function rangeClause(from: Pixel, to: Pixel, view: View, axes: Axes): RangeClause | string {
  if (Math.abs(to[0] - from[0]) < SMALLEST) return 'Too small to select: drag along the axis.';
  return rangeOf(axes.x, placeX(view, clamp(from[0], view.width)), placeX(view, clamp(to[0], view.width)));
}

/** What the drag of a tool says, with the box also where a lasso has no second axis. */
export function clauseOf(
  tool: 'lasso' | 'box',
  path: readonly Pixel[],
  selects: 'xy' | 'x',
  view: View,
  axes: Axes,
): Clause | string {
  if (path.length === 0) return 'Nothing was drawn.';
  const last = path[path.length - 1];
  if (selects === 'x') return rangeClause(path[0], last, view, axes);
  return tool === 'lasso' ? lassoClause(path, view, axes) : boxClause(path[0], last, view, axes);
}

function rangeOf(axis: AxisModel, a: number, b: number): RangeClause {
  return {
    type: 'range',
    column: refOf(axis),
    low: valueAt(axis, Math.min(a, b)),
    high: valueAt(axis, Math.max(a, b)),
  };
}

/** Nine digits are far below a pixel and keep notebooks short; times since an epoch need all of theirs. */
function valueAt(axis: AxisModel, place: number): number {
  const value = toValue(axis, place);
  return axis.offset === 0 ? Number(value.toPrecision(9)) : value;
}

function refOf(axis: AxisModel): string {
  if (axis.ref === null) throw new RangeError(`the axis ${axis.label} has no column to select on`);
  return axis.ref;
}

function clamp(pixel: number, length: number): number {
  return Math.min(Math.max(pixel, 0), length);
}

function area(path: readonly Pixel[]): number {
  let twice = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < path.length; i++) {
    const [ax, ay] = path[i];
    const [bx, by] = path[(i + 1) % path.length];
    twice += ax * by - bx * ay;
    least = Math.min(least, ax);
    most = Math.max(most, ax);
  }
  // A figure of eight has no net area, but is drawn on purpose.
  return Math.max(Math.abs(twice) / 2, most - least > 10 * SMALLEST && path.length > 8 ? Infinity : 0);
}
