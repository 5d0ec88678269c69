import { plotInput } from '../../cells/plot/plot-input.ts';
import { plotTitle } from '../../cells/plot/plot-title.ts';
import { plotsOf } from '../../cells/plot/plots-of.ts';
import { dataCellOf } from '../../engine/frame.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { axisLabel } from '../../plots/axis-label.ts';
import { secondsPer } from '../../plots/axis-model.ts';
import type { AxisSpec, PlotInput } from '../../plots/plot.ts';
import type { ExportSource } from '../export-source.ts';
import { passingOf } from './cut-block.ts';
import { type PyValue, py } from './literal.ts';

/** The plots of a cell by matplotlib. */
export function plotBlock(source: ExportSource, cell: CellDocument): string {
  const data = dataCellOf(source.document, cell);
  const frame = data === null ? undefined : source.frames[data];
  if (!frame) return '# There is nothing to draw: its data has no result.';
  const clusters = frame.columns.findLast((column) => column.isCluster)?.ref ?? null;
  const passes = passingOf(cell);
  const lines = plotsOf(cell, source, frame).flatMap((plot) => {
    const input = plotInput(plot, frame, null, 'light');
    const [x, y] = [axisDict(plot.x, input), axisDict(plot.y, input)];
    if (x === null || (plot.type === 'scatter' && y === null)) return [];
    const labels = plot.color.by === 'cluster' ? (plot.color.column ?? clusters) : null;
    const unit = plot.type === 'rate' && plot.x.column !== null ? input.label(plot.x.column).unit : null;
    const seconds = unit === null ? null : secondsPer(unit);
    const kind = plot.type === 'rate' && seconds === null ? 'histogram' : plot.type;
    const shown = kind === 'scatter' ? y : null;
    const args = [kind, plotTitle(plot, frame), x, shown, labels].map((value) => py(value));
    if (kind === 'rate') args.push(`seconds=${py(seconds)}`);
    if (passes !== null) args.push(`within=${passes}`);
    return [`draw(${args.join(', ')})`];
  });
  return lines.length > 0 ? lines.join('\n') : '# It has no plot.';
}

/** null where there is no such column. */
function axisDict(axis: AxisSpec, input: PlotInput): PyValue {
  if (axis.column === null || !input.column(axis.column)) return null;
  const { name, unit } = input.label(axis.column);
  return {
    column: axis.column,
    log: axis.scale === 'log',
    square: axis.square === true && axis.scale === 'linear',
    reversed: axis.reversed === true,
    label: axisLabel(name, unit),
  };
}
