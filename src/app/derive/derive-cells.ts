import type { DataResult } from '../../cells/data/compute.ts';
import { definitionOf, offersOf } from '../../cells/derive/offered-columns.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { newCell } from '../../notebook/new-cell.ts';
import type { Outcrop } from '../context.ts';

/** Puts a cell with all that is on offer below the data; says so where nothing is. */
export function addOffers({ session, actions }: Outcrop, data: { id: string; result: DataResult }): void {
  const { document } = session.store.getState();
  const columns = offersOf(data.result).map(definitionOf);
  if (columns.length === 0) {
    actions.tell('info', 'nothing is on offer: S1, S2, drift time and r are not known among the columns');
    return;
  }
  const index = document.cells.findIndex(({ id }) => id === data.id) + 1;
  const cell = newCell(document, 'derive', index, cellKinds, {
    title: 'Residuals',
    params: { columns },
    inputs: { data: data.id },
  });
  actions.change({ type: 'addCell', cell, index });
  actions.focusCell(cell.id, 'start');
}

/** A plane of the cell's features alone, its clusters and plots, as one step of the history; runs them. */
export function embedAlone({ session, actions }: Outcrop, derive: CellDocument): void {
  const label = `embed ${derive.title} alone`;
  session.endGesture();
  actions.change({ type: 'setParams', id: derive.id, params: { alone: true } }, { merge: label, label });
  const add = (kind: string, title: string, inputs: Record<string, string>): string => {
    const { document } = session.store.getState();
    const index = document.cells.length;
    const cell = newCell(document, kind, index, cellKinds, { title: title.slice(0, 120), inputs });
    actions.change({ type: 'addCell', cell, index }, { merge: label, label });
    return cell.id;
  };
  const plane = add('embed', `Embed ${derive.title}`, { data: derive.id });
  const clusters = add('cluster', `Clusters of ${derive.title}`, { embed: plane });
  add('plot', `Plots: ${derive.title}`, { from: clusters });
  session.endGesture();
  actions.focusCell(plane, 'start');
  void session.run(clusters);
}
