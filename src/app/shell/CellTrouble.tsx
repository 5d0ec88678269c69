import type { CellState } from '../../cells/contract.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useOutcrop, useSession } from '../context.ts';
import { type WayOut, waysOut } from './ways-out.ts';

/** Why a cell failed or cannot run, in place, with what could be done about it. */
export function CellTrouble({ cell, state }: { cell: CellDocument; state: CellState }) {
  const { session, actions, app } = useOutcrop();
  const document = useSession((s) => s.document);
  const waiting = state.status === 'stale' && state.reason !== null;
  if (!state.error && state.status !== 'blocked' && !waiting) return null;
  const text = state.error?.message ?? state.reason ?? 'it cannot run yet';

  function take(way: WayOut): void {
    switch (way.do) {
      case 'run':
        void session.run(cell.id);
        break;
      case 'file':
        void actions.fillDataCell(cell.id);
        break;
      case 'simulate':
        app.setState({ dialog: 'simulate' });
        break;
      case 'go':
        actions.focusCell(way.cell);
        break;
      case 'change':
        session.endGesture();
        for (const command of way.commands)
          actions.change(command, { merge: `mend ${cell.id}`, label: way.label.toLowerCase() });
        session.endGesture();
    }
  }

  return (
    <Notice
      level={state.error ? 'bad' : 'warn'}
      action={
        <span className="ways-out">
          {waysOut(document, cell, state).map((way) => (
            <button key={way.label} type="button" className="button" onClick={() => take(way)}>
              {way.label}
            </button>
          ))}
        </span>
      }
    >
      {waiting ? `It ${text}.` : text}
    </Notice>
  );
}
