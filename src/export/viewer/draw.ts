import { type Span, ticksOf } from './axis.ts';
import type { ReportFigure, ReportSeries, TwoColors } from './report-data.ts';
import { type EventSet, isHidden } from './state.ts';

export interface View {
  x: Span;
  y: Span;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Ink {
  text: string;
  grid: string;
  axis: string;
  ground: string;
  /** 0 light, 1 dark. */
  theme: 0 | 1;
}

export const MARGIN = { left: 66, right: 10, top: 8, bottom: 40 };

export function toPixels(
  figure: ReportFigure,
  view: View,
  box: Box,
): { px(x: number): number; py(y: number): number } {
  const across = (place: number): number => (place - view.x.low) / (view.x.high - view.x.low);
  const up = (place: number): number => (place - view.y.low) / (view.y.high - view.y.low);
  return {
    px: (place) => box.left + box.width * (figure.x.reversed ? 1 - across(place) : across(place)),
    py: (place) => box.top + box.height * (figure.y.reversed ? up(place) : 1 - up(place)),
  };
}

export function drawFigure(
  context: CanvasRenderingContext2D,
  figure: ReportFigure,
  set: EventSet,
  view: View,
  box: Box,
  ink: Ink,
): void {
  context.clearRect(0, 0, box.left + box.width + MARGIN.right, box.top + box.height + MARGIN.bottom);
  drawAxes(context, figure, view, box, ink);
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  const { px, py } = toPixels(figure, view, box);
  for (const series of figure.series) {
    if (series.cluster !== null && set.hidden.has(series.cluster)) continue;
    drawSeries(
      context,
      series,
      px,
      py,
      py(figure.y.low),
      ink,
      set.lit !== null && series.cluster !== set.lit,
    );
  }
  if (figure.points) drawPoints(context, figure, set, px, py, box, ink);
  context.restore();
}

function drawAxes(
  context: CanvasRenderingContext2D,
  figure: ReportFigure,
  view: View,
  box: Box,
  ink: Ink,
): void {
  const { px, py } = toPixels(figure, view, box);
  context.font = '11px system-ui, sans-serif';
  context.lineWidth = 1;
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  if (figure.x.ticks) {
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const { place, text } of ticksOf(view.x, figure.x.log, Math.max(2, box.width / 70))) {
      const at = Math.round(px(place)) + 0.5;
      line(context, ink.grid, at, box.top, at, bottom);
      context.fillStyle = ink.text;
      context.fillText(text, at, bottom + 5);
    }
  }
  if (figure.y.ticks) {
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const { place, text } of ticksOf(view.y, figure.y.log, Math.max(2, box.height / 45))) {
      const at = Math.round(py(place)) + 0.5;
      line(context, ink.grid, box.left, at, right, at);
      context.fillStyle = ink.text;
      context.fillText(text, box.left - 6, at);
    }
  }
  context.strokeStyle = ink.axis;
  context.strokeRect(box.left + 0.5, box.top + 0.5, box.width - 1, box.height - 1);
  context.fillStyle = ink.text;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.font = '12px system-ui, sans-serif';
  context.fillText(figure.x.label, box.left + box.width / 2, bottom + MARGIN.bottom - 4);
  context.save();
  context.translate(9, box.top + box.height / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = 'middle';
  context.fillText(figure.y.label, 0, 0);
  context.restore();
}

