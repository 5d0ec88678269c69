import { lazy, Suspense } from 'react';
import { plotsOf } from '../../cells/plot/plots-of.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { useOutcrop, useSession } from '../context.ts';
import { useCellHost } from './use-cell-host.ts';

/** Figures come with the first of them. */
const PlotPanel = lazy(async () => ({ default: (await import('../../cells/plot/PlotPanel.tsx')).PlotPanel }));

/** Plots kept in sight beside the notebook, whatever is scrolled to. */
export function PinnedPlots() {
  const pinned = useSession((s) => s.document.pinned);
  const cells = useSession((s) => s.document.cells);
  if (pinned.length === 0) return null;
  return (
    <section className="dock" aria-label="Pinned plots">
      <div className="panel-head">
        <h2>Pinned plots</h2>
      </div>
      <Suspense>
        {pinned.map((address) => {
          const slash = address.indexOf('/');
          const cell = cells.find((c) => c.id === address.slice(0, slash));
          return cell ? <PinnedPlot key={address} cell={cell} plotId={address.slice(slash + 1)} /> : null;
        })}
      </Suspense>
    </section>
  );
}

function PinnedPlot({ cell, plotId }: { cell: CellDocument; plotId: string }) {
  const { session } = useOutcrop();
  const host = useCellHost(cell);
  if (!host.frame) return null;
  const plots = plotsOf(cell, session.store.getState(), host.frame);
  const plot = plots.find((p) => p.id === plotId);
  if (!plot) return null;
  return (
    <PlotPanel
      plot={plot}
      host={host}
      frame={host.frame}
      docked
      onChange={(changed, gesture) =>
        host.setParams(
          { plots: plots.map((other) => (other.id === changed.id ? changed : other)) },
          gesture === undefined ? undefined : { merge: `${cell.id}/${plotId}/${gesture}` },
        )
      }
      onRemove={() => host.unpin(`${cell.id}/${plotId}`)}
    />
  );
}
