import type { CellKind, Frame } from '../cells/contract.ts';
import type { DataParams } from '../cells/data/params.ts';
import { sameRows } from '../cells/data/source.ts';
import { countBits } from '../core/table/bits.ts';
import type { ColumnRef, SelectionStep } from '../core/table/clause.ts';
import { packRows } from '../core/table/packed-rows.ts';
import { resolveSteps } from '../core/table/resolve.ts';
import { findCell, type NotebookDocument } from '../notebook/document.ts';
import { sameJson } from '../notebook/json.ts';
import { type KeptEvents, nameAsItWas, stepsOf } from '../notebook/kept-events.ts';
import { staleAfter } from '../notebook/result-keys.ts';
import { clustersName } from '../notebook/selection-name.ts';
import { columnsInSteps } from '../notebook/selection-refs.ts';
import { isFitted } from './frame.ts';

export interface Drawn {
  document: NotebookDocument;
  kinds: Map<string, CellKind>;
  /** By data cell, of the results that are shown. */
  frames: Record<string, Frame>;
}

export interface Kept {
  kept: KeptEvents[];
  /** What the selections are called whose events are not known, or rows of a table that goes with the change. */
  lost: string[];
}

/**
 * What selections held that were made in a plane or of clusters which `after` computes anew: coordinates and labels
 * mean nothing there, the events are what their user has seen. Selections of measured and derived quantities follow their
 * columns. O(rows) for each selection that is kept.
 */
export function eventsToKeep(drawn: Drawn, after: NotebookDocument): Kept {
  const { document, kinds } = drawn;
  if (asksTheSame(document, after)) return { kept: [], lost: [] };
  const all = stepsOf(document).filter((steps) => fittedCells(document, steps).length > 0);
  const elsewhere = onOtherData(document, after);
  if (all.length === 0) return { kept: [], lost: elsewhere };
  const stale = staleAfter(document, after, kinds);
  const moves = (id: string): boolean => stale.has(id) || findCell(after, id) === undefined;
  const concerned = all.filter((steps) => fittedCells(document, steps).some(moves));
  const { kept, lost } = keep(drawn, concerned, ({ dataCell }) => sameTable(document, after, dataCell));
  return { kept, lost: [...new Set([...lost, ...elsewhere])] };
}

/**
 * What the selections are called that mean nothing on the data that `after` reads instead: made in a plane, of clusters,
 * or of events one by one.
 */
export function onOtherData(document: NotebookDocument, after: NotebookDocument): string[] {
  const data = document.cells.filter(({ kind }) => kind === 'data');
  if (data.every(({ id }) => sameTable(document, after, id))) return [];
  const lists = stepsOf(document).filter(
    (steps) =>
      fittedColumns(document, steps).length > 0 ||
      steps.some((step) => step.mode !== 'invert' && ['rows', 'events'].includes(step.clause.type)),
  );
  return [...new Set(lists.map((steps) => nameOf(document, steps)))];
}

/** The same for steps new since `before` that were made on a result which is shown though its cell is stale. */
export function eventsOfStale(
  drawn: Drawn,
  before: NotebookDocument,
  isFresh: (cell: string) => boolean,
): KeptEvents[] {
  const { document } = drawn;
  if (document === before) return [];
  const known = new Set(stepsOf(before));
  const lists = stepsOf(document).filter((steps) => !known.has(steps));
  const old = lists.filter((steps) => !fittedCells(document, steps).every(isFresh));
  return keep(drawn, old, () => true).kept;
}

function keep(drawn: Drawn, lists: SelectionStep[][], isOf: (frame: Frame) => boolean): Kept {
  const kept: KeptEvents[] = [];
  const lost: string[] = [];
  for (const steps of lists) {
    if (kept.some(({ was }) => sameJson(was, steps))) continue;
    const frame = tableOf(drawn, steps);
    if (frame === null || !isOf(frame)) {
      lost.push(nameOf(drawn.document, steps));
      continue;
    }
    const { selected: rows } = resolveSteps(steps, frame.rows, (ref) => frame.find(ref)?.column);
    kept.push({
      was: steps,
      events: {
        type: 'events',
        events: packRows(rows),
        count: countBits(rows),
        rows: frame.rows,
        from: nameAsItWas(drawn.document, steps) ?? '',
      },
    });
  }
  return { kept, lost: [...new Set(lost)] };
}

/** The cells whose plane or clusters the steps look at. */
function fittedCells(document: NotebookDocument, steps: SelectionStep[]): string[] {
  return fittedColumns(document, steps).map((ref) => ref.slice(0, ref.indexOf(':')));
}

function fittedColumns(document: NotebookDocument, steps: SelectionStep[]): ColumnRef[] {
  return columnsInSteps(steps).filter((ref) => {
    const at = ref.indexOf(':');
    const cell = findCell(document, ref.slice(0, at));
    return cell !== undefined && isFitted(cell, ref.slice(at + 1));
  });
}

/** The events that the steps are about, with the planes and clusters that they look at; null before these are computed. */
function tableOf({ document, frames }: Drawn, steps: SelectionStep[]): Frame | null {
  const fitted = fittedColumns(document, steps);
  const found = Object.values(frames).find((frame) => frame.find(fitted[0]));
  return found && fitted.every((ref) => found.find(ref)) ? found : null;
}

function nameOf(document: NotebookDocument, steps: SelectionStep[]): string {
  const named = document.selections.find((selection) => sameJson(selection.steps, steps));
  return named?.name ?? clustersName({ selection: steps, cells: document.cells }) ?? 'the selection';
}

/** True where no cell computes anything else: only views, titles or folds changed, if anything. */
function asksTheSame({ cells }: NotebookDocument, after: NotebookDocument): boolean {
  if (cells === after.cells) return true;
  return (
    cells.length === after.cells.length &&
    cells.every(({ id, kind, params, inputs }, i) => {
      const other = after.cells[i];
      return id === other.id && kind === other.kind && params === other.params && inputs === other.inputs;
    })
  );
}

/** Whether a data cell goes on reading the same rows. */
function sameTable(before: NotebookDocument, after: NotebookDocument, dataCell: string): boolean {
  const was = findCell(before, dataCell)?.params as DataParams | undefined;
  const is = findCell(after, dataCell)?.params as DataParams | undefined;
  if (!was || !is) return false;
  return sameRows(was.source, is.source) && was.delimiter === is.delimiter && was.header === is.header;
}
