import type { ColumnRef } from '../../core/table/clause.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { defaultPlots } from '../../plots/default-plots.ts';
import type { PlotSpec, PlotType } from '../../plots/plot.ts';
import type { CellState, Frame } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { isMeasured } from './color-choice.ts';
import type { PlotParams } from './params.ts';

interface Results {
  document: NotebookDocument;
  cells: Record<string, CellState>;
}

/** The plots of a cell: its own, or, until the first is changed, those that suit the columns at hand. */
export function plotsOf(cell: CellDocument, { cells }: Results, frame: Frame | null): PlotSpec[] {
  const { plots } = cell.params as unknown as PlotParams;
  if (plots !== null) return plots;
  const data = frame ? (cells[frame.dataCell]?.result as DataResult | undefined) : undefined;
  return suitablePlots(frame, data);
}

export function suitablePlots(frame: Frame | null, data: DataResult | undefined): PlotSpec[] {
  if (!frame || !data) return [];
  const refs = {
    data: frame.dataCell,
    embed: frame.columns.find((column) => column.isEmbedding)?.cell ?? null,
    cluster: frame.columns.find((column) => column.isCluster)?.cell ?? null,
  };
  const plots = defaultPlots(data.quantities, refs);
  const known = plots.some(({ id, type }) => id !== 'plane' && type !== 'rate');
  return known ? plots : [...plots, ...plotsOfUnknown(frame, plots[0]?.color)];
}

/** Histograms of the first quantities, where nothing tells what they are. */
const UNKNOWN = 4;

function plotsOfUnknown(frame: Frame, color?: PlotSpec['color']): PlotSpec[] {
  const features = featureRefs(frame);
  const scatter = scatterOf(features, frame);
  const histograms = features
    .slice(0, UNKNOWN)
    .map((ref, i) => ({ ...histogramOf(ref, frame), id: `histogram-${i + 1}` }));
  if (!scatter) return histograms;
  return [
    { ...scatter, id: 'scatter', color: color?.by === 'cluster' ? color : scatter.color },
    ...histograms,
  ];
}

/** The measured quantities of the data, in its order. */
function featureRefs(frame: Frame): ColumnRef[] {
  return frame.columns
    .filter((found) => isMeasured(found, frame) && found.column.role === 'feature')
    .map(({ ref }) => ref);
}

/** The first two quantities against each other; null where there are not two. */
function scatterOf(refs: readonly ColumnRef[], frame: Frame): PlotSpec | null {
  const [x, y] = refs;
  if (x === undefined || y === undefined) return null;
  return {
    ...histogramOf(x, frame),
    type: 'scatter',
    y: histogramOf(y, frame).x,
    color: { by: 'density', column: null },
  };
}

/** A plot to begin with, of a kind that the user adds; null where the data has no columns for it. */
export function newPlot(type: PlotType, plots: readonly PlotSpec[], frame: Frame): PlotSpec | null {
  const measured = frame.columns.filter((found) => isMeasured(found, frame));
  const refs = [...new Set([...featureRefs(frame), ...measured.map(({ ref }) => ref)])];
  const time = measured.find(({ column }) => column.role === 'time');
  const id = freshPlotId(plots);
  if (type === 'scatter') {
    const scatter = scatterOf(refs, frame);
    return scatter && { ...scatter, id };
  }
  const ref = type === 'rate' && time ? time.ref : refs[0];
  return ref === undefined ? null : { ...histogramOf(ref, frame), type, id };
}

export function addPlot(cell: CellDocument, results: Results, frame: Frame, plot: PlotSpec): PlotSpec[] {
  const plots = plotsOf(cell, results, frame);
  return [...plots, { ...plot, id: freshPlotId(plots) }];
}

export function freshPlotId(plots: readonly PlotSpec[]): string {
  const used = new Set(plots.map((plot) => plot.id));
  for (let n = 1; ; n++) if (!used.has(`plot${n}`)) return `plot${n}`;
}

const PLAIN = { by: 'plain', column: null } as const;

/** A histogram, on a log axis where the values are all positive and span two decades. */
export function histogramOf(ref: ColumnRef, frame: Frame): PlotSpec {
  return {
    id: '',
    type: 'histogram',
    x: { column: ref, scale: spansDecades(ref, frame) ? 'log' : 'linear', range: null },
    y: { column: null, scale: 'linear', range: null },
    color: PLAIN,
    span: 1,
    height: 300,
    title: null,
  };
}

function spansDecades(ref: ColumnRef, frame: Frame): boolean {
  const column = frame.find(ref)?.column;
  if (!column || (column.type !== 'float32' && column.type !== 'float64')) return false;
  const { values } = column;
  const sample: number[] = [];
  const step = Math.max(1, Math.floor(values.length / 2000));
  for (let row = 0; row < values.length; row += step)
    if (Number.isFinite(values[row])) sample.push(values[row]);
  const positive = sample.filter((value) => value > 0).sort((a, b) => a - b);
  if (positive.length < 0.95 * sample.length || positive.length < 10) return false;
  return positive[Math.floor(0.95 * positive.length)] > 30 * positive[Math.floor(0.05 * positive.length)];
}
