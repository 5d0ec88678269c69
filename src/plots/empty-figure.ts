import { axisLabel } from './axis-label.ts';
import { IDENTITY } from './axis-model.ts';
import type { AxisModel, AxisSpec, FigureModel, PlotInput, PlotSpec } from './plot.ts';

/** A figure that says in words why it is empty. */
export function emptyFigure(spec: PlotSpec, input: PlotInput, message: string): FigureModel {
  return {
    type: spec.type,
    message,
    frame: {
      x: emptyAxis(spec.x, input),
      y: emptyAxis(spec.y, input),
      equalAspect: false,
      series: [],
      colorBar: null,
      legend: [],
      legendRef: null,
      title: spec.title,
      theme: input.theme,
      help: null,
    },
    points: null,
    overlay: [],
    selects: 'none',
    clusterLabels: null,
    counts: { rows: input.rows, drawable: 0, selected: null, left: [] },
    summary: message,
  };
}

function emptyAxis(spec: AxisSpec, input: PlotInput): AxisModel {
  const label = spec.column ? input.label(spec.column) : { name: '', unit: null, isEmbedding: false };
  return {
    ...IDENTITY,
    ref: spec.column,
    label: axisLabel(label.name, label.unit),
    name: label.name,
    unit: label.unit,
    counting: false,
    low: 0,
    high: 1,
    reversed: false,
    ticks: false,
  };
}
