import type { AxisMap, AxisModel } from './plot.ts';

/** Values, places on an axis, and pixels. Places are what is linear in pixels; see AxisMap. */

/** NaN for what has no place: a missing value, and zero or less on a log axis. Signs survive a square. */
export function toPlace(map: AxisMap, value: number): number {
  const scaled = (value - map.offset) / map.factor;
  if (map.scale === 'log') return scaled > 0 ? Math.log10(scaled) : Number.NaN;
  return map.square ? Math.sign(scaled) * scaled * scaled : scaled;
}

export function toValue(map: AxisMap, place: number): number {
  let scaled = place;
  if (map.scale === 'log') scaled = 10 ** place;
  else if (map.square) scaled = Math.sign(place) * Math.sqrt(Math.abs(place));
  return scaled * map.factor + map.offset;
}

/** What of an axis is in sight. */
export interface Span {
  low: number;
  high: number;
}

/** The part of a plane in sight, and how it lies on `width` x `height` px with y downwards. */
export interface View {
  x: Span;
  y: Span;
  xReversed: boolean;
  yReversed: boolean;
  width: number;
  height: number;
}

export function sameView(a: View, b: View): boolean {
  return (
    a.x.low === b.x.low &&
    a.x.high === b.x.high &&
    a.y.low === b.y.low &&
    a.y.high === b.y.high &&
    a.xReversed === b.xReversed &&
    a.yReversed === b.yReversed &&
    a.width === b.width &&
    a.height === b.height
  );
}

export function viewOf(x: AxisModel, y: AxisModel, width: number, height: number): View {
  return {
    x: { low: x.low, high: x.high },
    y: { low: y.low, high: y.high },
    xReversed: x.reversed,
    yReversed: y.reversed,
    width,
    height,
  };
}

/** The axis at its robust ends, whatever range was saved with the plot. */
export function atRobustEnds(axis: AxisModel): AxisModel {
  return axis.robust ? { ...axis, ...axis.robust } : axis;
}

export function pixelX(view: View, place: number): number {
  const share = (place - view.x.low) / (view.x.high - view.x.low);
  return (view.xReversed ? 1 - share : share) * view.width;
}

export function pixelY(view: View, place: number): number {
  const share = (place - view.y.low) / (view.y.high - view.y.low);
  return (view.yReversed ? share : 1 - share) * view.height;
}

export function placeX(view: View, pixel: number): number {
  const share = pixel / view.width;
  return view.x.low + (view.xReversed ? 1 - share : share) * (view.x.high - view.x.low);
}

export function placeY(view: View, pixel: number): number {
  const share = pixel / view.height;
  return view.y.low + (view.yReversed ? share : 1 - share) * (view.y.high - view.y.low);
}

/** Widens one span about its middle until a unit of x is as long as one of y. */
export function equalAspect(view: View): View {
  const perX = (view.x.high - view.x.low) / view.width;
  const perY = (view.y.high - view.y.low) / view.height;
  const widen = (span: Span, by: number): Span => {
    const middle = (span.low + span.high) / 2;
    const half = ((span.high - span.low) / 2) * by;
    return { low: middle - half, high: middle + half };
  };
  if (perX < perY) return { ...view, x: widen(view.x, perY / perX) };
  return { ...view, y: widen(view.y, perX / perY) };
}

/** Moves the view by shares of itself: right and up on the screen are positive. */
export function pan(view: View, right: number, up: number): View {
  const dx = (view.xReversed ? -right : right) * (view.x.high - view.x.low);
  const dy = (view.yReversed ? -up : up) * (view.y.high - view.y.low);
  return {
    ...view,
    x: { low: view.x.low + dx, high: view.x.high + dx },
    y: { low: view.y.low + dy, high: view.y.high + dy },
  };
}

/** Shows `by` times as much of both axes about the middle; of x alone where `xOnly`. */
export function zoom(view: View, by: number, xOnly = false): View {
  const scale = (span: Span): Span => {
    const middle = (span.low + span.high) / 2;
    const half = ((span.high - span.low) / 2) * by;
    return { low: middle - half, high: middle + half };
  };
  return { ...view, x: scale(view.x), y: xOnly ? view.y : scale(view.y) };
}
