import { type PointerEvent, Suspense } from 'react';
import { cellKinds } from '../../cells/registry.ts';
import { cellViews } from '../../cells/views.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { useApp, useOutcrop, useSession } from '../context.ts';
import { CellBoundary } from './CellBoundary.tsx';
import { CellHead } from './CellHead.tsx';
import { CellInputs } from './CellInputs.tsx';
import { CellTrouble } from './CellTrouble.tsx';
import { useCellHost } from './use-cell-host.ts';

interface CellFrameProps {
  cell: CellDocument;
  index: number;
  last: boolean;
  dragged?: boolean;
  onGrab(event: PointerEvent<HTMLElement>): void;
}

/** A cell: its head with state and actions, its troubles, its view. */
export function CellFrame({ cell, index, last, dragged = false, onGrab }: CellFrameProps) {
  const { app } = useOutcrop();
  const state = useSession((s) => s.cells[cell.id]);
  const focused = useApp((a) => a.focused === cell.id);
  const host = useCellHost(cell);
  const kind = cellKinds.get(cell.kind);
  const View = cellViews[cell.kind];
  const take = (): void => {
    if (app.getState().focused !== cell.id) app.setState({ focused: cell.id });
  };
  return (
    <section
      id={`cell-${cell.id}`}
      className={`cell ${state?.status ?? ''}${focused ? ' focused' : ''}${dragged ? ' dragged' : ''}`}
      aria-label={`${cell.title}, cell ${index + 1}`}
      tabIndex={-1}
      onFocus={take}
      onPointerDown={take}
    >
      <CellHead cell={cell} index={index} last={last} state={state} onGrab={onGrab} />
      {state && <CellTrouble cell={cell} state={state} />}
      {!cell.collapsed && kind && <CellInputs cell={cell} kind={kind} />}
      {!cell.collapsed && (
        <div className="cell-body">
          {View ? (
            <CellBoundary key={cell.kind} title={cell.title}>
              <Suspense fallback={<p className="empty view-loading">loading …</p>}>
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
