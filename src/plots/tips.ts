import { count, measured } from '../ui/numbers.ts';
import { toValue } from './axis.ts';
import { bareName } from './axis-label.ts';
import { events } from './notes.ts';
import type { AxisModel, FigureModel } from './plot.ts';

/** What is said beside the pointer. */

/** `place` is where the row lies on the axes. */
export function rowTip(model: FigureModel, row: number, place: readonly [number, number]): string {
  const { x, y } = model.frame;
  const lines: string[] = [];
  if (x.ticks) lines.push(valueLine(x, place[0]));
  if (y.ticks) lines.push(valueLine(y, place[1]));
  lines.push(`row ${row}`);
  const label = model.clusterLabels?.[row];
  if (label !== undefined) {
    lines.push(label === -1 ? 'noise' : label < 0 ? 'not embedded' : `cluster ${label}`);
  }
  return lines.join('\n');
}

/** What the series hold at a place of x: the bin there, or the nearest point. */
export function binTip(model: FigureModel, x: number): string {
  const { frame } = model;
  const first = frame.series[0];
  if (!first) return '';
  const bin = first.x.length > first.y.length;
  const i = bin ? binAt(first.x, x) : nearestAt(first.x, x);
  if (i === null) return '';
  const head = bin
    ? `${axisName(frame.x)} ${shown(frame.x, first.x[i])} to ${shown(frame.x, first.x[i + 1])}${unitOf(frame.x)}`
    : `${axisName(frame.x)} ${shown(frame.x, first.x[i])}${unitOf(frame.x)}`;
  const lines = [head];
  for (const series of [first, ...model.overlay]) {
    if (frame.y.counting) {
      lines.push(`${series.name}: ${count(series.counts?.[i] ?? 0)}`);
      continue;
    }
    const { low, high, counts } = series;
    const ends = low && high ? ` (${shown(frame.y, low[i])} to ${shown(frame.y, high[i])})` : '';
    const n = counts ? `, ${events(counts[i])}` : '';
    lines.push(`${series.name}: ${shown(frame.y, series.y[i])}${unitOf(frame.y)}${ends}${n}`);
  }
  return lines.join('\n');
}

function shown(axis: AxisModel, place: number): string {
  return measured(axis.offset === 0 ? toValue(axis, place) : place);
}

/** A time since the first event goes by its label, in the unit there. */
function axisName(axis: AxisModel): string {
  return axis.offset === 0 ? bareName(axis.name, axis.unit) : axis.label.replace(UNIT, '');
}

function unitOf(axis: AxisModel): string {
  const unit = axis.offset === 0 ? axis.unit : UNIT.exec(axis.label)?.[1];
  return unit ? ` ${unit}` : '';
}

const UNIT = / \[([^\]]*)\]$/;

function valueLine(axis: AxisModel, place: number): string {
  return `${axisName(axis)} ${shown(axis, place)}${unitOf(axis)}`;
}

function binAt(edges: number[], x: number): number | null {
  for (let i = 0; i + 1 < edges.length; i++) if (x >= edges[i] && x < edges[i + 1]) return i;
  return null;
}

function nearestAt(places: number[], x: number): number | null {
  let best: number | null = null;
  places.forEach((place, i) => {
    if (best === null || Math.abs(place - x) < Math.abs(places[best] - x)) best = i;
  });
  return best;
}
