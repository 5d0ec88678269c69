import type { DataResult } from '../../cells/data/compute.ts';
import type { DeriveParams } from '../../cells/derive/params.ts';
import type { CellDocument } from '../../notebook/document.ts';
import { type AppCommand, focusedCell } from '../commands/command.ts';
import type { Outcrop } from '../context.ts';

/** The data cell in focus, or else the one that is looked at. */
function dataAt(outcrop: Outcrop): { id: string; result: DataResult } | null {
  const { cells, dataCell } = outcrop.session.store.getState();
  const focused = focusedCell(outcrop)?.cell;
  const id = focused?.kind === 'data' ? focused.id : dataCell;
  const result = id === null ? undefined : (cells[id]?.result as DataResult | undefined);
  return id !== null && result ? { id, result } : null;
}

/** The Derive cell in focus, or else the first. */
function deriveAt(outcrop: Outcrop): CellDocument | undefined {
  const focused = focusedCell(outcrop)?.cell;
  if (focused?.kind === 'derive') return focused;
  return outcrop.session.store.getState().document.cells.find(({ kind }) => kind === 'derive');
}

/** From columns on offer to a plane of them. */
export const deriveCommands: AppCommand[] = [
  {
    id: 'derive-offers',
    name: "Derive residuals from the run's own curves, and S2/S1",
    keys: null,
    group: 'add',
    refusal: (outcrop) => (dataAt(outcrop) === null ? 'there is no data yet' : null),
    run(outcrop) {
      const data = dataAt(outcrop);
      if (data) void import('./derive-cells.ts').then(({ addOffers }) => addOffers(outcrop, data));
    },
  },
  {
    id: 'embed-derived',
    name: 'Embed and cluster the derived columns alone',
    keys: null,
    group: 'add',
    refusal(outcrop) {
      const derive = deriveAt(outcrop);
      if (!derive) return 'there is no Derive cell';
      const { columns } = derive.params as unknown as DeriveParams;
      const some = columns.some(({ feature, name }) => feature !== null && name.trim() !== '');
      return some ? null : 'none of its columns is a feature';
    },
    run(outcrop) {
      const derive = deriveAt(outcrop);
      if (derive) void import('./derive-cells.ts').then(({ embedAlone }) => embedAlone(outcrop, derive));
    },
  },
];
