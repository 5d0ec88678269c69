import { cellKinds, offeredKinds } from '../../cells/registry.ts';
import type { Outcrop } from '../context.ts';
import { type AppCommand, focusedCell, onCell } from './command.ts';

/** Moves the focus by some cells; from nowhere to the first or the last. */
function step(outcrop: Outcrop, by: number): void {
  const { cells } = outcrop.session.store.getState().document;
  const at = focusedCell(outcrop)?.index ?? (by > 0 ? -1 : cells.length);
  const next = cells[Math.min(cells.length - 1, Math.max(0, at + by))];
  if (next) outcrop.actions.focusCell(next.id);
}

/** Adds a cell of a kind before or after the focused one; at the end where none is. */
function insert(outcrop: Outcrop, kind: string, below: boolean): void {
  const focused = focusedCell(outcrop);
  const end = outcrop.session.store.getState().document.cells.length;
  outcrop.actions.addCell(kind, focused ? focused.index + (below ? 1 : 0) : end);
}

function noNeighbour(count: number): string | null {
  return count === 0 ? 'the notebook is empty' : null;
}

const cellCount = ({ session }: Outcrop): number => session.store.getState().document.cells.length;

export const cellCommands: AppCommand[] = [
  onCell({
    id: 'run',
    name: 'Run the cell and what it needs',
    alsoCalled: ['run to here', 'run above', 'execute'],
    verb: 'Run',
    after: ' and what it needs',
    keys: 'Mod-Enter',
    whileTyping: true,
    refusal({ cell, state }) {
      if (cellKinds.get(cell.kind)?.compute == null) return 'it computes nothing';
      if (state?.status === 'blocked') return state.reason ?? 'it cannot run yet';
      if (state?.status === 'fresh') return 'it is fresh';
      return state?.status === 'stale' || state?.status === 'failed' ? null : 'it runs';
    },
    run: ({ cell }, { session }) => void session.run(cell.id),
  }),
  {
    id: 'run-next',
    name: 'Run the cell and go to the next',
    keys: 'Shift-Enter',
    group: 'cell',
    refusal: (o) => (focusedCell(o) ? null : 'no cell has the focus'),
    run(o) {
      const focused = focusedCell(o);
      if (!focused) return;
      void o.session.run(focused.cell.id);
      step(o, 1);
    },
  },
  onCell({
    id: 'cancel',
    name: 'Cancel the cell',
    alsoCalled: ['interrupt', 'stop'],
    verb: 'Cancel',
    keys: null,
    refusal: ({ state }) =>
      state?.status === 'running' || state?.status === 'queued' ? null : 'it does not run',
    run: ({ cell }, { session }) => session.cancel(cell.id),
  }),
  {
    id: 'previous',
    name: 'Previous cell',
    keys: 'K',
    group: 'cell',
    refusal: (o) => noNeighbour(cellCount(o)),
    run: (o) => step(o, -1),
  },
  {
    id: 'next',
    name: 'Next cell',
    keys: 'J',
    group: 'cell',
    refusal: (o) => noNeighbour(cellCount(o)),
    run: (o) => step(o, 1),
  },
  {
    id: 'insert-above',
    name: 'Insert a note above',
    alsoCalled: ['add a cell above'],
    keys: 'A',
    group: 'cell',
    run: (o) => insert(o, 'note', false),
  },
  {
    id: 'insert-below',
    name: 'Insert a note below',
    alsoCalled: ['add a cell below'],
    keys: 'B',
    group: 'cell',
    run: (o) => insert(o, 'note', true),
  },
  onCell({
    id: 'move-up',
    name: 'Move the cell up',
    verb: 'Move',
    after: ' up',
    keys: 'Alt-ArrowUp',
    refusal: ({ index }) => (index === 0 ? 'it is the first' : null),
    run: ({ cell, index }, { actions }) => actions.moveCell(cell.id, index - 1),
  }),
  onCell({
    id: 'move-down',
    name: 'Move the cell down',
    verb: 'Move',
    after: ' down',
    keys: 'Alt-ArrowDown',
    refusal: ({ last }) => (last ? 'it is the last' : null),
    run: ({ cell, index }, { actions }) => actions.moveCell(cell.id, index + 1),
  }),
  onCell({
    id: 'duplicate',
    name: 'Duplicate the cell',
    alsoCalled: ['copy the cell'],
    verb: 'Duplicate',
    keys: 'D',
    run: ({ cell }, { actions }) => actions.duplicateCell(cell.id),
  }),
  onCell({
    id: 'fold',
    name: 'Fold or unfold the cell',
    alsoCalled: ['collapse', 'expand', 'hide'],
    verb: 'Fold or unfold',
    keys: 'O',
    run: ({ cell }, { actions }) =>
      actions.change({ type: 'setCollapsed', id: cell.id, collapsed: !cell.collapsed }),
  }),
  onCell({
    id: 'rename',
    name: 'Rename the cell',
    verb: 'Rename',
    keys: 'F2',
    run: ({ cell }) => document.querySelector<HTMLInputElement>(`#cell-${cell.id} .cell-title`)?.select(),
  }),
  onCell({
    id: 'delete',
    name: 'Delete the cell',
    alsoCalled: ['remove the cell'],
    verb: 'Delete',
    keys: 'Delete',
    run: ({ cell }, { actions }) => actions.removeCell(cell.id),
  }),
];

/** One for every kind that there is. */
export const addCommands: AppCommand[] = offeredKinds.map(({ kind, title }) => ({
  id: `add-${kind}`,
  name: `Add a cell: ${title}`,
  keys: null,
  group: 'add',
  run: (outcrop) => insert(outcrop, kind, true),
}));

export const convertCommands: AppCommand[] = offeredKinds.map(({ kind, title }) =>
  onCell({
    id: `convert-${kind}`,
    name: `Convert the cell to ${title}`,
    verb: 'Convert',
    after: ` to ${title}`,
    keys: null,
    group: 'convert',
    refusal: ({ cell }) => (cell.kind === kind ? 'it is one already' : null),
    run: ({ cell }, { actions }) => actions.convertCell(cell.id, kind),
  }),
);
