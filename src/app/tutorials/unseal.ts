import type { DataParams } from '../../cells/data/params.ts';
import type { Outcrop } from '../context.ts';

/** Puts the truth into the data of a tutorial that is over, as one step of the history, and shows it. */
export function unseal({ session, actions }: Outcrop): void {
  const { document } = session.store.getState();
  const label = 'put the truth into the data';
  session.endGesture();
  for (const cell of document.cells) {
    if (cell.kind !== 'data') continue;
    const { source } = cell.params as unknown as DataParams;
    if (source.type !== 'simulate' || !source.sealed) continue;
    const { sealed: _, ...open } = source;
    actions.change({ type: 'setParams', id: cell.id, params: { source: open } }, { merge: label, label });
    actions.change({ type: 'setView', id: cell.id, view: { showTruth: true } });
  }
  session.endGesture();
  actions.tell('info', 'the data hold the column truth now: colour a plot by it', { undo: true });
}
