import { Problem } from '../core/problem.ts';
import type { CellKindSchema, CellKinds } from './cell-kind.ts';
import type { CellDocument, NotebookDocument } from './document.ts';
import { freshCellId } from './fresh-id.ts';
import { copyJsonObject } from './json.ts';

export function kindNamed(kinds: CellKinds, kind: string): CellKindSchema {
  const schema = kinds.get(kind);
  if (schema) return schema;
  throw new Problem(
    'bad-parameter',
    `unknown kind of cell: ${kind}; expected one of ${[...kinds.keys()].join(', ')}`,
  );
}

/** A cell with the kind's defaults, its inputs plugged in as `suggestInputs` says, ready for an addCell at `index`. */
export function newCell(
  document: NotebookDocument,
  kind: string,
  index: number,
  kinds: CellKinds,
  given: {
    id?: string;
    title?: string;
    params?: object;
    inputs?: Record<string, string>;
    view?: object;
  } = {},
): CellDocument {
  const schema = kindNamed(kinds, kind);
  const defaults = copyJsonObject(schema.defaults(), 'params');
  return {
    id: given.id ?? freshCellId(document, kind),
    kind,
    version: schema.version,
    title: given.title ?? schema.title,
    inputs: { ...suggestInputs(document, kind, index, kinds), ...given.inputs },
    params: { ...defaults, ...copyJsonObject(given.params ?? {}, 'params') },
    view: copyJsonObject(given.view ?? {}, 'view'),
    collapsed: false,
  };
}

/**
 * For each input of a new cell at `index`, the nearest cell before it of a kind that fits. Where two inputs
 * take the same kinds (as in a comparison) the second gets the next nearest, if there is one. Inputs that
 * nothing fits are left out.
 */
export function suggestInputs(
  document: NotebookDocument,
  kind: string,
  index: number,
  kinds: CellKinds,
): Record<string, string> {
  const before = document.cells.slice(0, Math.max(0, index)).reverse();
  const inputs: Record<string, string> = {};
  const taken = new Set<string>();
  for (const [name, spec] of Object.entries(kindNamed(kinds, kind).inputs)) {
    if (spec.byHand) continue;
    const fitting = before.filter((cell) => spec.kinds.includes(cell.kind));
    const chosen = fitting.find((cell) => !taken.has(cell.id)) ?? fitting[0];
    if (!chosen) continue;
    inputs[name] = chosen.id;
    taken.add(chosen.id);
  }
  return inputs;
}
