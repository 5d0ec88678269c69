import { countBits } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import { encodeAxis, IDENTITY } from '../axis-model.ts';
import { type Bins, countByLabel, countIn, edgesOf } from '../bins.ts';
import { emptyFigure } from '../empty-figure.ts';
import { makeKeep } from '../keep.ts';
import { events } from '../notes.ts';
import { clusterColor, paletteOf } from '../palette.ts';
import { countPlaces } from '../places-left.ts';
import type {
  AxisModel,
  FigureModel,
  LeftRows,
  LegendEntry,
  PlotInput,
  PlotSpec,
  SeriesModel,
} from '../plot.ts';
import { colorsByCluster } from '../scatter/encode-color.ts';

/** Clusters that get an outline of their own; they are numbered by falling size. */
const OUTLINES = 8;

const keepCounts = makeKeep<Float64Array>();
const keepByLabel = makeKeep<WeakMap<Int32Array, { key: string; counts: Float64Array[] }>>();

/** How often a value comes, for any column of numbers; the selected events over all, in the same counts. */
export function encodeHistogram(spec: PlotSpec, input: PlotInput): FigureModel {
  const x = encodeAxis('x', spec.x, input);
  if (typeof x === 'string') return emptyFigure(spec, input, x);
  const { axis, places } = x;
  const { drawable, left } = countPlaces(places, axis, input.within);
  const bins = binsOf(spec, axis, input.column(axis.ref!)!, drawable);
  const counts = keepCounts(places, JSON.stringify(bins), () => countIn(places, bins));
  const edges = edgesOf(bins);
  const y = countAxis(
    spec,
    counts.reduce((most, n) => Math.max(most, n), 0),
  );
  const palette = paletteOf(input.theme);
  const toPlaces = (values: Float64Array): number[] => Array.from(values, (n) => countPlace(y, n));
  const series: SeriesModel[] = [
    {
      name: 'all events',
      mark: 'area-steps',
      x: edges,
      y: toPlaces(counts),
      color: palette.plain,
      counts: Array.from(counts),
    },
  ];
  const legend: LegendEntry[] = [];
  if (colorsByCluster(spec, input) && input.clusterLabels) {
    const labels = input.clusterLabels;
    const key = JSON.stringify(bins);
    const byLabel = keepByLabel(places, 'last', () => new WeakMap());
    if (byLabel.get(labels)?.key !== key)
      byLabel.set(labels, { key, counts: countByLabel(places, bins, labels, OUTLINES) });
    byLabel.get(labels)!.counts.forEach((own, label) => {
      const total = own.reduce((sum, n) => sum + n, 0);
      if (total === 0) return;
      const color = clusterColor(input.theme, label);
      series.push({ name: `cluster ${label}`, mark: 'steps', x: edges, y: toPlaces(own), color });
      legend.push({ name: String(label), color, label, count: total });
    });
  }
  const selectedCount = input.selected ? countBits(input.selected) : null;
  const overlay: SeriesModel[] = [];
  if (input.selected && selectedCount !== null && selectedCount > 0) {
    const own = countIn(places, bins, input.selected);
    overlay.push({
      name: 'selected',
      mark: 'area-steps',
      x: edges,
      y: toPlaces(own),
      color: palette.selected,
      counts: Array.from(own),
    });
  }
  const chosen = selectedCount === null ? '' : `, ${events(selectedCount)} selected`;
  return {
    type: 'histogram',
    message: null,
    frame: {
      x: axis,
      y,
      equalAspect: false,
      series,
      colorBar: null,
      legend,
      legendRef: legend.length > 0 ? spec.color.column : null,
      title: spec.title,
      theme: input.theme,
      help: null,
    },
    points: null,
    overlay,
    selects: 'x',
    clusterLabels: null,
    counts: { rows: input.rows, drawable, selected: selectedCount, left: outsideToo(left, drawable, counts) },
    summary: `Histogram of ${axis.label}, ${events(drawable)}${chosen}.`,
  };
}

/** Rice's rule, 2 n^(1/3), within reason; whole numbers get bins about whole numbers. */
function binsOf(spec: PlotSpec, axis: AxisModel, column: Column, drawable: number): Bins {
  const span = axis.high - axis.low;
  const wanted = spec.bins ?? Math.min(Math.max(Math.ceil(2 * Math.cbrt(drawable)), 10), 120);
  const whole =
    (column.type === 'int32' || column.type === 'int64') && axis.scale === 'linear' && !axis.square;
  if (whole && axis.offset === 0 && axis.factor === 1) {
    const width = Math.max(1, Math.round(span / wanted));
    const low = Math.floor(axis.low) - 0.5;
    return { low, width, count: Math.max(1, Math.ceil((axis.high - low) / width)) };
  }
  return { low: axis.low, width: span / wanted, count: wanted };
}

function outsideToo(left: LeftRows[], drawable: number, counts: Float64Array): LeftRows[] {
  const outside = drawable - counts.reduce((sum, n) => sum + n, 0);
  return outside > 0 ? [...left, { count: outside, reason: 'outside the bins' }] : left;
}

function countAxis(spec: PlotSpec, most: number): AxisModel {
  const log = spec.y.scale === 'log';
  return {
    ...IDENTITY,
    scale: spec.y.scale,
    ref: null,
    label: 'Events per bin',
    name: 'Events',
    unit: '',
    counting: true,
    low: log ? Math.log10(0.6) : 0,
    high: log ? Math.log10(Math.max(most, 1)) + 0.15 : Math.max(most, 1) * 1.06,
    reversed: false,
    ticks: true,
  };
}

/** Empty bins stand on the floor of a log axis. */
function countPlace(axis: AxisModel, n: number): number {
  if (axis.scale === 'linear') return n;
  return n > 0 ? Math.log10(n) : axis.low;
}
