import type { EventsClause, SelectionStep } from '../core/table/clause.ts';
import type { CellDocument, NamedSelection, NotebookDocument } from './document.ts';

type Selections = Pick<NotebookDocument, 'selection' | 'selections'>;

/** The named selection that the current one is, step by step. */
export function namedSelection({ selection, selections }: Selections): NamedSelection | undefined {
  const steps = JSON.stringify(selection);
  return selections.find((named) => JSON.stringify(named.steps) === steps);
}

/**
 * What the selected events are called: by the name that they were given, as the clusters that they are, else by how
 * many they are.
 */
export function selectionName(
  selections: Selections & Pick<NotebookDocument, 'cells'>,
  selected: number,
): string {
  return (
    namedSelection(selections)?.name ??
    clustersName(selections) ??
    (keptSelection(selections.selection)?.from || null) ??
    `${selected.toLocaleString('en')} selected events`
  );
}

/** What the selection held before its plane or clusters were made anew; null where it is, or has become, something else. */
export function keptSelection(steps: NotebookDocument['selection']): EventsClause | null {
  const [step] = steps;
  if (steps.length !== 1 || step.mode === 'invert' || step.among) return null;
  return step.clause.type === 'events' ? step.clause : null;
}

/** More of them are only counted. */
const NAMED = 4;

/** `cluster 3`, or `clusters 1 and 3`; null where the selection is not just whole clusters of one cell. */
export function clustersName({
  selection,
  cells,
}: {
  selection: readonly SelectionStep[];
  cells: readonly CellDocument[];
}): string | null {
  const labels = new Set<number>();
  let ref: string | null = null;
  for (const [i, step] of selection.entries()) {
    if (step.mode !== (i === 0 ? 'replace' : 'add') || step.clause.type !== 'labels' || step.among)
      return null;
    ref ??= step.clause.column;
    if (step.clause.column !== ref) return null;
    for (const label of step.clause.labels) labels.add(label);
  }
  const cell = cells.find(({ id }) => ref?.startsWith(`${id}:`));
  if (cell?.kind !== 'cluster' || labels.size === 0 || labels.size > NAMED) return null;
  const found = [...labels].filter((label) => label >= 0).sort((a, b) => a - b);
  const names = [
    ...(found.length > 0 ? [`${found.length > 1 ? 'clusters' : 'cluster'} ${found.join(', ')}`] : []),
    ...(labels.has(-1) ? ['noise'] : []),
  ];
  return names.join(' and ');
}
