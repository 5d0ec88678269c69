import type { AxisSpec, PlotSpec } from '../../plots/plot.ts';
import type { Frame } from '../contract.ts';

/** `s2_area_phd vs s1_area_phd`, or the title the user gave. */
export function plotTitle(plot: PlotSpec, frame: Frame): string {
  if (plot.title !== null) return plot.title;
  if (isPlane(plot.x, frame) && isPlane(plot.y, frame)) return 'Embedding';
  const x = axisName(plot.x, frame);
  if (plot.type === 'histogram') return `Histogram of ${x}`;
  if (plot.type === 'rate') return `Rate against ${x}`;
  return `${axisName(plot.y, frame)} vs ${x}`;
}

function axisName(axis: AxisSpec, frame: Frame): string {
  if (axis.column === null) return 'nothing yet';
  const name = frame.find(axis.column)?.column.name ?? axis.column.slice(axis.column.indexOf(':') + 1);
  return axis.square ? `${name}²` : name;
}

function isPlane(axis: AxisSpec, frame: Frame): boolean {
  return axis.column !== null && frame.find(axis.column)?.isEmbedding === true;
}
