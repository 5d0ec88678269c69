import { Suspense, useState } from 'react';
import { cellKinds } from '../../cells/registry.ts';
import { cellViews } from '../../cells/views.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { shownKeys } from '../use-keys.ts';
import { CellBoundary } from './CellBoundary.tsx';
import { CellInputs } from './CellInputs.tsx';
import { StatusMark } from './StatusMark.tsx';
import { useCellHost } from './use-cell-host.ts';

interface CellFrameProps {
  cell: CellDocument;
  index: number;
  last: boolean;
}

/** A cell: its head with state and actions, its errors, its view. */
export function CellFrame({ cell, index, last }: CellFrameProps) {
  const { session, actions, app } = useOutcrop();
  const state = useSession((s) => s.cells[cell.id]);
  const focused = useApp((a) => a.focused === cell.id);
  const host = useCellHost(cell);
  const kind = cellKinds.get(cell.kind);
  const View = cellViews[cell.kind];
  const computes = kind?.compute != null;
  const summary = computes && state?.result !== undefined ? kind.summary(state.result, cell.params) : '';
  const runnable = computes && (state?.status === 'stale' || state?.status === 'failed');

  return (
    <section
      id={`cell-${cell.id}`}
      className={`cell ${state?.status ?? ''}${focused ? ' focused' : ''}`}
      aria-label={`${cell.title}, cell ${index + 1}`}
      tabIndex={-1}
      onFocus={() => {
        if (app.getState().focused !== cell.id) app.setState({ focused: cell.id });
      }}
      onPointerDown={() => {
        if (app.getState().focused !== cell.id) app.setState({ focused: cell.id });
      }}
      onPointerUp={() => session.endGesture()}
    >
      <div className="cell-head">
        <button
          type="button"
          className="button quiet icon fold"
          aria-expanded={!cell.collapsed}
          aria-label={`${cell.collapsed ? 'Unfold' : 'Fold'} ${cell.title}`}
          onClick={() => actions.change({ type: 'setCollapsed', id: cell.id, collapsed: !cell.collapsed })}
        >
          {cell.collapsed ? '▸' : '▾'}
        </button>
        <span className="cell-number">{index + 1}</span>
        <CellTitle cell={cell} />
        <span className="cell-summary" title={summary}>
          {summary}
        </span>
        {computes && <StatusMark state={state} long />}
        {runnable && (
          <button
            type="button"
            className="button primary"
            title={`${shownKeys('Mod-Enter')}`}
            onClick={() => void session.run(cell.id)}
          >
            Run
          </button>
        )}
        <Menu
          className="button quiet icon"
          name={`Actions of ${cell.title}`}
          label="⋯"
          align="right"
          items={[
            {
              label: 'Move up',
              keys: shownKeys('Alt-ArrowUp'),
              disabled: index === 0,
              onPick: () => actions.moveCell(cell.id, -1),
            },
            {
              label: 'Move down',
              keys: shownKeys('Alt-ArrowDown'),
              disabled: last,
              onPick: () => actions.moveCell(cell.id, 1),
            },
            { label: 'Duplicate', onPick: () => actions.change({ type: 'duplicateCell', id: cell.id }) },
            { label: 'Delete', onPick: () => actions.removeCell(cell.id) },
          ]}
        />
      </div>
      {(state?.status === 'running' || state?.status === 'queued') && (
        <div className="cell-progress">
          {state.status === 'queued' ? (
            <span>queued behind another cell</span>
          ) : (
            <ProgressBar
              report={state.progress}
              startedAt={state.startedAt}
              stageStartedAt={state.stageStartedAt}
              onCancel={() => session.cancel(cell.id)}
            />
          )}
        </div>
      )}
      {state?.error && (
        <Notice
          level="bad"
          action={
            <button type="button" className="button" onClick={() => void session.run(cell.id)}>
              Try again
            </button>
          }
        >
          {state.error.message}
        </Notice>
      )}
      {state?.status === 'blocked' && <Notice level="warn">{state.reason ?? 'it cannot run yet'}</Notice>}
      {!cell.collapsed && kind && <CellInputs cell={cell} kind={kind} />}
      {!cell.collapsed && (
        <div className="cell-body">
          {View ? (
            <CellBoundary key={cell.kind} title={cell.title}>
              <Suspense fallback={<p className="empty">loading …</p>}>
                <View host={host} />
              </Suspense>
            </CellBoundary>
          ) : (
            <p className="empty">
              This version of Outcrop does not know cells of kind “{cell.kind}”. It is kept as it is.
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function CellTitle({ cell }: { cell: CellDocument }) {
  const { actions } = useOutcrop();
  const [draft, setDraft] = useState<string | null>(null);
  function commit(): void {
    if (draft !== null && draft.trim() !== '' && draft !== cell.title) {
      actions.change({ type: 'renameCell', id: cell.id, title: draft.trim() });
    }
    setDraft(null);
  }
  const shown = draft ?? cell.title;
  return (
    <input
      className="cell-title"
      aria-label={`Title of cell ${cell.title}`}
      value={shown}
      size={Math.max(4, Math.min(40, shown.length))}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey)
          event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