function line(
  context: CanvasRenderingContext2D,
  color: string,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  context.strokeStyle = color;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function drawSeries(
  context: CanvasRenderingContext2D,
  { mark, x, y, low, high, color }: ReportSeries,
  px: (x: number) => number,
  py: (y: number) => number,
  foot: number,
  ink: Ink,
  dim: boolean,
): void {
  context.strokeStyle = color[ink.theme];
  context.fillStyle = color[ink.theme];
  context.globalAlpha = dim ? 0.25 : 1;
  context.lineWidth = 1.2;
  context.beginPath();
  if (mark === 'error-bars') {
    for (let i = 0; i < x.length; i++) {
      context.moveTo(px(x[i]), py(low?.[i] ?? y[i]));
      context.lineTo(px(x[i]), py(high?.[i] ?? y[i]));
      context.rect(px(x[i]) - 1.5, py(y[i]) - 1.5, 3, 3);
    }
  } else if (mark === 'line') {
    for (let i = 0; i < x.length; i++) context.lineTo(px(x[i]), py(y[i]));
  } else {
    context.moveTo(px(x[0]), foot);
    for (let i = 0; i < y.length; i++) {
      context.lineTo(px(x[i]), py(y[i]));
      context.lineTo(px(x[i + 1]), py(y[i]));
    }
    context.lineTo(px(x[x.length - 1]), foot);
  }
  if (mark === 'area-steps') {
    context.globalAlpha = dim ? 0.08 : 0.22;
    context.fill();
    context.globalAlpha = dim ? 0.25 : 1;
  }
  context.stroke();
  context.globalAlpha = 1;
}

function drawPoints(
  context: CanvasRenderingContext2D,
  figure: ReportFigure,
  set: EventSet,
  px: (x: number) => number,
  py: (y: number) => number,
  box: Box,
  ink: Ink,
): void {
  const { data, labels, selected, lit } = set;
  const xs = set.columns[figure.points!.x];
  const ys = set.columns[figure.points!.y];
  const side = data.drawn > 20_000 ? 1.4 : data.drawn > 4000 ? 2 : 3;
  const colorOf = pointColors(figure, set, ink, px, py, box);
  const paint = (test: (event: number) => boolean, color: (event: number) => string): void => {
    let last = '';
    for (let event = 0; event < xs.length; event++) {
      if (!test(event) || isHidden(set, event)) continue;
      const x = px(xs[event]);
      const y = py(ys[event]);
      if (!(x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height))
        continue;
      const next = color(event);
      if (next !== last) {
        context.fillStyle = next;
        last = next;
      }
      context.fillRect(x - side / 2, y - side / 2, side, side);
    }
  };
  context.globalAlpha = 0.85;
  const grey = (): string => data.context[ink.theme];
  if (lit !== null && labels) {
    paint((event) => labels[event] !== lit, grey);
    paint((event) => labels[event] === lit, colorOf);
  } else if (selected?.includes(1)) {
    paint((event) => selected[event] === 0, grey);
    paint(
      (event) => selected[event] === 1,
      () => data.accent[ink.theme],
    );
  } else if (labels && figure.points!.color === 'cluster') {
    paint((event) => labels[event] < 0, colorOf);
    // Small clusters lie on top of large ones, which have the lower labels.
    for (const { label } of data.clusters) paint((event) => labels[event] === label, colorOf);
  } else paint(() => true, colorOf);
  context.globalAlpha = 1;
  if (set.pointed !== null) {
    const x = px(xs[set.pointed]);
    const y = py(ys[set.pointed]);
    context.strokeStyle = ink.text;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 6, 0, 2 * Math.PI);
    context.stroke();
  }
}

const CELL = 4;

function pointColors(
  figure: ReportFigure,
  set: EventSet,
  ink: Ink,
  px: (x: number) => number,
  py: (y: number) => number,
  box: Box,
): (event: number) => string {
  const { data, labels, columns } = set;
  const { color, values, x, y } = figure.points!;
  const plain = data.plain[ink.theme];
  if (color === 'cluster' && labels) {
    const colors = new Map<number, TwoColors>(data.clusters.map((cluster) => [cluster.label, cluster.color]));
    return (event) => (colors.get(labels[event]) ?? data.context)[ink.theme];
  }
  const ramp = figure.ramp?.[ink.theme];
  if (!ramp) return () => plain;
  if (color === 'values' && values !== null) {
    const shades = columns[values];
    return (event) => ramp[Math.round(shades[event] * (ramp.length - 1))] ?? data.context[ink.theme];
  }
  const wide = Math.ceil(box.width / CELL) + 1;
  const counts = new Map<number, number>();
  const cellOf = (event: number): number =>
    Math.floor((px(columns[x][event]) - box.left) / CELL) +
    wide * Math.floor((py(columns[y][event]) - box.top) / CELL);
  let most = 1;
  for (let event = 0; event < data.drawn; event++) {
    if (isHidden(set, event)) continue;
    const cell = cellOf(event);
    const count = (counts.get(cell) ?? 0) + 1;
    counts.set(cell, count);
    most = Math.max(most, count);
  }
  const scale = (ramp.length - 1) / Math.log(most + 1);
  return (event) => ramp[Math.round(Math.log((counts.get(cellOf(event)) ?? 0) + 1) * scale)] ?? plain;
}
