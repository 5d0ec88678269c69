import { countBits } from '../../core/table/bits.ts';
import { measured } from '../../ui/numbers.ts';
import { encodeAxis, IDENTITY, secondsPer } from '../axis-model.ts';
import { type Bins, countIn } from '../bins.ts';
import { emptyFigure } from '../empty-figure.ts';
import { makeKeep } from '../keep.ts';
import { events } from '../notes.ts';
import { paletteOf } from '../palette.ts';
import { countPlaces } from '../places-left.ts';
import type { AxisModel, FigureModel, PlotInput, PlotSpec, SeriesModel } from '../plot.ts';
import { extentOf, padded } from '../robust-range.ts';
import { poissonInterval } from './poisson-interval.ts';

/** Bin widths that people read off a clock, in s. */
const WIDTHS = [
  1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200,
  1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

const keepCounts = makeKeep<Float64Array>();

/** Events a second over the time of the run with Poisson bars; the rate of the selected events below. */
export function encodeRate(spec: PlotSpec, input: PlotInput): FigureModel {
  const x = encodeAxis('x', { ...spec.x, scale: 'linear', square: false }, input);
  if (typeof x === 'string') return emptyFigure(spec, input, x);
  const { axis, places } = x;
  const seconds = secondsPer(axis.unit);
  if (seconds === null) {
    const unit = axis.unit ? `[${axis.unit}]` : 'no unit';
    return emptyFigure(
      spec,
      input,
      `${axis.name} has ${unit}; a rate needs a time in ns, us, ms, s, min or h.`,
    );
  }
  const { drawable, left } = countPlaces(places, axis, input.within);
  const { min, max } = extentOf(places);
  const perPlace = seconds * axis.factor;
  const bins = timeBins(min, max, perPlace, drawable, spec.bins ?? null);
  const exposures = exposuresOf(bins, max, perPlace);
  if (spec.x.range) axis.robust = padded(min, max);
  else Object.assign(axis, padded(min, max));
  const counts = keepCounts(places, JSON.stringify(bins), () => countIn(places, bins));
  const meanRate = drawable / Math.max((max - min) * perPlace, Number.MIN_VALUE);
  const unit = meanRate < 0.5 ? 'mHz' : meanRate >= 2000 ? 'kHz' : 'Hz';
  const perHz = unit === 'mHz' ? 1e3 : unit === 'kHz' ? 1e-3 : 1;
  const y = rateAxis(spec, counts, exposures, perHz, unit);
  const palette = paletteOf(input.theme);
  const series = [rateSeries('all events', counts, bins, exposures, perHz, y, palette.plain)];
  const selectedCount = input.selected ? countBits(input.selected) : null;
  const overlay: SeriesModel[] = [];
  if (input.selected && selectedCount !== null && selectedCount > 0) {
    const own = countIn(places, bins, input.selected);
    overlay.push(rateSeries('selected', own, bins, exposures, perHz, y, palette.selected));
  }
  const chosen = selectedCount === null ? '' : `, ${events(selectedCount)} selected`;
  return {
    type: 'rate',
    message: max > min ? null : `${axis.name} is the same for all events; a rate needs a span of time.`,
    frame: {
      x: axis,
      y,
      equalAspect: false,
      series,
      colorBar: null,
      legend: [],
      legendRef: null,
      title: spec.title,
      theme: input.theme,
      help: `Bars: 68 % Poisson intervals. Bins of ${widthWords(bins.width * perPlace)}.`,
    },
    points: null,
    overlay,
    selects: 'x',
    clusterLabels: null,
    counts: { rows: input.rows, drawable, selected: selectedCount, left },
    summary: `Rate [${unit}] against ${axis.label}, ${events(drawable)}${chosen}.`,
  };
}

/** Enough bins to see a change, enough events a bin to believe it. */
function timeBins(min: number, max: number, perPlace: number, n: number, wanted: number | null): Bins {
  const span = Math.max((max - min) * perPlace, Number.MIN_VALUE);
  const target = span / Math.min(Math.max(n / 25, 8), 60);
  const width = wanted !== null && wanted > 0 ? wanted : (WIDTHS.find((w) => w >= target) ?? target);
  const count = Math.min(Math.max(1, Math.ceil(span / width - 1e-9)), 5000);
  return { low: min, width: width / perPlace, count };
}

/** Seconds of data a bin: the last ends with the last event. */
function exposuresOf(bins: Bins, max: number, perPlace: number): Float64Array {
  const exposures = new Float64Array(bins.count).fill(bins.width * perPlace);
  const last = bins.low + (bins.count - 1) * bins.width;
  exposures[bins.count - 1] = Math.max((max - last) * perPlace, 0.02 * bins.width * perPlace);
  return exposures;
}

function rateSeries(
  name: string,
  counts: Float64Array,
  bins: Bins,
  exposures: Float64Array,
  perHz: number,
  y: AxisModel,
  color: string,
): SeriesModel {
  const place = (rate: number): number => (y.scale === 'linear' ? rate : rate > 0 ? Math.log10(rate) : y.low);
  const series: Required<SeriesModel> = {
    name,
    mark: 'error-bars',
    x: [],
    y: [],
    low: [],
    high: [],
    color,
    counts: [],
  };
  counts.forEach((n, i) => {
    const { low, high } = poissonInterval(n);
    const toRate = perHz / exposures[i];
    series.x.push(bins.low + (i + 0.5) * bins.width);
    series.y.push(place(n * toRate));
    series.low.push(place(low * toRate));
    series.high.push(place(high * toRate));
    series.counts.push(n);
  });
  return series;
}

function rateAxis(
  spec: PlotSpec,
  counts: Float64Array,
  exposures: Float64Array,
  perHz: number,
  unit: string,
): AxisModel {
  let most = 0;
  counts.forEach((n, i) => {
    most = Math.max(most, (poissonInterval(n).high * perHz) / exposures[i]);
  });
  const log = spec.y.scale === 'log';
  const least = (0.5 * perHz) / exposures[0];
  return {
    ...IDENTITY,
    scale: spec.y.scale,
    ref: null,
    label: `Rate [${unit}]`,
    name: 'Rate',
    unit,
    counting: false,
    low: log ? Math.log10(least) : 0,
    high: log ? Math.log10(Math.max(most, 2 * least)) + 0.1 : Math.max(most, Number.MIN_VALUE) * 1.05,
    reversed: false,
    ticks: true,
  };
}

function widthWords(seconds: number): string {
  if (seconds >= 3600) return `${measured(seconds / 3600)} h`;
  if (seconds >= 60) return `${measured(seconds / 60)} min`;
  return seconds >= 1 ? `${measured(seconds)} s` : `${measured(seconds * 1000)} ms`;
}
