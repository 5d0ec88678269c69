import { Problem } from '../core/problem.ts';
import type { CellKinds } from './cell-kind.ts';
import type { NotebookDocument } from './document.ts';
import { isPlainObject, sameJson } from './json.ts';
import { type ParsedNotebook, parseNotebook } from './parse-notebook.ts';

/** The objects that a field of a document is made of: a list's items, or the one object it is; null where it has none. */
export function partsOf(value: unknown): object[] | null {
  if (isPlainObject(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every(isPlainObject) ? value : null;
}

/**
 * Checks documents that share parts, such as the steps of a history: as `parseNotebook`, but a part (a cell, a
 * step of a selection) that an earlier document had is not looked at again, and is the same object in the
 * outcome. Throws a Problem 'bad-notebook'.
 */
export function createDocumentChecker(kinds: CellKinds): (document: object) => ParsedNotebook {
  const known = new WeakMap<object, unknown>();

  return (document) => {
    const slim: Record<string, unknown> = {};
    const fresh: Record<string, object[]> = {};
    for (const [field, value] of Object.entries(document)) {
      const parts = partsOf(value);
      fresh[field] = parts?.filter((part) => !known.has(part)) ?? [];
      if (parts === null) slim[field] = value;
      else if (Array.isArray(value)) slim[field] = fresh[field];
      else if (fresh[field].length > 0) slim[field] = value;
    }
    const { document: checked, changes } = parseNotebook(JSON.stringify(slim), kinds);
    const whole = checked as unknown as Record<string, unknown>;
    for (const [field, value] of Object.entries(document)) {
      const parts = partsOf(value);
      // A field that this Outcrop does not know is left out.
      if (parts === null || !(field in whole)) continue;
      learn(field, fresh[field], partsOf(whole[field]) ?? []);
      const outcome = parts.map((part) => known.get(part));
      whole[field] = Array.isArray(value) ? outcome : outcome[0];
    }
    checkUnique(checked);
    return { document: checked, changes: changes.filter((line) => !isAboutLeftOut(line, document)) };
  };

  function learn(field: string, parts: object[], found: object[]): void {
    if (parts.length === 0) return;
    if (found.length !== parts.length) {
      throw new Problem('bad-notebook', `invalid ${field}: ${found.length} of ${parts.length} parts hold`);
    }
    // What is as it was stays the same object: it may be large, and other documents have it.
    parts.forEach((part, i) => {
      known.set(part, sameJson(part, found[i]) ? part : found[i]);
    });
  }
}

/** `results: not in the file, ...` of a field that was left out for being known. */
function isAboutLeftOut(line: string, document: object): boolean {
  const [field] = line.split(':', 1);
  return Object.hasOwn(document, field) && line.includes('not in the file');
}

function checkUnique({ cells, selections }: NotebookDocument): void {
  for (const items of [cells, selections]) {
    const ids = items.map(({ id }) => id);
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice !== undefined) throw new Problem('bad-notebook', `invalid id: ${twice}; expected it once only`);
  }
}
