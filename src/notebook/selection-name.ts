import type { NamedSelection, NotebookDocument } from './document.ts';

type Selections = Pick<NotebookDocument, 'selection' | 'selections'>;

/** The named selection that the current one is, step by step. */
export function namedSelection({ selection, selections }: Selections): NamedSelection | undefined {
  const steps = JSON.stringify(selection);
  return selections.find((named) => JSON.stringify(named.steps) === steps);
}

/** What the selected events are called: by the name that they were given, else by how many they are. */
export function selectionName(selections: Selections, selected: number): string {
  return namedSelection(selections)?.name ?? `${selected.toLocaleString('en')} selected events`;
}
