import { useMemo, useState } from 'react';
import type { PlotSpec, Tool } from '../../plots/plot.ts';
import { plotKinds } from '../../plots/registry.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { CellHost } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { PlotPanel } from './PlotPanel.tsx';
import type { PlotParams } from './params.ts';
import { newPlot, suitablePlots } from './plots-of.ts';

const TOOLS: { tool: Tool; label: string; keys: string }[] = [
  { tool: 'lasso', label: 'Lasso', keys: 'L' },
  { tool: 'box', label: 'Box', keys: 'X' },
  { tool: 'pan', label: 'Pan', keys: 'P' },
];

/** A grid of linked plots. What is selected in one is selected in all. */
export default function PlotView({ host }: { host: CellHost<PlotParams> }) {
  const { frame } = host;
  const data = frame ? dataOf(host) : undefined;
  const [added, setAdded] = useState<string | null>(null);
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
  if (host.cell.inputs.cuts !== undefined && host.input('cuts') === null) {
    return <p className="empty">Plots appear when the cuts whose events they show have a result.</p>;
  }
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
              const plot = newPlot(kind.type, plots, frame);
              if (!plot) {
                const needed = kind.type === 'scatter' ? 'two measured columns' : 'a measured column';
                return host.tell('bad', `a ${kind.name.toLowerCase()} needs ${needed} of numbers`);
              }
              setAdded(plot.id);
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
            added={plot.id === added}
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
