import type { SelectionStep } from '../core/table/clause.ts';
import type { CellKinds } from './cell-kind.ts';
import { contentHash, jsonHash } from './content-hash.ts';
import { findCell, type NotebookDocument } from './document.ts';
import { dependencyGraph } from './graph.ts';
import type { Json } from './json.ts';
import { cellsInSteps, selectionRead } from './selection-refs.ts';

/**
 * Cell -> hash of all that its result depends on. A result is fresh exactly while it was computed under its cell's
 * present key. Cells in a circle, or behind one, have no key. O(cells) hashes, and for an input that reads features one
 * more for every cell up to the data.
 */
export function resultKeys(document: NotebookDocument, kinds: CellKinds): ReadonlyMap<string, string> {
  const before = known.get(document);
  if (before?.kinds === kinds) return before.keys;
  const keys = computeKeys(document, kinds);
  if (Object.isFrozen(document)) known.set(document, { kinds, keys });
  return keys;
}

/** Of frozen documents, whose keys stay: each change asks about the one before it, too. */
const known = new WeakMap<NotebookDocument, { kinds: CellKinds; keys: ReadonlyMap<string, string> }>();

function computeKeys(document: NotebookDocument, kinds: CellKinds): Map<string, string> {
  const keys = new Map<string, string>();
  /** The same through everything upstream, whether the result reads it or not: for readers that look further up. */
  const whole = new Map<string, string>();
  for (const id of dependencyGraph(document, kinds).order) {
    const cell = findCell(document, id)!;
    const { kind, version, params } = cell;
    const steps = selectionRead(document, cell, kinds);
    const content = { kind, version, params, extra: steps && selectionContent(steps, keys) };
    const inputs: Record<string, string | null> = {};
    const read: Record<string, string | null> = {};
    for (const [name, source] of Object.entries(cell.inputs)) {
      inputs[name] = whole.get(source) ?? null;
      const reads = kinds.get(kind)?.inputs[name]?.reads;
      if (reads === 'result') read[name] = keys.get(source) ?? null;
      else if (reads === 'features') read[name] = columnsKey(document, kinds, whole, source, new Set());
      else read[name] = inputs[name];
    }
    whole.set(id, contentHash({ ...content, inputs }));
    keys.set(id, contentHash({ ...content, inputs: read }));
  }
  return keys;
}

/** Hash of what the features of a cell and its columns of those names depend on. `id` is in no circle. */
function columnsKey(
  document: NotebookDocument,
  kinds: CellKinds,
  whole: ReadonlyMap<string, string>,
  id: string,
  columns: ReadonlySet<string>,
): string | null {
  const cell = findCell(document, id);
  const schema = cell && kinds.get(cell.kind);
  if (!cell || !schema?.dependsOn || !whole.has(id)) return whole.get(id) ?? null;
  const needed = schema.dependsOn(schema.parse(cell.params), columns);
  const from = cell.inputs.data;
  const data =
    from === undefined
      ? null
      : columnsKey(document, kinds, whole, from, new Set([...columns, ...needed.columns]));
  if (needed.params === null) return data;
  const inputs: Record<string, string | null> = {};
  for (const [name, source] of Object.entries(cell.inputs)) inputs[name] = whole.get(source) ?? null;
  const { kind, version } = cell;
  return contentHash({ kind, version, params: needed.params, inputs: { ...inputs, data } });
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
