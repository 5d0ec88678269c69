import type { RealityCellParams } from '../../cells/reality/params.ts';
import { cellKinds } from '../../cells/registry.ts';
import type { SelectionStep } from '../../core/table/clause.ts';
import type { CellDocument, NotebookDocument } from '../../notebook/document.ts';
import type { NotebookState } from '../../notebook/history.ts';
import { newCell } from '../../notebook/new-cell.ts';
import { selectionName } from '../../notebook/selection-name.ts';
import type { Outcrop } from '../context.ts';
import { countLooks } from './count-looks.ts';

type Judged = RealityCellParams['of'];

/** The first cluster cell that has a result: the one whose clusters the inspector lists. */
export function clusterCellOf({ session }: Pick<Outcrop, 'session'>): CellDocument | undefined {
  const { document, cells } = session.store.getState();
  return document.cells.find(({ id, kind }) => kind === 'cluster' && cells[id]?.result !== undefined);
}

/** The selection as what a card is of: a cluster where it is just one, else the events themselves. */
export function judgedSelection({ session }: Pick<Outcrop, 'session'>, clusterCell: string): Judged {
  const { document, selectedCount } = session.store.getState();
  const label = clusterOf(document.selection, clusterCell);
  if (label !== null) return { type: 'cluster', label };
  return { type: 'selection', name: selectionName(document, selectedCount), steps: document.selection };
}

function clusterOf(steps: readonly SelectionStep[], clusterCell: string): number | null {
  const last = steps[steps.length - 1];
  if (last?.mode !== 'replace' || last.clause.type !== 'labels' || last.among) return null;
  const { column, labels } = last.clause;
  return column === `${clusterCell}:cluster` && labels.length === 1 ? labels[0] : null;
}

/** Brings up the reality cell of a population, made where there is none, and runs it: whoever asks wants to know. */
export function judge({ session, actions }: Outcrop, cluster: CellDocument, of: Judged): void {
  const { document } = session.store.getState();
  const looks = countLooks(stateOf(session));
  const old = document.cells.find((cell) => isCardOf(cell, cluster.id, of));
  const id = old?.id ?? addCard(document, cluster, of, looks);
  if (old) actions.focusCell(old.id, 'start');
  void session.run(id);

  function addCard(
    { cells }: NotebookDocument,
    { id: input }: CellDocument,
    wanted: Judged,
    before: RealityCellParams['looks'],
  ): string {
    const index = cells.length;
    const cell = newCell(document, 'reality', index, cellKinds, {
      params: { of: wanted, looks: before },
      inputs: { clusters: input },
      title: titleOf(wanted),
    });
    actions.change({ type: 'addCell', cell, index });
    actions.focusCell(cell.id, 'start');
    return cell.id;
  }
}

function isCardOf({ kind, inputs, params }: CellDocument, cluster: string, of: Judged): boolean {
  return (
    kind === 'reality' && inputs.clusters === cluster && JSON.stringify(params.of) === JSON.stringify(of)
  );
}

function titleOf(of: Judged): string {
  if (of === null) return 'Reality of all clusters';
  if (of.type === 'selection') return `Reality of ${of.name}`;
  return of.label < 0 ? 'Reality of the noise' : `Reality of cluster ${of.label}`;
}

function stateOf(session: Outcrop['session']): NotebookState {
  let state: NotebookState = { document: session.store.getState().document, done: [], undone: [] };
  session.watch((notebook) => {
    state = notebook.state();
  })();
  return state;
}
