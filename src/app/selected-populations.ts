import type { Population } from '../cells/contract.ts';
import type { Session } from '../engine/session.ts';
import { selectionName } from '../notebook/selection-name.ts';

/** What is selected, and what it is compared with in the inspector; null for all other events. */
export function selectedPopulations(session: Session): [Population, Population | null] {
  const { document, selectedCount, against } = session.store.getState();
  const other = document.selections.find(({ id }) => id === against);
  return [
    { name: selectionName(document, selectedCount), steps: document.selection },
    other ? { name: other.name, steps: other.steps } : null,
  ];
}
