import { comparisonRefusal } from '../compare/add-comparison.ts';
import type { Outcrop } from '../context.ts';
import type { AppCommand } from './command.ts';

function some(outcrop: Outcrop, ...statuses: string[]): boolean {
  return Object.values(outcrop.session.store.getState().cells).some(({ status }) =>
    statuses.includes(status),
  );
}

export const notebookCommands: AppCommand[] = [
  {
    id: 'run-all',
    name: 'Run all stale cells',
    alsoCalled: ['execute all', 'restart and run all'],
    keys: 'Mod-Shift-Enter',
    group: 'notebook',
    whileTyping: true,
    refusal: (o) => (some(o, 'stale', 'failed') ? null : 'no cell is stale'),
    run: ({ session }) => void session.runAll(),
  },
  {
    id: 'cancel-all',
    name: 'Cancel all that runs',
    alsoCalled: ['interrupt', 'stop'],
    keys: 'Mod-I',
    group: 'notebook',
    whileTyping: true,
    refusal: (o) => (some(o, 'running', 'queued') ? null : 'nothing runs'),
    run: ({ session }) => session.cancelAll(),
  },
  {
    id: 'undo',
    name: 'Undo',
    keys: 'Mod-Z',
    group: 'notebook',
    label: ({ session }) => session.store.getState().undoLabel ?? 'Undo',
    refusal: ({ session }) => (session.store.getState().undoLabel === null ? 'nothing to undo' : null),
    run: ({ actions }) => actions.undo(),
  },
  {
    id: 'redo',
    name: 'Redo',
    keys: 'Mod-Shift-Z',
    alsoKeys: ['Mod-Y'],
    group: 'notebook',
    label: ({ session }) => session.store.getState().redoLabel ?? 'Redo',
    refusal: ({ session }) => (session.store.getState().redoLabel === null ? 'nothing to redo' : null),
    run: ({ actions }) => actions.redo(),
  },
  {
    id: 'save',
    name: 'Save as a file',
    alsoCalled: ['download the notebook'],
    keys: 'Mod-S',
    group: 'notebook',
    whileTyping: true,
    run: ({ actions }) => void actions.saveAs(),
  },
  {
    id: 'save-another',
    name: 'Save as another file',
    keys: 'Mod-Shift-S',
    group: 'notebook',
    whileTyping: true,
    run: ({ actions }) => void actions.saveAs(true),
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
    id: 'open-address',
    name: 'Open an address …',
    keys: null,
    group: 'notebook',
    run: ({ app }) => app.setState({ dialog: 'address', about: null }),
  },
  {
    id: 'compare-file',
    name: 'Compare with another file …',
    keys: null,
    group: 'notebook',
    refusal: ({ session }) => comparisonRefusal(session.store.getState().document),
    run: ({ actions }) => void actions.compareWith(),
  },
  {
    id: 'compare-runs',
    name: 'Compare the runs of this file',
    keys: null,
    group: 'notebook',
    refusal: ({ session }) => comparisonRefusal(session.store.getState().document),
    run: ({ actions }) => actions.compareRuns(),
  },
  {
    id: 'start',
    name: 'New or recent notebook',
    alsoCalled: ['close the notebook'],
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
    id: 'bundled',
    name: 'The bundled run',
    keys: null,
    group: 'notebook',
    run: ({ actions }) => actions.openWelcome(),
  },
  {
    id: 'title',
    name: 'Rename the notebook',
    keys: null,
    group: 'notebook',
    run: () => document.querySelector<HTMLInputElement>('.title-field')?.select(),
  },
];
