import { useMemo, useState } from 'react';
import type { DataResult } from '../../cells/data/compute.ts';
import { quantityNamed } from '../../engine/frame.ts';
import { Sparkline } from '../../plots/sparkline/Sparkline.tsx';
import { count, measured } from '../../ui/numbers.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';

/** Every column of the table in view with its histogram; a click adds a histogram of it to the plots. */
export function ColumnPanel() {
  const { actions, session } = useOutcrop();
  const theme = useApp((a) => a.theme);
  const dataCell = useSession((s) => s.dataCell);
  const frame = useSession((s) => (s.dataCell === null ? undefined : s.frames[s.dataCell]));
  const summaries = useSession((s) => s.summaries);
  const data = useSession((s) =>
    s.dataCell === null ? undefined : (s.cells[s.dataCell]?.result as DataResult | undefined),
  );
  const showTruth = useSession(
    (s) => s.document.cells.find((c) => c.id === s.dataCell)?.view.showTruth === true,
  );
  const surveying = useSession((s) => s.surveying);
  const [filter, setFilter] = useState('');
  const shown = useMemo(() => {
    const roles = new Map(data?.proposals.map((p) => [p.column, p]));
    return (summaries ?? []).filter(
      (summary) =>
        summary.column.toLowerCase().includes(filter.toLowerCase()) &&
        (showTruth || roles.get(summary.column)?.role !== 'truth'),
    );
  }, [summaries, data, filter, showTruth]);
  if (!data || dataCell === null) return null;
  const units = new Map(data.proposals.map((p) => [p.column, p.unit]));
  const features = new Set(data.features.map((f) => f.column));

  function addHistogram(column: string): void {
    const plots = session.store.getState().document.cells.find((c) => c.kind === 'plot');
    const found = frame && quantityNamed(frame, column);
    if (plots && found) actions.addHistogram(plots.id, found.ref);
  }

  return (
    <section className="column-panel" aria-label="Columns">
      <div className="panel-head">
        <h2>Columns</h2>
        <span>{count(shown.length)}</span>
      </div>
      <input
        className="input"
        type="search"
        aria-label="Find a column"
        placeholder="Find a column"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      {surveying && (
        <p className="surveying" role="status">
          {surveying.stage}{' '}
          {surveying.total > 0 ? `${Math.floor((100 * surveying.done) / surveying.total)} %` : '…'}
        </p>
      )}
      <ul>
        {shown.map((summary) => {
          const found = frame && quantityNamed(frame, summary.column);
          const unit = found ? found.column.unit : units.get(summary.column);
          const from = found?.isDerived ? `\nmade by ${found.from}` : '';
          const range = summary.levels ? '' : `${measured(summary.min)} … ${measured(summary.max)}`;
          return (
            <li key={summary.column}>
              <button
                type="button"
                onClick={() => addHistogram(summary.column)}
                title={`${summary.column}${unit ? ` [${unit}]` : ''}\n${range}\n${count(summary.missing)} missing${from}\nClick: add a histogram to the plots`}
              >
                <span className={features.has(summary.column) ? 'column-name feature' : 'column-name'}>
                  {summary.column}
                </span>
                <Sparkline summary={summary} theme={theme} width={56} height={16} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
