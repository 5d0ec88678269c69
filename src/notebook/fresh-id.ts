import type { NotebookDocument } from './document.ts';
import { cellsInSteps } from './selection-refs.ts';

/**
 * `cluster`, or `cluster2`, `cluster3` ... : the first id for a new cell of this kind that nothing uses. An id
 * that an input or a selection still names after its cell was removed counts as used, so that a new cell
 * never slips into an old one's place unasked.
 */
export function freshCellId(document: NotebookDocument, kind: string): string {
  const used = new Set<string>();
  for (const cell of document.cells) {
    used.add(cell.id);
    for (const source of Object.values(cell.inputs)) used.add(source);
  }
  for (const id of cellsInSteps(document.selection)) used.add(id);
  for (const { steps } of document.selections) for (const id of cellsInSteps(steps)) used.add(id);
  return firstFree(kind.slice(0, 56), used);
}

/** `selection1`, `selection2` ...: the first that no named selection has. */
export function freshSelectionId(document: NotebookDocument): string {
  const used = new Set(document.selections.map((selection) => selection.id));
  for (let n = 1; ; n++) if (!used.has(`selection${n}`)) return `selection${n}`;
}

function firstFree(stem: string, used: ReadonlySet<string>): string {
  if (!used.has(stem)) return stem;
  for (let n = 2; ; n++) if (!used.has(`${stem}${n}`)) return `${stem}${n}`;
}
