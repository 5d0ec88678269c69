import type { CutOperator, CutPart, LinePart } from '../core/cut/cut.ts';
import { isLower, turned } from '../core/cut/cut-text.ts';
import { roundestWithin } from '../core/cut/round-number.ts';
import { type CutPlane, type CutShape, type Point, pixelOf, pointAt } from './cut-shape.ts';
import type { Pixel } from './gesture.ts';

/** Lines nearer to an axis than this in px over their length are bounds. */
const FLAT = 1;
/** Drawn steeper than this a line is written the other way round. */
const STEEP = 8;
/** Points nearer to each other than this in px give no line. */
const SHORTEST = 6;

/**
 * A line of a cut through a place that stays and a point of the plot area, selecting the side that it did; a bound where
 * it runs along an axis; null where the two are too near, or the line would turn over. Numbers are rounded within a pixel.
 */
export function lineThrough(
  parts: readonly CutPart[],
  part: number,
  anchor: Point,
  to: Pixel,
  { logs, planes }: CutShape,
  plane: CutPlane,
): CutPart | null {
  const own = parts[part];
  const half = planes.find((one) => one.part === part);
  const point = pointAt(to, plane, logs);
  if (own.type !== 'line' || !half || point === null) return null;
  const fixed = pixelOf(anchor, plane, logs);
  const [run, rise] = [to[0] - fixed[0], to[1] - fixed[1]];
  if (!(Math.hypot(run, rise) >= SHORTEST)) return null;
  // Length of a unit in px, near the line.
  const unitX = Math.abs(run) >= FLAT ? run / (point[0] - anchor[0]) : unit(0, point, plane, logs);
  const unitY = Math.abs(rise) >= FLAT ? rise / (point[1] - anchor[1]) : unit(1, point, plane, logs);
  // Which way the selected side lies, before and now, in px.
  const was: Pixel = [half.u / unitX, half.v / unitY];
  let side: Pixel = [-rise, run];
  const along = was[0] * side[0] + was[1] * side[1];
  if (along < 0) side = [rise, -run];
  if (Math.abs(along) < 0.2 * Math.hypot(...was) * Math.hypot(...side)) return null;
  const [columnX, columnY] =
    own.left.column === plane.x.column ? [own.left, own.right] : [own.right, own.left];

  if (Math.abs(run) < FLAT || Math.abs(rise) < FLAT) {
    const vertical = Math.abs(run) < FLAT;
    const upward = vertical ? side[0] * unitX > 0 : side[1] * unitY > 0;
    const axis = vertical ? columnX : columnY;
    const at = vertical ? point[0] : point[1];
    const near = 0.5 / Math.abs(vertical ? unitX : unitY);
    const value = (coordinate: number): number => (axis.log ? 10 ** coordinate : coordinate);
    // Below an upper bound of a column would lie what has no logarithm.
    if (!upward && axis.log) return null;
    const rounded = roundestWithin(value(at - near), value(at + near), value(at));
    return { type: 'bound', column: axis.column, operator: operatorOf(own, upward), value: rounded };
  }
  const leftIsX = own.left.column === plane.x.column;
  const steepness = leftIsX ? Math.abs(run / rise) : Math.abs(rise / run);
  const nowX = steepness > STEEP ? !leftIsX : leftIsX;
  const [l, r] = nowX ? [0, 1] : [1, 0];
  const pixel = 1 / Math.abs(nowX ? unitX : unitY);
  const slope = (point[l] - anchor[l]) / (point[r] - anchor[r]);
  const far = Math.abs(point[r] - anchor[r]);
  const rounded = roundestWithin(slope - pixel / far, slope + pixel / far, slope);
  const middle = [(point[0] + anchor[0]) / 2, (point[1] + anchor[1]) / 2];
  const intercept = middle[l] - rounded * middle[r];
  const upward = nowX ? side[0] * unitX > 0 : side[1] * unitY > 0;
  return {
    type: 'line',
    left: nowX ? columnX : columnY,
    operator: operatorOf(own, upward),
    intercept: roundestWithin(intercept - pixel / 2, intercept + pixel / 2, intercept),
    slope: rounded,
    right: nowX ? columnY : columnX,
  };
}

/** Px of a unit of a coordinate at a point, with its sign. */
function unit(which: 0 | 1, [u, v]: Point, plane: CutPlane, logs: CutShape['logs']): number {
  const step = 1e-6 * Math.max(1, Math.abs(which === 0 ? u : v));
  const moved = pixelOf(which === 0 ? [u + step, v] : [u, v + step], plane, logs);
  return (moved[which] - pixelOf([u, v], plane, logs)[which]) / step;
}

function operatorOf({ operator }: LinePart, upward: boolean): CutOperator {
  return isLower({ operator }) === upward ? operator : turned(operator);
}
