import type { ReportAxis } from './report-data.ts';

export interface Span {
  low: number;
  high: number;
}

/** About `most` round places within a span; decades, or 1-2-5 of them, on a log axis. */
export function ticksOf({ low, high }: Span, log: boolean, most: number): { place: number; text: string }[] {
  const extent = high - low;
  if (!(extent > 0)) return [];
  if (log && extent > 0.7) {
    const ticks: { place: number; text: string }[] = [];
    const every = Math.max(1, Math.ceil(extent / most));
    const steps = extent < 2.2 ? [1, 2, 5] : [1];
    for (let decade = Math.floor(low); decade <= high; decade++) {
      if (decade % every !== 0) continue;
      for (const step of steps) {
        const place = decade + Math.log10(step);
        if (place >= low && place <= high) ticks.push({ place, text: short(step * 10 ** decade) });
      }
    }
    return ticks;
  }
  const rough = extent / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power;
  const ticks: { place: number; text: string }[] = [];
  for (let n = Math.ceil(low / step); n * step <= high; n++) {
    const place = n * step;
    ticks.push({ place, text: short(log ? 10 ** place : place) });
  }
  return ticks;
}

/** The value behind a place, in the unit of the column. */
export function valueAt(axis: ReportAxis, place: number): number {
  let scaled = place;
  if (axis.log) scaled = 10 ** place;
  else if (axis.square) scaled = Math.sign(place) * Math.sqrt(Math.abs(place));
  return scaled * axis.factor + axis.offset;
}

export function short(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3))
    return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
}
