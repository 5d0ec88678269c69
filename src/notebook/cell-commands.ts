import { Problem } from '../core/problem.ts';
import type { CellKinds } from './cell-kind.ts';
import {
  type CellDocument,
  cellIndex,
  cellWithId,
  findCell,
  isId,
  type NotebookDocument,
} from './document.ts';
import { freshCellId } from './fresh-id.ts';
import { dependantsOf, dependencyGraph, findCycle } from './graph.ts';
import { copyJsonObject, type JsonObject, sameJson } from './json.ts';
import { limits } from './limits.ts';
import { kindNamed, suggestInputs } from './new-cell.ts';

export type CellCommand =
  /** `cell` as made by `newCell`; `index` from 0 to the number of cells. */
  | { type: 'addCell'; cell: CellDocument; index: number }
  /** Cells that read it keep its id as a dangling input; its plots leave the dock. */
  | { type: 'removeCell'; id: string }
  /** `index` is the place in the list after the move. */
  | { type: 'moveCell'; id: string; index: number }
  /** The copy comes right after the original. */
  | { type: 'duplicateCell'; id: string; newId?: string }
  | { type: 'renameCell'; id: string; title: string }
  /** A partial patch of the top-level keys; undefined takes a key out. */
  | { type: 'setParams'; id: string; params: object }
  /** As setParams; saved, but never a step of the history. */
  | { type: 'setView'; id: string; view: object }
  /** null empties the input. */
  | { type: 'setInput'; id: string; input: string; source: string | null }
  | { type: 'setCollapsed'; id: string; collapsed: boolean }
  /**
   * Makes it a cell of another kind in its place: id, a title of its own and the inputs that fit stay, parameters
   * and view become that kind's defaults, and its plots leave the dock.
   */
  | { type: 'convertCell'; id: string; kind: string };

export function applyCellCommand(
  document: NotebookDocument,
  command: CellCommand,
  kinds: CellKinds,
): NotebookDocument {
  switch (command.type) {
    case 'addCell':
      return addCell(document, command.cell, command.index, kinds);
    case 'removeCell': {
      const index = cellIndex(document, command.id);
      return {
        ...document,
        cells: document.cells.toSpliced(index, 1),
        pinned: pinnedWithout(document, command.id),
      };
    }
    case 'moveCell': {
      const from = cellIndex(document, command.id);
      checkIndex(command.index, document.cells.length - 1);
      if (from === command.index) return document;
      const cells = document.cells.toSpliced(from, 1);
      return { ...document, cells: cells.toSpliced(command.index, 0, document.cells[from]) };
    }
    case 'duplicateCell': {
      const index = cellIndex(document, command.id);
      const original = document.cells[index];
      const id = command.newId ?? freshCellId(document, original.kind);
      return insert(
        document,
        { ...original, id, title: `${original.title} (copy)`.slice(0, limits.titleLength) },
        index + 1,
      );
    }
    case 'renameCell':
      return changeCell(document, command.id, { title: checkTitle(command.title) });
    case 'setParams':
      return setParams(document, command.id, command.params, kinds);
    case 'setView': {
      const { view } = cellWithId(document, command.id);
      return changeCell(document, command.id, { view: patched(view, command.view, 'view') });
    }
    case 'setInput':
      return setInput(document, command.id, command.input, command.source, kinds);
    case 'setCollapsed':
      return changeCell(document, command.id, { collapsed: command.collapsed });
    case 'convertCell':
      return convertCell(document, command.id, command.kind, kinds);
    default:
      // A journal or an import may hold what the types rule out.
      throw new Problem('bad-parameter', `unknown command: ${(command as { type: unknown }).type}`);
  }
}

function pinnedWithout({ pinned }: NotebookDocument, id: string): string[] {
  const left = pinned.filter((plot) => !plot.startsWith(`${id}/`));
  return left.length === pinned.length ? pinned : left;
}

function convertCell(
  document: NotebookDocument,
  id: string,
  kind: string,
  kinds: CellKinds,
): NotebookDocument {
  const index = cellIndex(document, id);
  const cell = document.cells[index];
  const schema = kindNamed(kinds, kind);
  if (cell.kind === kind) return document;
  // What reads this cell can be no input of it.
  const readers = new Set(dependantsOf(dependencyGraph(document), id));
  const before = document.cells.slice(0, index).filter((other) => !readers.has(other.id));
  const inputs = suggestInputs({ ...document, cells: before }, kind, before.length, kinds);
  for (const [name, source] of Object.entries(cell.inputs)) {
    if (!Object.hasOwn(schema.inputs, name)) continue;
    const feeds = findCell(document, source);
    if (feeds && schema.inputs[name].kinds.includes(feeds.kind)) inputs[name] = source;
  }
  const named = cell.title !== '' && cell.title !== kinds.get(cell.kind)?.title;
  const converted: CellDocument = {
    ...cell,
    kind,
    version: schema.version,
    title: named ? cell.title : schema.title,
    inputs,
    params: copyJsonObject(schema.defaults() as object, 'params'),
    view: {},
  };
  const cells = document.cells.with(index, converted);
  checkAcyclic(cells);
  return { ...document, cells, pinned: pinnedWithout(document, id) };
}

