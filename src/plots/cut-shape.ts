import type { CutPart } from '../core/cut/cut.ts';
import { isLower } from '../core/cut/cut-text.ts';
import { pixelX, pixelY, placeX, placeY, toPlace, toValue, type View } from './axis.ts';
import type { Pixel } from './gesture.ts';
import type { AxisModel } from './plot.ts';

/** An axis and the quantity on it, by the name that cuts read; null where cuts do not read it. */
export interface CutPlane {
  x: { axis: AxisModel; column: string | null };
  y: { axis: AxisModel; column: string | null };
  view: View;
}

/** A point in the coordinates in which the lines of a cut are straight: values, or their log10. */
export type Point = readonly [number, number];

/** Where u * U + v * V > c holds. */
export interface HalfPlane {
  u: number;
  v: number;
  c: number;
  /** Of the part in the cut. */
  part: number;
}

export interface Vertex {
  at: Point;
  /** Of the part along which the edge to the next vertex runs; -1 for the frame of the plot. */
  edge: number;
}

/** What of a cut a plot can show: the part of the plot where all of it that is about its axes holds. */
export interface CutShape {
  logs: readonly [boolean, boolean];
  planes: HalfPlane[];
  /** Convex, in order round; no vertex where it is out of sight. */
  corners: Vertex[];
  /** True where the cut asks for more, in quantities that are on neither axis. */
  partial: boolean;
}

/**
 * The shape of a cut on two axes; null where none of its parts is about them alone, or where its lines are in other
 * coordinates from each other. O(parts^2).
 */
export function cutShape(parts: readonly CutPart[], plane: CutPlane): CutShape | null {
  const { x, y } = plane;
  let logs: [boolean, boolean] | null = null;
  const mine: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (part.type === 'bound') {
      if (part.column === x.column || part.column === y.column) mine.push(i);
      continue;
    }
    const turned = part.left.column === x.column && part.right.column === y.column;
    if (!turned && !(part.left.column === y.column && part.right.column === x.column)) continue;
    const own: [boolean, boolean] = turned
      ? [part.left.log, part.right.log]
      : [part.right.log, part.left.log];
    if (logs !== null && (logs[0] !== own[0] || logs[1] !== own[1])) return null;
    logs = own;
    mine.push(i);
  }
  if (mine.length === 0) return null;
  const space = logs ?? [x.axis.scale === 'log', y.axis.scale === 'log'];
  const planes = mine.flatMap((i) => halfPlane(parts[i], i, plane, space) ?? []);
  let corners = frameOf(plane, space);
  for (const half of planes) corners = clip(corners, half);
  return { logs: space, planes, corners, partial: mine.length < parts.length };
}

function halfPlane(
  part: CutPart,
  index: number,
  { x }: CutPlane,
  logs: readonly [boolean, boolean],
): HalfPlane | null {
  const sign = isLower(part) ? 1 : -1;
  if (part.type === 'bound') {
    const onX = part.column === x.column;
    const at = coordinate(part.value, logs[onX ? 0 : 1]);
    if (!Number.isFinite(at)) return null;
    return { u: onX ? sign : 0, v: onX ? 0 : sign, c: sign * at, part: index };
  }
  const c = sign * part.intercept;
  return part.left.column === x.column
    ? { u: sign, v: -sign * part.slope, c, part: index }
    : { u: -sign * part.slope, v: sign, c, part: index };
}

function coordinate(value: number, log: boolean): number {
  return log ? (value > 0 ? Math.log10(value) : Number.NEGATIVE_INFINITY) : value;
}

/** A point of the plot area, in px, in the coordinates of a shape; null where it has none there. */
export function pointAt(
  [px, py]: Pixel,
  { x, y, view }: CutPlane,
  logs: readonly [boolean, boolean],
): Point | null {
  const u = coordinate(toValue(x.axis, placeX(view, px)), logs[0]);
  const v = coordinate(toValue(y.axis, placeY(view, py)), logs[1]);
  return Number.isFinite(u) && Number.isFinite(v) ? [u, v] : null;
}

/** A point of a shape in px of the plot area. */
export function pixelOf([u, v]: Point, { x, y, view }: CutPlane, logs: readonly [boolean, boolean]): Pixel {
  return [
    pixelX(view, toPlace(x.axis, logs[0] ? 10 ** u : u)),
    pixelY(view, toPlace(y.axis, logs[1] ? 10 ** v : v)),
  ];
}

/** Px of each edge that a part makes, bent where the axes bend it, and of the whole region. */
export function outlineOf(
  { corners, logs }: CutShape,
  plane: CutPlane,
): { edges: Pixel[][]; region: Pixel[] } {
  const PIECES = 16;
  const edges: Pixel[][] = [];
  const region: Pixel[] = [];
  for (const [i, { at, edge }] of corners.entries()) {
    const to = corners[(i + 1) % corners.length].at;
    const straight = at[0] === to[0] || at[1] === to[1];
    const pieces = edge < 0 || straight ? 1 : PIECES;
    const points = Array.from({ length: pieces + 1 }, (_, k) => {
      const share = k / pieces;
      return pixelOf([at[0] + share * (to[0] - at[0]), at[1] + share * (to[1] - at[1])], plane, logs);
    });
    if (edge >= 0) edges.push(points);
    region.push(...points.slice(0, -1));
  }
  return { edges, region };
}

/** The plot area; of what a logarithm does not reach, down to a millionth of its upper end. */
function frameOf({ x, y, view }: CutPlane, logs: readonly [boolean, boolean]): Vertex[] {
  const span = (axis: AxisModel, { low, high }: View['x'], log: boolean): [number, number] => {
    const [a, b] = [toValue(axis, low), toValue(axis, high)];
    return [coordinate(log && a <= 0 ? b * 1e-6 : a, log), coordinate(b, log)];
  };
  const [left, right] = span(x.axis, view.x, logs[0]);
  const [low, high] = span(y.axis, view.y, logs[1]);
  if (!(left < right && low < high)) return [];
  const corners: Point[] = [
    [left, low],
    [right, low],
    [right, high],
    [left, high],
  ];
  return corners.map((at) => ({ at, edge: -1 }));
}

/** What of a convex polygon lies in a half-plane (Sutherland & Hodgman 1974). */
function clip(corners: readonly Vertex[], { u, v, c, part }: HalfPlane): Vertex[] {
  const depth = ({ at }: Vertex): number => u * at[0] + v * at[1] - c;
  const kept: Vertex[] = [];
  for (const [i, from] of corners.entries()) {
    const to = corners[(i + 1) % corners.length];
    const [a, b] = [depth(from), depth(to)];
    const share = a / (a - b);
    const crossing: Point = [
      from.at[0] + share * (to.at[0] - from.at[0]),
      from.at[1] + share * (to.at[1] - from.at[1]),
    ];
    if (a > 0) kept.push(from);
    if (a > 0 && b <= 0) kept.push({ at: crossing, edge: part });
    if (a <= 0 && b > 0) kept.push({ at: crossing, edge: from.edge });
  }
  return kept;
}
