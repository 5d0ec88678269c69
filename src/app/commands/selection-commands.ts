import { selectionName } from '../../notebook/selection-name.ts';
import type { Tool } from '../../plots/plot.ts';
import type { Outcrop } from '../context.ts';
import { selectedPopulations } from '../selected-populations.ts';
import type { AppCommand } from './command.ts';

const tool =
  (name: Tool) =>
  ({ app }: Outcrop): void =>
    app.setState({ tool: name });

const inHand =
  (name: Tool) =>
  ({ app }: Outcrop): string | null =>
    app.getState().tool === name ? 'it is in hand' : null;

function nothingSelected({ session }: Outcrop): string | null {
  return session.store.getState().document.selection.length === 0 ? 'nothing is selected' : null;
}

export const selectionCommands: AppCommand[] = [
  {
    id: 'lasso',
    name: 'Lasso',
    keys: 'L',
    group: 'selection',
    refusal: inHand('lasso'),
    run: tool('lasso'),
  },
  { id: 'box', name: 'Box', keys: 'X', group: 'selection', refusal: inHand('box'), run: tool('box') },
  {
    id: 'pan',
    name: 'Pan and zoom',
    keys: 'P',
    group: 'selection',
    refusal: inHand('pan'),
    run: tool('pan'),
  },
  {
    id: 'invert',
    name: 'Invert the selection',
    keys: 'I',
    group: 'selection',
    refusal: ({ session }) => (session.store.getState().dataCell === null ? 'there is no data yet' : null),
    run: ({ actions }) => actions.select({ mode: 'invert' }, 'invert the selection'),
  },
  {
    id: 'clear',
    name: 'Clear the selection',
    alsoCalled: ['deselect'],
    keys: 'Escape',
    group: 'selection',
    refusal: nothingSelected,
    run: ({ actions }) => actions.change({ type: 'clearSelection' }),
  },
  {
    id: 'name-selection',
    name: 'Name the selection',
    alsoCalled: ['keep the selection'],
    keys: 'N',
    group: 'selection',
    refusal: nothingSelected,
    run: ({ app }) => app.setState(({ nameAsked }) => ({ nameAsked: nameAsked + 1 })),
  },
  {
    id: 'export-rows',
    name: 'Export events as CSV or Parquet',
    alsoCalled: ['download events'],
    keys: null,
    group: 'selection',
    refusal: ({ session }) => (session.store.getState().dataCell === null ? 'there is no data yet' : null),
    run: ({ app }) => app.setState({ dialog: 'export-rows' }),
  },
  {
    id: 'classify',
    name: 'Train a classifier on the selection',
    keys: null,
    group: 'selection',
    refusal: nothingSelected,
    run: ({ actions, session }) => actions.classify(...selectedPopulations(session)),
  },
  {
    id: 'propose-cuts',
    name: 'Propose cuts that remove the selection',
    alsoCalled: ['filter', 'veto'],
    keys: null,
    group: 'selection',
    refusal: nothingSelected,
    run: ({ app }) => app.setState(({ cutsAsked }) => ({ cutsAsked: cutsAsked + 1 })),
  },
  {
    id: 'explain',
    name: 'Explain the selection in a cell',
    keys: null,
    group: 'selection',
    refusal: nothingSelected,
    run({ actions, session }) {
      const { document, selectedCount } = session.store.getState();
      actions.explain(selectionName(document, selectedCount), document.selection);
    },
  },
];
