import { useMemo } from 'react';
import type { PlotSpec, Tool } from '../../plots/plot.ts';
import { plotKinds } from '../../plots/registry.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { CellHost } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { PlotPanel } from './PlotPanel.tsx';
import type { PlotParams } from './params.ts';
import { freshPlotId, histogramOf, suitablePlots } from './plots-of.ts';

const TOOLS: { tool: Tool; label: string; keys: string }[] = [
  { tool: 'lasso', label: 'Lasso', keys: 'L' },
  { tool: 'box', label: 'Box', keys: 'X' },
  { tool: 'pan', label: 'Pan', keys: 'P' },
];

/** A grid of linked plots. What is selected in one is selected in all. */
export default function PlotView({ host }: { host: CellHost<PlotParams> }) {
  const { frame } = host;
  const data = frame ? dataOf(host) : undefined;
  const plots = useMemo(
    () => host.cell.params.plots ?? suitablePlots(frame, data),
    [host.cell.params.plots, frame, data],
  );

  function change(plot: PlotSpec, gesture?: string): void {
    host.setParams(
      { plots: plots.map((other) => (other.id === plot.id ? plot : other)) },
      gesture === undefined ? undefined : { merge: `${host.cell.id}/${plot.id}/${gesture}` },
    );
  }

  if (!frame) {
    return (
      <p className="empty">
        Plots appear when the data above has been read. Each can show any column, the plane of an embedding,
        or clusters.
      </p>
    );
  }
  const first =
    frame.columns.find((c) => c.column.type !== 'text' && c.column.role === 'feature')?.ref ?? null;
  return (
    <div className="plots">
      <div className="plots-bar">
        <div className="tools" role="toolbar" aria-label="Selection tool">
          {TOOLS.map(({ tool, label, keys }) => (
            <button
              key={tool}
              type="button"
              className="button"
              aria-pressed={host.tool === tool}
              title={`${label} (${keys})`}
              onClick={() => host.setTool(tool)}
            >
              {label}
            </button>
          ))}
        </div>
        <span className="plots-hint">
          <kbd>Shift</kbd> adds, <kbd>Alt</kbd> subtracts, <kbd>Shift</kbd> <kbd>Alt</kbd> intersects,{' '}
          <kbd>I</kbd> inverts, <kbd>Esc</kbd> clears
        </span>
        <Menu
          label="+ plot"
          name="Add a plot"
          align="right"
          items={plotKinds.map((kind) => ({
            label: kind.name,
            onPick: () => {
              const base = first === null ? null : histogramOf(first, frame);
              if (!base) return host.tell('bad', 'there is no numeric column to plot');
              const plot: PlotSpec = {
                ...base,
                type: kind.type,
                id: freshPlotId(plots),
                y: { column: null, scale: 'linear', range: null },
              };
              if (kind.type === 'scatter') {
                plot.y = { ...base.x };
                plot.color = { by: 'density', column: null };
              }
              host.setParams({ plots: [...plots, plot] });
            },
          }))}
        />
      </div>
      <div className="plot-grid">
        {plots.map((plot) => (
          <PlotPanel
            key={plot.id}
            plot={plot}
            host={host}
            frame={frame}
            onChange={change}
            onRemove={() => host.setParams({ plots: plots.filter((other) => other.id !== plot.id) })}
          />
        ))}
      </div>
    </div>
  );
}

/** The data cell's result, however far above it is. */
function dataOf(host: CellHost<PlotParams>): DataResult | undefined {
  return host.frame ? (host.resultOf(host.frame.dataCell) as DataResult | undefined) : undefined;
}
