import type { SelectionStep } from '../core/table/clause.ts';
import type { CellKinds } from './cell-kind.ts';
import { contentHash, jsonHash } from './content-hash.ts';
import { findCell, type NotebookDocument } from './document.ts';
import { dependencyGraph } from './graph.ts';
import type { Json } from './json.ts';
import { cellsInSteps, selectionRead } from './selection-refs.ts';

/**
 * Cell -> hash of all that its result depends on, through every cell upstream. A result is fresh exactly
 * while it was computed under its cell's present key. Cells in a circle, or behind one, have no key.
 */
export function resultKeys(document: NotebookDocument, kinds: CellKinds): Map<string, string> {
  const keys = new Map<string, string>();
  for (const id of dependencyGraph(document, kinds).order) {
    const cell = findCell(document, id)!;
    const inputs: Record<string, string | null> = {};
    for (const [name, source] of Object.entries(cell.inputs)) inputs[name] = keys.get(source) ?? null;
    const steps = selectionRead(document, cell, kinds);
    keys.set(
      id,
      contentHash({
        kind: cell.kind,
        version: cell.version,
        params: cell.params,
        inputs,
        extra: steps && selectionContent(steps, keys),
      }),
    );
  }
  return keys;
}

/** The cells whose result under `before` is no longer that of `after`: changed, new, or behind such a one. */
export function staleAfter(before: NotebookDocument, after: NotebookDocument, kinds: CellKinds): Set<string> {
  if (
    before.cells === after.cells &&
    before.selection === after.selection &&
    before.selections === after.selections
  ) {
    return new Set();
  }
  const old = resultKeys(before, kinds);
  const now = resultKeys(after, kinds);
  return new Set(
    after.cells.map((cell) => cell.id).filter((id) => !now.has(id) || old.get(id) !== now.get(id)),
  );
}

function selectionContent(steps: SelectionStep[], keys: ReadonlyMap<string, string>): Json {
  return {
    steps: jsonHash(steps as unknown as Json),
    cells: cellsInSteps(steps).map((id) => [id, keys.get(id) ?? null]),
  };
}
