import type { ColumnRef, SelectionStep } from '../core/table/clause.ts';
import type { CellKinds } from './cell-kind.ts';
import type { CellDocument, NotebookDocument } from './document.ts';

/** The columns that the steps look at, without repeats. */
export function columnsInSteps(steps: readonly SelectionStep[]): ColumnRef[] {
  const columns = new Set<ColumnRef>();
  for (const step of steps) {
    if (step.mode === 'invert') continue;
    const { clause } = step;
    if (clause.type === 'polygon') columns.add(clause.x).add(clause.y);
    else if (clause.type === 'box') columns.add(clause.x.column).add(clause.y.column);
    else if (clause.type !== 'rows') columns.add(clause.column);
  }
  return [...columns];
}

/** The cells whose results the steps look at, without repeats. */
export function cellsInSteps(steps: readonly SelectionStep[]): string[] {
  return [...new Set(columnsInSteps(steps).map((column) => column.slice(0, column.indexOf(':'))))];
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
