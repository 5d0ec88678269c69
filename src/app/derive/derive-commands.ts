import type { DataResult } from '../../cells/data/compute.ts';
import { definitionOf, offersOf } from '../../cells/derive/offered-columns.ts';
import { type DeriveParams, deriveParams } from '../../cells/derive/params.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { type AppCommand, focusedCell } from '../commands/command.ts';
import type { Outcrop } from '../context.ts';

/** The data cell in focus, or else the one that is looked at. */
function dataAt(outcrop: Outcrop): { index: number; id: string; result: DataResult } | null {
  const { document, cells, dataCell } = outcrop.session.store.getState();
  const focused = focusedCell(outcrop)?.cell;
  const id = focused?.kind === 'data' ? focused.id : dataCell;
  const result = id === null ? undefined : (cells[id]?.result as DataResult | undefined);
  const index = document.cells.findIndex((cell) => cell.id === id);
  return id !== null && result && index >= 0 ? { index, id, result } : null;
}

function deriveIn(document: NotebookDocument, focused: CellDocument | undefined): CellDocument | undefined {
  return focused?.kind === 'derive' ? focused : document.cells.find(({ kind }) => kind === 'derive');
}

const features = ({ columns }: DeriveParams): number =>
  columns.filter(({ feature, name }) => feature !== null && name.trim() !== '').length;

/** From columns on offer to a plane of them. */
export const deriveCommands: AppCommand[] = [
  {
    id: 'derive-offers',
    name: "Derive residuals from the run's own curves, and S2/S1",
    keys: null,
    group: 'add',
    refusal(outcrop) {
      const data = dataAt(outcrop);
      if (data === null) return 'there is no data yet';
      return offersOf(data.result).length > 0
        ? null
        : 'the columns of S1, S2, drift time and r are not known';
    },
    run(outcrop) {
      const data = dataAt(outcrop);
      if (data === null) return;
      const columns = offersOf(data.result).map(definitionOf);
      const index = data.index + 1;
      const { document } = outcrop.session.store.getState();
      const cell = newCell(document, 'derive', index, cellKinds, {
        title: 'Residuals',
        params: { columns },
        inputs: { data: data.id },
      });
      outcrop.actions.change({ type: 'addCell', cell, index });
      outcrop.actions.focusCell(cell.id, 'start');
    },
  },
  {
    id: 'embed-derived',
    name: 'Embed and cluster the derived columns alone',
    keys: null,
    group: 'add',
    refusal(outcrop) {
      const { document } = outcrop.session.store.getState();
      const derive = deriveIn(document, focusedCell(outcrop)?.cell);
      if (!derive) return 'there is no Derive cell';
      return features(deriveParams.parse(derive.params)) > 0 ? null : 'none of its columns is a feature';
    },
    run(outcrop) {
      const { actions, session } = outcrop;
      const before = session.store.getState().document;
      const derive = deriveIn(before, focusedCell(outcrop)?.cell);
      if (!derive) return;
      const label = `embed ${derive.title} alone`;
      session.endGesture();
      actions.change({ type: 'setParams', id: derive.id, params: { alone: true } }, { merge: label, label });
      const add = (kind: string, title: string, inputs: Record<string, string>): string => {
        const { document } = session.store.getState();
        const index = document.cells.length;
        const cell = newCell(document, kind, index, cellKinds, { title, inputs });
        actions.change({ type: 'addCell', cell, index }, { merge: label, label });
        return cell.id;
      };
      const plane = add('embed', `Embed ${derive.title}`.slice(0, 120), { data: derive.id });
      const clusters = add('cluster', `Clusters of ${derive.title}`.slice(0, 120), { embed: plane });
      add('plot', `Plots: ${derive.title}`.slice(0, 120), { from: clusters });
      session.endGesture();
      actions.focusCell(plane, 'start');
      void session.run(clusters);
    },
  },
];
