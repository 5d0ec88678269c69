import type { Frame } from '../../cells/contract.ts';
import { plotInput } from '../../cells/plot/plot-input.ts';
import { plotTitle } from '../../cells/plot/plot-title.ts';
import { type Bits, countBits, hasBit } from '../../core/table/bits.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { nextTask } from '../../engine/next-task.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import { toBase64 } from '../../notebook/packed-labels.ts';
import { clusterColor, formatColor, paletteOf } from '../../plots/palette.ts';
import type { AxisModel, FigureModel, PlotSpec, SeriesModel, Theme } from '../../plots/plot.ts';
import { plotKindOf } from '../../plots/registry.ts';
import type { ReportAxis, ReportData, ReportFigure, ReportSeries, TwoColors } from '../viewer/report-data.ts';
import { packCodes, packColumn } from './pack.ts';
import { pickRows } from './pick-rows.ts';

/** The events of one data cell, and the figures of them. */
export interface SetBuilder {
  /** Encodes a plot and packs its places, a part at a time, so that a page goes on between; `add` takes what is ready. */
  prepare(plot: PlotSpec): Promise<void>;
  /** Encodes a plot; gives its place among the figures, or the sentence that says why there is none. */
  add(plot: PlotSpec): { index: number; title: string; summary: string; notes: string[] } | string;
  finish(): ReportData;
}

export function buildSet(document: NotebookDocument, frame: Frame): SetBuilder {
  const { rows } = frame;
  const clusters = frame.columns.findLast((column) => column.isCluster)?.column;
  const labels = clusters?.type === 'int32' ? (clusters.values as Int32Array) : null;
  const selected =
    document.selection.length === 0
      ? null
      : resolveSteps(document.selection, rows, (ref) => frame.find(ref)?.column).selected;
  const drawn = pickRows(strataOf(rows, labels, selected));
  const figures: ReportFigure[] = [];
  const columns: ReportData['columns'] = [];
  const known = new Map<unknown, number>();

  /** Places shared by several figures are kept once. */
  function keep(values: Float64Array | Float32Array, inSight: number): number {
    const found = known.get(values);
    if (found !== undefined) return found;
    const shown = new Float64Array(drawn.length);
    for (let i = 0; i < drawn.length; i++) shown[i] = values[drawn[i]];
    columns.push(packColumn(shown, inSight));
    known.set(values, columns.length - 1);
    return columns.length - 1;
  }

  const ready = new Map<string, FigureModel>();
  const keyOf = (plot: PlotSpec, theme: Theme): string => `${theme} ${JSON.stringify(plot)}`;
  const encode = (plot: PlotSpec, theme: Theme): FigureModel =>
    ready.get(keyOf(plot, theme)) ??
    plotKindOf(plot.type).encode(plot, plotInput(plot, frame, selected, theme));

  return {
    async prepare(plot) {
      for (const theme of ['light', 'dark'] as const) {
        await nextTask();
        ready.set(keyOf(plot, theme), encode(plot, theme));
      }
      const { points, frame, message } = encode(plot, 'light');
      if (message !== null || !points) return;
      for (const [values, inSight] of placesOf(points, frame)) {
        await nextTask();
        keep(values, inSight);
      }
    },
    add(plot) {
      const light = encode(plot, 'light');
      if (light.message !== null) return light.message;
      const dark = encode(plot, 'dark');
      const { points } = light;
      const { x, y } = light.frame;
      const title = plotTitle(plot, frame);
      const ramp = points?.ramp && dark.points?.ramp ? { light: points.ramp, dark: dark.points.ramp } : null;
      figures.push({
        title,
        x: axisOf(x),
        y: axisOf(y),
        equalAspect: light.frame.equalAspect,
        points: points && {
          x: keep(points.x, x.high - x.low),
          y: keep(points.y, y.high - y.low),
          color: points.density
            ? 'density'
            : points.values
              ? 'values'
              : points.tone && labels
                ? 'cluster'
                : 'plain',
          values: points.values ? keep(points.values, 1) : null,
        },
        ramp: ramp && [ramp.light.map(formatColor), ramp.dark.map(formatColor)],
        series: [
          ...seriesOf(light.frame.series, dark.frame.series),
          ...seriesOf(light.overlay, dark.overlay),
        ],
      });
      const notes = light.counts.left.map(({ count, reason }) => `${count.toLocaleString('en')} ${reason}`);
      return { index: figures.length - 1, title, summary: light.summary, notes };
    },
    finish: () => ({
      rows,
      drawn: drawn.length,
      rowNumbers: drawn.length === rows ? null : packColumn(drawn, 0),
      columns,
      labels: labels && packCodes(Array.from(drawn, (row) => Math.min(labels[row] + 2, 65535))),
      clusters: labels ? clusterEntries(labels) : [],
      selected: selected && toBase64(Uint8Array.from(drawn, (row) => Number(hasBit(selected, row)))),
      plain: twoColors('plain'),
      accent: twoColors('selected'),
      context: twoColors('context'),
      figures,
    }),
  };
}

/** What `keep` is asked for of a figure's points, with the width that is in sight. */
function placesOf(
  { x, y, values }: NonNullable<FigureModel['points']>,
  frame: FigureModel['frame'],
): [values: Float64Array | Float32Array, inSight: number][] {
  return [
    [x, frame.x.high - frame.x.low],
    [y, frame.y.high - frame.y.low],
    ...(values ? [[values, 1] as [typeof values, number]] : []),
  ];
}

/** Clusters, each in two where a part of it is selected. */
function strataOf(rows: number, labels: Int32Array | null, selected: Bits | null): Int32Array {
  const apart = selected !== null && countBits(selected) > 0;
  return Int32Array.from(
    { length: rows },
    (_, row) => 2 * ((labels?.[row] ?? 0) + 2) + Number(apart && hasBit(selected, row)),
  );
}

const MOST_CHIPS = 24;

function clusterEntries(labels: Int32Array): ReportData['clusters'] {
  const sizes = new Map<number, number>();
  for (const label of labels) if (label >= -1) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const found = [...sizes].sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
  const noise = found.filter(([label]) => label < 0);
  return [...found.filter(([label]) => label >= 0).slice(0, MOST_CHIPS), ...noise].map(([label, count]) => ({
    label,
    name: label < 0 ? 'noise' : `cluster ${label}`,
    count,
    color: label < 0 ? twoColors('noise') : [clusterColor('light', label), clusterColor('dark', label)],
  }));
}

function twoColors(name: 'plain' | 'selected' | 'context' | 'noise'): TwoColors {
  return [paletteOf('light')[name], paletteOf('dark')[name]];
}

function axisOf(axis: AxisModel): ReportAxis {
  const { label, name, unit, square, offset, factor, low, high, reversed, ticks } = axis;
  return { label, name, unit, log: axis.scale === 'log', square, offset, factor, low, high, reversed, ticks };
}

function seriesOf(light: SeriesModel[], dark: SeriesModel[]): ReportSeries[] {
  return light.map(({ name, mark, x, y, low, high, counts, color }, i) => ({
    ...{ name, mark, x: x.map(rounded), y: y.map(rounded), counts },
    low: low?.map(rounded),
    high: high?.map(rounded),
    color: [color, dark[i]?.color ?? color],
    cluster: /^cluster \d+$/.test(name) ? Number(name.slice(8)) : null,
  }));
}

/** Seven digits: a fifth of the bytes, and no pixel less. */
function rounded(value: number): number {
  return Number(value.toPrecision(7));
}
