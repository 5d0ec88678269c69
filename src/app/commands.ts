import { cellKinds } from '../cells/registry.ts';
import type { Tool } from '../plots/plot.ts';
import { rememberTheme } from './app-store.ts';
import type { Outcrop } from './context.ts';

/** Everything a key can do, by name. `Mod` is Cmd on a Mac and Ctrl elsewhere. */
export interface AppCommand {
  id: string;
  name: string;
  /** As pressed, such as `Mod-Shift-Z`; null where no key is set. */
  keys: string | null;
  group: 'notebook' | 'cell' | 'selection' | 'view';
  /** True where it also holds while a text field has the focus. */
  whileTyping?: boolean;
  run(outcrop: Outcrop): void;
}

function focusedCell({ app, session }: Outcrop): { id: string; index: number } | null {
  const { cells } = session.store.getState().document;
  const id = app.getState().focused;
  const index = cells.findIndex((cell) => cell.id === id);
  return id === null || index < 0 ? null : { id, index };
}

function focusCell(id: string): void {
  document.getElementById(`cell-${id}`)?.focus();
}

function step(outcrop: Outcrop, by: number): void {
  const { cells } = outcrop.session.store.getState().document;
  const at = focusedCell(outcrop)?.index ?? (by > 0 ? -1 : cells.length);
  const next = cells[Math.min(cells.length - 1, Math.max(0, at + by))];
  if (!next) return;
  outcrop.app.setState({ focused: next.id });
  focusCell(next.id);
}

function runFocused(outcrop: Outcrop, moveOn: boolean): void {
  const cell = focusedCell(outcrop);
  if (!cell) return;
  void outcrop.session.run(cell.id);
  if (moveOn) step(outcrop, 1);
}

function insert(outcrop: Outcrop, below: boolean): void {
  const cell = focusedCell(outcrop);
  const end = outcrop.session.store.getState().document.cells.length;
  const index = cell ? cell.index + (below ? 1 : 0) : end;
  outcrop.actions.addCell('note', index);
}

const tool =
  (name: Tool) =>
  ({ app }: Outcrop): void =>
    app.setState({ tool: name });

export const appCommands: AppCommand[] = [
  {
    id: 'run-all',
    name: 'Run all stale cells',
    keys: 'Mod-Shift-Enter',
    group: 'notebook',
    whileTyping: true,
    run: ({ session }) => void session.runAll(),
  },
  { id: 'undo', name: 'Undo', keys: 'Mod-Z', group: 'notebook', run: ({ session }) => session.undo() },
  { id: 'redo-too', name: 'Redo', keys: 'Mod-Y', group: 'notebook', run: ({ session }) => session.redo() },
  { id: 'redo', name: 'Redo', keys: 'Mod-Shift-Z', group: 'notebook', run: ({ session }) => session.redo() },
  {
    id: 'save',
    name: 'Save as a file',
    keys: 'Mod-S',
    group: 'notebook',
    whileTyping: true,
    run: ({ actions }) => actions.saveAs(),
  },
  {
    id: 'open',
    name: 'Open a file',
    keys: 'Mod-O',
    group: 'notebook',
    whileTyping: true,
    run: ({ actions }) => void actions.openFile(),
  },
  {
    id: 'start',
    name: 'New or recent notebook',
    keys: null,
    group: 'notebook',
    run: ({ app }) => app.setState({ dialog: 'start' }),
  },
  {
    id: 'simulate',
    name: 'Simulate a run',
    keys: null,
    group: 'notebook',
    run: ({ app }) => app.setState({ dialog: 'simulate' }),
  },

  {
    id: 'run',
    name: 'Run the cell',
    keys: 'Mod-Enter',
    group: 'cell',
    whileTyping: true,
    run: (o) => runFocused(o, false),
  },
  {
    id: 'run-next',
    name: 'Run the cell and go to the next',
    keys: 'Shift-Enter',
    group: 'cell',
    run: (o) => runFocused(o, true),
  },
  {
    id: 'interrupt',
    name: 'Cancel what runs',
    keys: 'Mod-I',
    group: 'cell',
    whileTyping: true,
    run: ({ session }) => {
      const { cells } = session.store.getState();
      for (const [id, state] of Object.entries(cells))
        if (state.status === 'running' || state.status === 'queued') session.cancel(id);
    },
  },
  { id: 'previous', name: 'Previous cell', keys: 'K', group: 'cell', run: (o) => step(o, -1) },
  { id: 'next', name: 'Next cell', keys: 'J', group: 'cell', run: (o) => step(o, 1) },
  { id: 'insert-above', name: 'Insert a note above', keys: 'A', group: 'cell', run: (o) => insert(o, false) },
  { id: 'insert-below', name: 'Insert a note below', keys: 'B', group: 'cell', run: (o) => insert(o, true) },
  {
    id: 'move-up',
    name: 'Move the cell up',
    keys: 'Alt-ArrowUp',
    group: 'cell',
    run: (o) => {
      const cell = focusedCell(o);
      if (cell) o.actions.moveCell(cell.id, -1);
    },
  },
  {
    id: 'move-down',
    name: 'Move the cell down',
    keys: 'Alt-ArrowDown',
    group: 'cell',
    run: (o) => {
      const cell = focusedCell(o);
      if (cell) o.actions.moveCell(cell.id, 1);
    },
  },

  {
    id: 'duplicate',
    name: 'Duplicate the cell',
    keys: null,
    group: 'cell',
    run: (o) => {
      const cell = focusedCell(o);
      if (cell) o.actions.change({ type: 'duplicateCell', id: cell.id });
    },
  },
  {
    id: 'delete',
    name: 'Delete the cell',
    keys: 'Delete',
    group: 'cell',
    run: (o) => {
      const cell = focusedCell(o);
      if (!cell) return;
      step(o, 1);
      o.actions.removeCell(cell.id);
    },
  },

  { id: 'lasso', name: 'Lasso', keys: 'L', group: 'selection', run: tool('lasso') },
  { id: 'box', name: 'Box', keys: 'X', group: 'selection', run: tool('box') },
  { id: 'pan', name: 'Pan and zoom', keys: 'P', group: 'selection', run: tool('pan') },
  {
    id: 'invert',
    name: 'Invert the selection',
    keys: 'I',
    group: 'selection',
    run: ({ actions }) => actions.select({ mode: 'invert' }, 'invert the selection'),
  },
  {
    id: 'clear',
    name: 'Clear the selection',
    keys: 'Escape',
    group: 'selection',
    run: ({ actions }) => actions.change({ type: 'clearSelection' }),
  },

  {
    id: 'theme',
    name: 'Light or dark',
    keys: null,
    group: 'view',
    run: ({ app }) => {
      const theme = app.getState().theme === 'dark' ? 'light' : 'dark';
      rememberTheme(theme);
      app.setState({ theme });
    },
  },
  { id: 'keys', name: 'Keys', keys: '?', group: 'view', run: ({ app }) => app.setState({ dialog: 'keys' }) },
];

export const addableKinds = [...cellKinds.values()].map(({ kind, title }) => ({ kind, title }));

export function runCommand(outcrop: Outcrop, id: string): void {
  appCommands.find((command) => command.id === id)?.run(outcrop);
}
