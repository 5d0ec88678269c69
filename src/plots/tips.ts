import { measured } from '../ui/numbers.ts';
import { toValue } from './axis.ts';
import type { AxisModel, FigureModel } from './plot.ts';

/** What is said beside the pointer. */

export function rowTip(model: FigureModel, row: number): string {
  const { x, y } = model.frame;
  const points = model.points!;
  const lines: string[] = [];
  if (x.ticks) lines.push(valueLine(x, points.x[row]));
  if (y.ticks) lines.push(valueLine(y, points.y[row]));
  lines.push(`row ${row}`);
  const label = model.clusterLabels?.[row];
  if (label !== undefined) {
    lines.push(label === -1 ? 'noise' : label < 0 ? 'not embedded' : `cluster ${label}`);
  }
  return lines.join('\n');
}

/** The text of the bin or the vertex at a place of x. */
export function binTip(model: FigureModel, x: number): string {
  for (const series of model.frame.series) {
    if (!series.text) continue;
    const i = series.x.length > series.text.length ? binAt(series.x, x) : nearestAt(series.x, x);
    if (i !== null) {
      const over = model.overlay.map((other) => other.text?.[i]).filter((text) => text !== undefined);
      return [series.text[i], ...over].join('\n');
    }
  }
  return '';
}

function valueLine(axis: AxisModel, place: number): string {
  const value = axis.offset === 0 ? toValue(axis, place) : place;
  const name = axis.offset === 0 ? axis.name : axis.label;
  const unit = axis.unit && axis.offset === 0 ? ` ${axis.unit}` : '';
  return `${name} ${measured(value)}${unit}`;
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
