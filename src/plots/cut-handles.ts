import type { CutPart } from '../core/cut/cut.ts';
import { isLower, textOfParts } from '../core/cut/cut-text.ts';
import { roundestWithin } from '../core/cut/round-number.ts';
import { type CutPlane, type CutShape, cutShape, type Point, pixelOf, pointAt } from './cut-shape.ts';
import type { Pixel } from './gesture.ts';
import { lineThrough } from './line-through.ts';

/** What of a cut can be taken hold of in a plot. */
export interface CutHandle {
  key: string;
  /** Which ways it moves. */
  moves: 'x' | 'y' | 'xy';
  /** Where it is, in px of the plot area. */
  at: Pixel;
  /** The edge that it moves as a whole, for a wider grip; null for a corner or an end. */
  edge: readonly [Pixel, Pixel] | null;
  /** What it is, such as `corner of s1_tba > 0.2 and s2_tba < 0.4`. */
  name: string;
  /** The cut with this moved to a point of the plot area; null where that would be no such cut. */
  move(to: Pixel): CutPart[] | null;
}

/** How far from the frame of the plot the end of a line is held, as a share of what is seen of it. */
const INSET = 0.12;

/**
 * The handles of a cut: bounds move as edges and in pairs as corners, straight lines by their two ends or as a whole,
 * polygons by their corners too. Numbers are rounded within half a pixel.
 */
export function cutHandles(parts: readonly CutPart[], shape: CutShape, plane: CutPlane): CutHandle[] {
  const { corners, logs } = shape;
  const px = (at: Point): Pixel => pixelOf(at, plane, logs);
  const handles: CutHandle[] = [];
  const valid = (next: CutPart[] | null): CutPart[] | null =>
    next && keepsForm(next, shape, plane) ? next : null;
  const nameOf = (...of: number[]): string => of.map((part) => textOfParts([parts[part]])).join(' and ');

  for (const [i, corner] of corners.entries()) {
    const next = corners[(i + 1) % corners.length];
    const before = corners[(i + corners.length - 1) % corners.length];
    const part = corner.edge;
    if (part >= 0) {
      const [a, b] = [px(corner.at), px(next.at)];
      const middle: Pixel = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      const own = parts[part];
      const onX = own.type === 'bound' && own.column === plane.x.column;
      handles.push({
        key: `edge ${part}`,
        moves: own.type === 'line' ? 'xy' : onX ? 'x' : 'y',
        at: middle,
        edge: [a, b],
        name: nameOf(part),
        move: (to) => valid(shifted(parts, part, middle, to, plane, logs)),
      });
      if (own.type === 'line') {
        const ends: { key: string; free: boolean; at: Point; anchor: Point }[] = [
          { key: 'first', free: before.edge < 0, at: corner.at, anchor: next.at },
          { key: 'second', free: next.edge < 0, at: next.at, anchor: corner.at },
        ];
        for (const { key, free, at, anchor } of ends) {
          if (!free) continue;
          const held: Point = [at[0] + INSET * (anchor[0] - at[0]), at[1] + INSET * (anchor[1] - at[1])];
          const other: Point =
            free && ends.every((end) => end.free)
              ? [anchor[0] + INSET * (at[0] - anchor[0]), anchor[1] + INSET * (at[1] - anchor[1])]
              : anchor;
          handles.push({
            key: `end ${part} ${key}`,
            moves: 'xy',
            at: px(held),
            edge: null,
            name: `end of ${nameOf(part)}`,
            move: (to) => valid(turnedAbout(parts, [{ part, anchor: other }], to, shape, plane)),
          });
        }
      }
    }
    if (part >= 0 && before.edge >= 0 && before.edge !== part) {
      const about = [
        { part: before.edge, anchor: before.at },
        { part, anchor: next.at },
      ];
      handles.push({
        key: `corner ${before.edge} ${part}`,
        moves: 'xy',
        at: px(corner.at),
        edge: null,
        name: `corner of ${nameOf(before.edge, part)}`,
        move: (to) => valid(turnedAbout(parts, about, to, shape, plane)),
      });
    }
  }
  return handles;
}

/** Moved parts must bound the region as those did: no part beyond the others, none turned over. */
function keepsForm(next: readonly CutPart[], { corners }: CutShape, plane: CutPlane): boolean {
  const now = cutShape(next, plane);
  if (now === null) return false;
  const edges = (of: CutShape['corners']): string =>
    [...new Set(of.map(({ edge }) => edge))]
      .filter((edge) => edge >= 0)
      .sort()
      .join();
  return edges(now.corners) === edges(corners);
}

/** The value at a pixel of an axis, as a person would write it. */
function valueNear(pixel: number, which: 'x' | 'y', plane: CutPlane): number | null {
  const value = (at: number): number => {
    const found = pointAt(which === 'x' ? [at, 0] : [0, at], plane, [false, false]);
    return found === null ? Number.NaN : found[which === 'x' ? 0 : 1];
  };
  const ends = [value(pixel - 0.5), value(pixel + 0.5)];
  const best = value(pixel);
  return Number.isFinite(best) ? roundestWithin(Math.min(...ends), Math.max(...ends), best) : null;
}

function withBound(parts: readonly CutPart[], part: number, to: Pixel, plane: CutPlane): CutPart[] | null {
  const own = parts[part];
  if (own.type !== 'bound') return null;
  const onX = own.column === plane.x.column;
  const value = valueNear(to[onX ? 0 : 1], onX ? 'x' : 'y', plane);
  if (value === null) return null;
  const crosses = parts.some(
    (other) =>
      other.type === 'bound' &&
      other.column === own.column &&
      isLower(other) !== isLower(own) &&
      (isLower(own) ? value >= other.value : value <= other.value),
  );
  return crosses ? null : parts.with(part, { ...own, value });
}

/** A part moved along with the pointer, without a turn. */
function shifted(
  parts: readonly CutPart[],
  part: number,
  from: Pixel,
  to: Pixel,
  plane: CutPlane,
  logs: CutShape['logs'],
): CutPart[] | null {
  const own = parts[part];
  if (own.type === 'bound') return withBound(parts, part, to, plane);
  const leftIsX = own.left.column === plane.x.column;
  const intercept = (at: Pixel): number => {
    const point = pointAt(at, plane, logs);
    if (point === null) return Number.NaN;
    return leftIsX ? point[0] - own.slope * point[1] : point[1] - own.slope * point[0];
  };
  const best = own.intercept + intercept(to) - intercept(from);
  const near = Math.abs(intercept(leftIsX ? [to[0] + 0.5, to[1]] : [to[0], to[1] + 0.5]) - intercept(to));
  if (!Number.isFinite(best) || !Number.isFinite(near)) return null;
  return parts.with(part, { ...own, intercept: roundestWithin(best - near, best + near, best) });
}

/** Parts led through a point and each through a place of its own that stays. */
function turnedAbout(
  parts: readonly CutPart[],
  about: readonly { part: number; anchor: Point }[],
  to: Pixel,
  shape: CutShape,
  plane: CutPlane,
): CutPart[] | null {
  let next: CutPart[] | null = [...parts];
  for (const { part, anchor } of about) {
    if (next === null) return null;
    if (parts[part].type === 'bound') next = withBound(next, part, to, plane);
    else {
      const line = lineThrough(parts, part, anchor, to, shape, plane);
      next = line && next.with(part, line);
    }
  }
  return next;
}
