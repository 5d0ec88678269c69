import { noOverrides } from '../../cells/data/params.ts';
import type { DataSource } from '../../cells/data/source.ts';
import { describeSource } from '../../cells/data/source.ts';
import { cellKinds } from '../../cells/registry.ts';
import { dataCellOf } from '../../engine/frame.ts';
import type { SessionState } from '../../engine/session.ts';
import type { Command } from '../../notebook/commands.ts';
import type { NotebookDocument } from '../../notebook/document.ts';
import { newCell } from '../../notebook/new-cell.ts';

/** The last clusters of a notebook; what is compared is compared with the events that they were found on. */
function clusterCell({ cells }: NotebookDocument): string | null {
  return cells.findLast(({ kind }) => kind === 'cluster')?.id ?? null;
}

/** Why nothing can be compared; null where it can. */
export function comparisonRefusal(document: NotebookDocument): string | null {
  return clusterCell(document) === null
    ? 'there are no clusters to compare with: add a Cluster cell and run it'
    : null;
}

/** A run has been looked at here: another file may be meant to stand beside it. */
export function hasReviewedRun({ document, cells }: SessionState): boolean {
  return document.cells.some(({ id, kind }) => kind === 'cluster' && cells[id]?.status === 'fresh');
}

/** Cells that compare another source with the clusters there are: its data, the comparison, its plots. */
export function addOther(
  document: NotebookDocument,
  source: DataSource,
): { commands: Command[]; compare: string } {
  const name = describeSource(source);
  let index = document.cells.length;
  const commands: Command[] = [];
  let known = document;
  const add = (kind: string, title: string, params: object, inputs: Record<string, string>): string => {
    // Its columns are those of the reviewed data; what is new in it is the matter.
    const collapsed = kind === 'data';
    const cell = { ...newCell(known, kind, index, cellKinds, { title, params, inputs }), collapsed };
    commands.push({ type: 'addCell', cell, index: index++ });
    known = { ...known, cells: [...known.cells, cell] };
    return cell.id;
  };
  const data = add('data', `Data: ${name}`.slice(0, 120), { ...noOverrides, source }, {});
  const cluster = clusterCell(document) ?? '';
  const compare = add('compare', 'Compare', {}, { data, cluster });
  add('plot', `Plots: ${name}`.slice(0, 120), {}, { from: data });
  return { commands, compare };
}

/** A cell that compares the runs of the table behind the clusters with each other. */
export function addRuns(document: NotebookDocument): { command: Command; compare: string } {
  const cluster = document.cells.findLast(({ kind }) => kind === 'cluster');
  const data = cluster ? dataCellOf(document, cluster) : null;
  const index = document.cells.length;
  const inputs = { ...(data !== null && { data }), ...(cluster && { cluster: cluster.id }) };
  const cell = newCell(document, 'compare', index, cellKinds, { title: 'Compare runs', inputs });
  return { command: { type: 'addCell', cell, index }, compare: cell.id };
}
