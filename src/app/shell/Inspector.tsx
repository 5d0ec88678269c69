import { ClusterList } from '../../cells/cluster/ClusterList.tsx';
import { EffectRows } from '../../cells/explain/EffectRows.tsx';
import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import { quantityNamed } from '../../engine/frame.ts';
import { keptSelection } from '../../notebook/selection-name.ts';
import { Select } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { count, percent } from '../../ui/numbers.ts';
import { runCommand } from '../commands.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { Hypotheses } from '../hints/Hypotheses.tsx';
import { RealityButton } from '../reality/RealityButton.tsx';
import { PinnedPlots } from './PinnedPlots.tsx';
import { SelectionActions } from './SelectionActions.tsx';
import { SelectionCuts } from './SelectionCuts.tsx';
import { SelectionNames } from './SelectionNames.tsx';

/** Always beside the notebook: what is selected, and what sets it apart. */
export function Inspector() {
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inspector-scroll">
        <SelectionHead />
        <SelectionCuts />
        <Comparison />
        <Hypotheses />
        <SelectionNames />
        <Clusters />
      </div>
      <PinnedPlots />
    </aside>
  );
}

function SelectionHead() {
  const { actions } = useOutcrop();
  const some = useSession((s) => s.document.selection.length > 0 && s.dataCell !== null);
  const data = useSession((s) => s.dataCell !== null);
  const found = useSession((s) => s.selected !== null);
  const selected = useSession((s) => s.selectedCount);
  const rows = useSession((s) => (s.dataCell === null ? 0 : (s.frames[s.dataCell]?.rows ?? 0)));
  const skipped = useSession((s) => s.skipped);
  return (
    <section className="inspector-head" aria-label="Selection">
      <div className="panel-head">
        <h2>Selection</h2>
        <span className="selected-count" aria-live="polite">
          {!some && 'none'}
          {some &&
            found &&
            `${count(selected)} of ${count(rows)} · ${percent(rows > 0 ? selected / rows : 0)}`}
        </span>
        {some && (
          <button
            type="button"
            className="link"
            title="Select nothing (Esc)"
            onClick={() => actions.change({ type: 'clearSelection' })}
          >
            Clear
          </button>
        )}
      </div>
      <KeptSince />
      {skipped.length > 0 && <NotFound skipped={skipped} />}
      {!some && <NothingSelected data={data} />}
      {some && <SelectionActions />}
    </section>
  );
}

/** Why the events are not those that lie in the lasso, or in the cluster, now. */
function KeptSince() {
  const kept = useSession((s) => keptSelection(s.document.selection));
  if (kept === null) return null;
  return (
    <p className="kept-since">
      {kept.from || 'Events as they were when selected'}: the plane or the clusters have changed since.
    </p>
  );
}

/** What of the selection waits for a cell to run, or is gone. */
function NotFound({ skipped }: { skipped: string[] }) {
  const { session } = useOutcrop();
  const document = useSession((s) => s.document);
  const cells = useSession((s) => s.cells);
  const waiting = document.cells.filter(
    ({ id }) => cells[id]?.result === undefined && skipped.some((ref) => ref.startsWith(`${id}:`)),
  );
  const gone = skipped.filter((ref) => !waiting.some(({ id }) => ref.startsWith(`${id}:`)));
  const runs = waiting.some(({ id }) => ['running', 'queued'].includes(cells[id]?.status));
  const titles = waiting.map(({ title }) => title).join(' and ');
  return (
    <>
      {waiting.length > 0 && (
        <Notice level="info">
          Its events are known once {titles} {waiting.length > 1 ? 'have' : 'has'} run.{' '}
          {runs ? (
            'It runs now.'
          ) : (
            <button
              type="button"
              className="link"
              onClick={() => {
                for (const { id } of waiting) void session.run(id);
              }}
            >
              Run {titles}
            </button>
          )}
        </Notice>
      )}
      {gone.length > 0 && <Notice level="warn">Not all of it could be found again: {gone.join('; ')}</Notice>}
    </>
  );
}

/** What to do next, by how far the notebook is. */
function NothingSelected({ data }: { data: boolean }) {
  const { actions } = useOutcrop();
  const plots = useSession((s) => s.document.cells.find((c) => c.kind === 'plot')?.id);
  const clusters = useSession((s) =>
    s.document.cells.some((c) => c.kind === 'cluster' && s.cells[c.id]?.result !== undefined),
  );
  const next = clusters ? ', or pick a cluster below' : '';
  return (
    <div className="empty">
      <p>
        {data ? '' : 'When data have been read, '}
        {data ? 'Lasso' : 'lasso'} events in any plot{next}. What sets them apart appears here at once.
      </p>
      {data && plots !== undefined && (
        <button type="button" className="link" onClick={() => actions.focusCell(plots, 'start')}>
          Go to the plots
        </button>
      )}
    </div>
  );
}

function Comparison() {
  const outcrop = useOutcrop();
  const { session, actions } = outcrop;
  const some = useSession((s) => s.document.selection.length > 0 && s.dataCell !== null);
  const list = useSession((s) => s.effects);
  const busy = useSession((s) => s.effectsBusy);
  const error = useSession((s) => s.effectsError);
  const against = useSession((s) => s.against);
  const selections = useSession((s) => s.document.selections);
  const frame = useSession((s) => (s.dataCell === null ? undefined : s.frames[s.dataCell]));
  const plotCell = useSession((s) => s.document.cells.find((c) => c.kind === 'plot')?.id);
  const theme = useApp((a) => a.theme);
  const lost = useSession((s) => s.selectedCount === 0 && s.skipped.length > 0);
  if (!some || lost) return null;
  return (
    <section className="comparison" aria-label="What sets it apart" aria-busy={busy}>
      <div className="panel-head">
        <h2>What sets it apart</h2>
        <Select
          ariaLabel="Compare with"
          value={against ?? ''}
          options={[
            { value: '', label: 'vs all others' },
            ...selections.map(({ id, name }) => ({ value: id, label: `vs ${name}` })),
          ]}
          onChange={(id) => session.setAgainst(id === '' ? null : id)}
        />
      </div>
      {error && <Notice level="bad">{error.message}</Notice>}
      {list && (
        <EffectRows
          list={list}
          theme={theme}
          first={8}
          onPlot={
            plotCell !== undefined && frame
              ? (column) => {
                  const found = quantityNamed(frame, column);
                  if (found) actions.addHistogram(plotCell, found.ref);
                }
              : undefined
          }
        />
      )}
      {list && (
        <p className="comparison-note">
          {count(list.effects.length)} quantities looked at. Score: 2 AUC − 1 with its 95 % interval; medians
          in the quantity’s own unit.{' '}
          <button type="button" className="link" onClick={() => runCommand(outcrop, 'export-effects')}>
            Save as CSV
          </button>
        </p>
      )}
    </section>
  );
}

function Clusters() {
  const { actions } = useOutcrop();
  const theme = useApp((a) => a.theme);
  const cell = useSession(
    (s) => s.document.cells.find((c) => c.kind === 'cluster' && s.cells[c.id]?.result !== undefined)?.id,
  );
  const result = useSession((s) =>
    cell === undefined ? undefined : (s.cells[cell]?.result as ClusteringResult | undefined),
  );
  if (cell === undefined || !result) return null;
  return (
    <section aria-label="Clusters">
      <div className="panel-head">
        <h2>
          Clusters <span className="head-count">{result.sizes.length}</span>
        </h2>
        <RealityButton of="all" />
      </div>
      <ClusterList cell={cell} result={result} theme={theme} onSelect={actions.select} />
    </section>
  );
}
