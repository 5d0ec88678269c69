import type { ColumnRef } from '../../core/table/clause.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { defaultPlots } from '../../plots/default-plots.ts';
import type { PlotSpec } from '../../plots/plot.ts';
import type { CellState, Frame } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
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
  return defaultPlots(data.quantities, {
    data: frame.dataCell,
    embed: frame.columns.find((column) => column.isEmbedding)?.cell ?? null,
    cluster: frame.columns.find((column) => column.isCluster)?.cell ?? null,
  });
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
