import { type PointerEvent, useEffect, useState } from 'react';
import type { CellState } from '../../cells/contract.ts';
import { cellKinds, offeredKinds } from '../../cells/registry.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useOutcrop } from '../context.ts';
import { shownKeys } from '../keys.ts';
import { StatusMark } from './StatusMark.tsx';

/** Shorter runs show their state only, so that nothing flashes. */
const PATIENCE_MS = 300;

interface CellHeadProps {
  cell: CellDocument;
  index: number;
  last: boolean;
  state: CellState | undefined;
  onGrab(event: PointerEvent<HTMLElement>): void;
}

/** The line of a cell that is always there: handle, number, title, then what it holds or how far it is. */
export function CellHead({ cell, index, last, state, onGrab }: CellHeadProps) {
  const { session, actions } = useOutcrop();
  const kind = cellKinds.get(cell.kind);
  const computes = kind?.compute != null;
  const summary = computes && state?.result !== undefined ? kind.summary(state.result, cell.params) : '';
  const runnable = computes && (state?.status === 'stale' || state?.status === 'failed');
  const running = useLongRun(state);
  /** Buttons of a run go with it: the focus stays with the cell. */
  const hold = (): void => document.getElementById(`cell-${cell.id}`)?.focus({ preventScroll: true });
  const cancel = (): void => {
    hold();
    session.cancel(cell.id);
  };
  return (
    <div className="cell-head">
      <button
        type="button"
        className="grip"
        aria-label={`Move ${cell.title}`}
        title={`Drag to move; keys: ${shownKeys('Alt-ArrowUp')}, ${shownKeys('Alt-ArrowDown')}`}
        onPointerDown={onGrab}
      >
        ⠿
      </button>
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
      {running && state ? (
        <span className="cell-progress">
          <ProgressBar
            report={state.progress}
            startedAt={state.startedAt}
            stageStartedAt={state.stageStartedAt}
            onCancel={cancel}
          />
        </span>
      ) : (
        <>
          <span className="cell-summary" title={summary}>
            {summary}
          </span>
          {computes && <StatusMark state={state} long />}
        </>
      )}
      {state?.status === 'queued' && (
        <button type="button" className="button" onClick={cancel}>
          Cancel
        </button>
      )}
      {runnable && (
        <button
          type="button"
          className="button primary"
          title={`Run it and what it needs (${shownKeys('Mod-Enter')})`}
          onClick={() => {
            hold();
            void session.run(cell.id);
          }}
        >
          Run
        </button>
      )}
      <Menu
        className="button quiet icon"
        name={`Actions of ${cell.title}`}
        label="⋯"
        align="right"
        items={useMenuItems(cell, index, last)}
      />
    </div>
  );
}

function useMenuItems(cell: CellDocument, index: number, last: boolean): MenuItem[] {
  const { actions } = useOutcrop();
  return [
    {
      label: 'Move up',
      keys: shownKeys('Alt-ArrowUp'),
      disabled: index === 0,
      onPick: () => actions.moveCell(cell.id, index - 1),
    },
    {
      label: 'Move down',
      keys: shownKeys('Alt-ArrowDown'),
      disabled: last,
      onPick: () => actions.moveCell(cell.id, index + 1),
    },
    { label: 'Duplicate', keys: 'D', onPick: () => actions.duplicateCell(cell.id) },
    { label: 'Delete', keys: shownKeys('Delete'), onPick: () => actions.removeCell(cell.id) },
    ...offeredKinds
      .filter(({ kind }) => kind !== cell.kind)
      .map(({ kind, title, about }) => ({
        section: 'Convert to',
        label: title,
        title: about,
        onPick: () => actions.convertCell(cell.id, kind),
      })),
  ];
}

/** True once a run has taken so long that people want to see how far it is. */
function useLongRun(state: CellState | undefined): boolean {
  const running = state?.status === 'running';
  const startedAt = state?.startedAt ?? 0;
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!running) {
      setLong(false);
      return;
    }
    const since = Math.max(0, Date.now() - startedAt);
    const timer = setTimeout(() => setLong(true), Math.max(0, PATIENCE_MS - since));
    return () => clearTimeout(timer);
  }, [running, startedAt]);
  return running && long;
}

function CellTitle({ cell }: { cell: CellDocument }) {
  const { actions } = useOutcrop();
  const [draft, setDraft] = useState<string | null>(null);
  function commit(): void {
    if (draft !== null && draft.trim() !== '' && draft.trim() !== cell.title) {
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
        if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          commit();
          event.currentTarget.closest<HTMLElement>('.cell')?.focus({ preventScroll: true });
        }
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
