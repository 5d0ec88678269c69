import type { CellKind, CellState, Frame } from '../cells/contract.ts';
import type { CutFlow } from '../core/cut/cut-flow.ts';
import type { Bits } from '../core/table/bits.ts';
import { type CellDocument, findCell, type NotebookDocument } from '../notebook/document.ts';
import type { ResultRecord } from '../notebook/result-record.ts';

/** A notebook with its results, as every export takes it. The app's session and a headless run both give it. */
export interface ExportSource {
  document: NotebookDocument;
  kinds: Map<string, CellKind>;
  cells: Record<string, CellState>;
  /** By id of the data cell. */
  frames: Record<string, Frame>;
  records: Record<string, ResultRecord>;
  /** Version of Outcrop. */
  app: string;
  made: Date;
}

/** The rows that the cuts before a cell of plots let pass, as its figures show them; null for all. */
export function rowsDrawn({ document, cells }: ExportSource, cell: CellDocument): Bits | null {
  const cuts = findCell(document, cell.inputs.cuts ?? '');
  if (cuts?.kind !== 'cut' || !Object.hasOwn(cells, cuts.id)) return null;
  return (cells[cuts.id].result as CutFlow | undefined)?.passing ?? null;
}

/** The result of a cell that is fresh; undefined otherwise. */
export function freshResult<R>(source: ExportSource, cell: string): R | undefined {
  const state = Object.hasOwn(source.cells, cell) ? source.cells[cell] : undefined;
  return state?.status === 'fresh' ? (state.result as R) : undefined;
}