export function checkTitle(title: string): string {
  if (typeof title === 'string' && title.length <= limits.titleLength) return title;
  throw new Problem(
    'bad-parameter',
    `invalid title; expected a text of at most ${limits.titleLength} characters`,
  );
}

function addCell(
  document: NotebookDocument,
  cell: CellDocument,
  index: number,
  kinds: CellKinds,
): NotebookDocument {
  const schema = kindNamed(kinds, cell.kind);
  if (cell.version !== schema.version) {
    throw new Problem(
      'bad-parameter',
      `invalid version of a new ${cell.kind} cell: ${cell.version}; expected ${schema.version}`,
    );
  }
  checkIndex(index, document.cells.length);
  for (const input of Object.keys(cell.inputs)) checkInputName(schema.kind, schema.inputs, input);
  const added: CellDocument = {
    id: cell.id,
    kind: cell.kind,
    version: cell.version,
    title: checkTitle(cell.title),
    inputs: { ...cell.inputs },
    params: copyJsonObject(schema.parse(cell.params), 'params'),
    view: copyJsonObject(cell.view, 'view'),
    collapsed: cell.collapsed,
  };
  return insert(document, added, index);
}

function insert(document: NotebookDocument, cell: CellDocument, index: number): NotebookDocument {
  if (!isId(cell.id)) {
    throw new Problem(
      'bad-parameter',
      `invalid cell id: ${cell.id}; expected a letter, then letters, digits, _ or -`,
    );
  }
  if (findCell(document, cell.id))
    throw new Problem('bad-parameter', `cell id ${cell.id} is taken; expected a new one`);
  if (document.cells.length >= limits.cells) {
    throw new Problem('bad-parameter', `the notebook holds ${limits.cells} cells, which is the most it can`);
  }
  const cells = document.cells.toSpliced(index, 0, cell);
  checkAcyclic(cells);
  return { ...document, cells };
}

function setParams(
  document: NotebookDocument,
  id: string,
  patch: object,
  kinds: CellKinds,
): NotebookDocument {
  const cell = cellWithId(document, id);
  const schema = kinds.get(cell.kind);
  if (!schema) {
    throw new Problem(
      'bad-parameter',
      `this Outcrop knows no ${cell.kind} cells and cannot change ${cell.id}`,
      { cell: id },
    );
  }
  const params = copyJsonObject(schema.parse(patched(cell.params, patch, 'params')), 'params');
  return changeCell(document, id, { params: shareUnchanged(cell.params, params) });
}

function setInput(
  document: NotebookDocument,
  id: string,
  input: string,
  source: string | null,
  kinds: CellKinds,
): NotebookDocument {
  const cell = cellWithId(document, id);
  const spec = checkInputName(cell.kind, kindNamed(kinds, cell.kind).inputs, input);
  const inputs = { ...cell.inputs };
  if (source === null) delete inputs[input];
  else {
    const { kind } = cellWithId(document, source);
    if (!spec.kinds.includes(kind)) {
      throw new Problem(
        'bad-parameter',
        `invalid input ${input} of ${id}: ${source}, a ${kind} cell; expected ${spec.kinds.join(' or ')}`,
      );
    }
    inputs[input] = source;
  }
  const next = changeCell(document, id, { inputs });
  checkAcyclic(next.cells);
  return next;
}

function checkInputName<S>(kind: string, specs: Readonly<Record<string, S>>, input: string): S {
  if (Object.hasOwn(specs, input)) return specs[input];
  const known = Object.keys(specs).join(', ') || 'none';
  throw new Problem('bad-parameter', `${kind} cells have no input ${input}; they have ${known}`);
}

function checkIndex(index: number, most: number): void {
  if (Number.isInteger(index) && index >= 0 && index <= most) return;
  throw new Problem(
    'bad-parameter',
    `invalid index of a cell: ${index}; expected a whole number from 0 to ${most}`,
  );
}

function checkAcyclic(cells: readonly CellDocument[]): void {
  const cycle = findCycle(cells);
  if (cycle) throw new Problem('bad-parameter', `inputs would run in a circle: ${cycle.join(' reads ')}`);
}

function patched(object: JsonObject, patch: object, place: string): JsonObject {
  const result: JsonObject = { ...object, ...copyJsonObject(patch, place) };
  for (const [key, value] of Object.entries(patch)) if (value === undefined) delete result[key];
  return result;
}

/** `next` with the parts of `old` that are equal put back, so that what did not change stays the same object. */
function shareUnchanged(old: JsonObject, next: JsonObject): JsonObject {
  for (const key of Object.keys(next)) {
    if (Object.hasOwn(old, key) && sameJson(old[key], next[key])) next[key] = old[key];
  }
  return next;
}

/** The same document where nothing changes, so that the history can tell. */
function changeCell(document: NotebookDocument, id: string, change: Partial<CellDocument>): NotebookDocument {
  const index = cellIndex(document, id);
  const cell = document.cells[index];
  const keys = Object.keys(change) as (keyof CellDocument)[];
  if (keys.every((key) => sameJson(cell[key], change[key]))) return document;
  return { ...document, cells: document.cells.with(index, { ...cell, ...change }) };
}
