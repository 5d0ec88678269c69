import type { RocCurve } from '../../core/classify/roc.ts';
import { IDENTITY } from '../axis-model.ts';
import { paletteOf } from '../palette.ts';
import type { AxisModel, FigureModel, SeriesModel, Theme } from '../plot.ts';

/** An axis of shares from 0 to 1. */
export function shareAxis(label: string): AxisModel {
  return {
    ...IDENTITY,
    ref: null,
    label,
    name: label,
    unit: '',
    counting: false,
    low: 0,
    high: 1,
    reversed: false,
    ticks: true,
  };
}

/** The figure of series on two axes of shares. */
export function shareFigure(
  type: 'roc' | 'reliability',
  [x, y]: [AxisModel, AxisModel],
  series: SeriesModel[],
  theme: Theme,
  events: number,
  summary: string,
): FigureModel {
  return {
    type,
    message: null,
    frame: {
      x,
      y,
      equalAspect: false,
      series,
      colorBar: null,
      legend: [],
      legendRef: null,
      title: null,
      theme,
      help: null,
    },
    points: null,
    overlay: [],
    selects: 'none',
    clusterLabels: null,
    counts: { rows: events, drawable: events, selected: null, left: [] },
    summary,
  };
}

/** Share of the population kept against share of the others let through, over all thresholds; the folds behind it. */
export function encodeRoc(
  curve: RocCurve,
  folds: readonly RocCurve[],
  auc: number,
  events: number,
  theme: Theme,
): FigureModel {
  const palette = paletteOf(theme);
  const line = (name: string, { falseRate, trueRate }: RocCurve, color: string): SeriesModel => ({
    name,
    mark: 'line',
    x: Array.from(falseRate),
    y: Array.from(trueRate),
    color,
  });
  const axes: [AxisModel, AxisModel] = [shareAxis('Others let through'), shareAxis('Population kept')];
  // A perfect curve runs along the frame.
  for (const axis of axes) [axis.low, axis.high] = [-0.02, 1.02];
  return shareFigure(
    'roc',
    axes,
    [
      { name: 'chance', mark: 'line', x: [0, 1], y: [0, 1], color: palette.axis },
      ...folds.map((fold, i) => line(`fold ${i + 1}`, fold, palette.context)),
      line('all folds', curve, palette.selected),
    ],
    theme,
    events,
    `ROC curve on held-out events: the area under it is ${auc.toFixed(3)}; the ${folds.length} folds are drawn behind it in grey.`,
  );
}
