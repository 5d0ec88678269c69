import { CLUSTER_COLUMN } from '../cells/cluster/compute.ts';
import type { CellKind, CellState, Frame, FrameColumn } from '../cells/contract.ts';
import type { DataResult } from '../cells/data/compute.ts';
import { isPlaneAxis } from '../cells/embed/columns.ts';
import { type Column, rowCountOf } from '../core/table/column.ts';
import { type CellDocument, findCell, type NotebookDocument } from '../notebook/document.ts';
import { cellsInSteps } from '../notebook/selection-refs.ts';

/** Kinds of cell that give events a place in a plane, and a cluster. */
const PLANES = new Set(['embed', 'compare']);
const CLUSTERS = new Set(['cluster', 'compare']);

function isOfPlane(cell: CellDocument, column: string): boolean {
  return PLANES.has(cell.kind) && isPlaneAxis(column);
}

function isOfClusters(cell: CellDocument, column: string): boolean {
  return CLUSTERS.has(cell.kind) && column === CLUSTER_COLUMN;
}

/** Whether the values of a cell's column mean nothing beside those of its next run: places in a plane, labels of clusters. */
export function isFitted(cell: CellDocument, column: string): boolean {
  return isOfPlane(cell, column) || isOfClusters(cell, column);
}

/** The data cell at the top of a cell's inputs; the cell itself if it is one; null where the chain is broken. */
export function dataCellOf(document: NotebookDocument, cell: CellDocument): string | null {
  const seen = new Set<string>();
  let at: CellDocument | undefined = cell;
  while (at && !seen.has(at.id)) {
    if (at.kind === 'data') return at.id;
    seen.add(at.id);
    // A cell of several inputs is about the events of the one named data.
    const next: string | undefined = at.inputs.data ?? Object.values(at.inputs)[0];
    at = next === undefined ? undefined : findCell(document, next);
  }
  return null;
}

/**
 * All columns over the rows of one data cell, in notebook order. Results of another length (of an earlier
 * file, still shown as stale) are left out. Truth columns stay hidden until the data cell's view reveals them.
 */
export function buildFrame(
  document: NotebookDocument,
  kinds: Map<string, CellKind>,
  dataCell: string,
  stateOf: (cell: string) => CellState,
): Frame | null {
  const data = stateOf(dataCell).result as DataResult | undefined;
  if (!data) return null;
  const columns: FrameColumn[] = [];
  for (const cell of document.cells) {
    const kind = kinds.get(cell.kind);
    const { result } = stateOf(cell.id);
    if (!kind?.columns || result === undefined || dataCellOf(document, cell) !== dataCell) continue;
    for (const column of columnsOf(kind, result)) {
      if (rowCountOf(column) !== data.table.rows) continue;
      if (column.role === 'truth' && cell.view.showTruth !== true) continue;
      columns.push({
        ref: `${cell.id}:${column.name}`,
        cell: cell.id,
        from: cell.title,
        column,
        isEmbedding: isOfPlane(cell, column.name),
        isDerived: cell.kind === 'derive',
        isCluster: isOfClusters(cell, column.name),
      });
    }
  }
  const byRef = new Map(columns.map((column) => [column.ref, column]));
  return { dataCell, rows: data.table.rows, columns, find: (ref) => byRef.get(ref) };
}

const made = new WeakMap<object, Column[]>();

/** The columns of a result, made once. */
function columnsOf(kind: CellKind, result: unknown): Column[] {
  const key = result as object;
  let columns = made.get(key);
  if (!columns) {
    columns = kind.columns?.(result) ?? [];
    made.set(key, columns);
  }
  return columns;
}

/** True where both frames show the very same columns, so that nothing must be sent or drawn again. */
export function sameFrame(a: Frame | null, b: Frame | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.dataCell !== b.dataCell || a.columns.length !== b.columns.length) return false;
  return a.columns.every((column, i) => {
    const other = b.columns[i];
    return column.ref === other.ref && column.from === other.from && valuesOf(column) === valuesOf(other);
  });
}

function valuesOf({ column }: FrameColumn): unknown {
  return column.type === 'text' ? column.codes : column.values;
}

/** The quantity of this name, of the data or derived from it, as the inspector knows it; undefined for any other column. */
export function quantityNamed(frame: Frame, name: string): FrameColumn | undefined {
  const named = frame.columns.filter(({ column }) => column.name === name);
  return named.find(({ cell }) => cell === frame.dataCell) ?? named.find(({ isDerived }) => isDerived);
}

/** The data cell behind the current selection; where nothing is selected the first one that has its rows. */
export function activeDataCell(document: NotebookDocument, frames: Record<string, Frame>): string | null {
  for (const id of cellsInSteps(document.selection).reverse()) {
    const cell = findCell(document, id);
    const data = cell ? dataCellOf(document, cell) : null;
    if (data !== null && frames[data]) return data;
  }
  return document.cells.find((cell) => frames[cell.id])?.id ?? null;
}
