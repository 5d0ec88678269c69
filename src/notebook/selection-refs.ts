import type { ColumnRef, SelectionStep } from '../core/table/clause.ts';
import type { CellKinds } from './cell-kind.ts';
import type { CellDocument, NotebookDocument } from './document.ts';

/** The columns that the steps look at, without repeats; those that expressions read are not named by their cell. */
export function columnsInSteps(steps: readonly SelectionStep[]): ColumnRef[] {
  const columns = new Set<ColumnRef>();
  for (const step of steps) {
    if (step.mode === 'invert') continue;
    const { clause, among } = step;
    if (among) columns.add(among.column);
    if (clause.type === 'polygon') columns.add(clause.x).add(clause.y);
    else if (clause.type === 'box') columns.add(clause.x.column).add(clause.y.column);
    else if (clause.type === 'range' || clause.type === 'labels') columns.add(clause.column);
  }
  return [...columns];
}

/** The cells whose results the steps look at, without repeats. */
export function cellsInSteps(steps: readonly SelectionStep[]): string[] {
  const cells = new Set<string>();
  for (const step of steps) {
    if (step.mode !== 'invert' && step.clause.type === 'expression')
      for (const id of step.clause.cells) cells.add(id);
    for (const column of columnsInSteps([step])) cells.add(column.slice(0, column.indexOf(':')));
  }
  return [...cells];
}

/** The steps of the selection that a cell's result depends on; null where it depends on none, or on one that is gone. */
export function selectionRead(
  document: NotebookDocument,
  cell: CellDocument,
  kinds: CellKinds,
): SelectionStep[] | null {
  const schema = kinds.get(cell.kind);
  const id = schema?.readsSelection?.(schema.parse(cell.params)) ?? null;
  if (id === null) return null;
  if (id === 'current') return document.selection;
  return document.selections.find((selection) => selection.id === id)?.steps ?? null;
}
