import { Problem } from '../core/problem.ts';
import type { SelectionStep } from '../core/table/clause.ts';
import { isId } from './document-id.ts';
import type { JsonObject } from './json.ts';
import type { ResultRecord } from './result-record.ts';

export const DOCUMENT_FORMAT = 'outcrop-notebook';
export const DOCUMENT_VERSION = 3;

/**
 * One cell as saved. Its state (fresh, stale, running, failed), result and elapsed time belong to the engine
 * and are never here.
 */
export interface CellDocument {
  /** Unique in the notebook, see `isId`; the part before the colon of a ColumnRef. */
  id: string;
  kind: string;
  /** Of the kind's parameters and view, see CellKindSchema. */
  version: number;
  title: string;
  /** Input name -> id of the cell it reads. A removed cell leaves its id here, dangling, until rewired. */
  inputs: Record<string, string>;
  /** Saved and undoable: whatever the result depends on. */
  params: JsonObject;
  /** Saved, not undoable: sizes, open panels, zoom. */
  view: JsonObject;
  collapsed: boolean;
}

export interface NamedSelection {
  id: string;
  name: string;
  /** A CSS colour, `#rrggbb`. */
  color?: string;
  steps: SelectionStep[];
}

/**
 * The notebook: everything that is saved and nothing else. Treated as immutable: commands return a new
 * document that shares the parts which did not change, and the history freezes what it holds.
 */
export interface NotebookDocument {
  format: typeof DOCUMENT_FORMAT;
  version: typeof DOCUMENT_VERSION;
  id: string;
  title: string;
  cells: CellDocument[];
  /** The current selection; [] selects nothing. */
  selection: SelectionStep[];
  selections: NamedSelection[];
  /** Plots in the dock, written `cell/plot` as a ColumnRef is written `cell:column`, so that a duplicated cell's plots are others. */
  pinned: string[];
  /** Cell id -> how its result came about and a digest of it, as of the last save to a file. */
  results: Record<string, ResultRecord>;
}

export { isId };

/** An empty notebook. The id is the caller's, such as `n-${crypto.randomUUID()}`: nothing here is random. */
export function createDocument(id: string, title = 'Untitled'): NotebookDocument {
  if (!isId(id)) {
    throw new Problem(
      'bad-parameter',
      `invalid notebook id: ${id}; expected a letter, then letters, digits, _ or -`,
    );
  }
  return {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    id,
    title,
    cells: [],
    selection: [],
    selections: [],
    pinned: [],
    results: {},
  };
}

export function findCell(document: NotebookDocument, id: string): CellDocument | undefined {
  return document.cells.find((cell) => cell.id === id);
}

export function cellIndex(document: NotebookDocument, id: string): number {
  const index = document.cells.findIndex((cell) => cell.id === id);
  if (index >= 0) return index;
  const known = document.cells.map((cell) => cell.id).join(', ') || 'none';
  throw new Problem('bad-parameter', `no cell ${id}; the notebook has ${known}`);
}

export function cellWithId(document: NotebookDocument, id: string): CellDocument {
  return document.cells[cellIndex(document, id)];
}
