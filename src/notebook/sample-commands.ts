import { Problem } from '../core/problem.ts';
import type { EventsClause, SelectionStep } from '../core/table/clause.ts';
import type { Command } from './commands.ts';
import type { NotebookDocument } from './document.ts';
import type { Notebook } from './history.ts';
import { newCell } from './new-cell.ts';
import { sampleKinds } from './sample-kinds.ts';

/** Random commands for the tests of this folder and of the storage. */

export const lasso: SelectionStep = {
  mode: 'replace',
  clause: {
    type: 'polygon',
    x: 'data:s1_area',
    y: 'data:s2_area',
    xScale: 'linear',
    yScale: 'log',
    points: [
      [0, 1],
      [1, 10],
      [2, 3],
    ],
  },
};
const range: SelectionStep = {
  mode: 'add',
  clause: { type: 'range', column: 'data:s1_tba', low: 0, high: null },
};

const keptEvents: EventsClause = {
  type: 'events',
  events: 'ABCB',
  count: 2,
  rows: 8,
  from: 'cluster 3, as it was',
};

/** A command that may or may not hold, made from what the notebook is by then. */
export interface Draw {
  what: number;
  which: number;
  where: number;
  value: number;
  merge: boolean;
}

const KINDS = [...sampleKinds.keys()];

export function commandFrom(document: NotebookDocument, { what, which, where, value }: Draw): Command {
  const { cells, selections } = document;
  const cell = cells[which % Math.max(1, cells.length)];
  const id = cell?.id ?? 'none';
  const named = selections[which % Math.max(1, selections.length)]?.id ?? 'none';
  const index = where % (cells.length + 1);
  switch (what) {
    case 0:
    case 1:
    case 2:
      return {
        type: 'addCell',
        cell: newCell(document, KINDS[which % KINDS.length], index, sampleKinds),
        index,
      };
    case 3:
      return { type: 'removeCell', id };
    case 4:
      return { type: 'moveCell', id, index };
    case 5:
      return { type: 'duplicateCell', id };
    case 6:
      return { type: 'renameCell', id, title: `title ${value}` };
    case 7:
      return { type: 'setParams', id, params: { eps: value / 10, neighbours: value, file: `run${value}` } };
    case 8:
      return {
        type: 'setInput',
        id,
        input: 'table',
        source: value % 3 === 0 ? null : (cells[where % cells.length]?.id ?? 'x'),
      };
    case 9:
      return { type: 'setCollapsed', id, collapsed: value % 2 === 0 };
    case 10:
      return { type: 'setTitle', title: `notebook ${value}` };
    case 11:
      return { type: 'applySelection', step: [lasso, range, { mode: 'invert' } as const][value % 3] };
    case 12:
      return { type: 'setSelectionSteps', steps: value % 2 === 0 ? [lasso, range] : [] };
    case 13:
      return { type: 'clearSelection' };
    case 14:
      return { type: 'nameSelection', id: `s${value}`, name: `population ${value}`, color: '#0072b2' };
    case 15:
      return { type: 'renameSelection', id: named, name: `renamed ${value}` };
    case 16:
      return { type: 'removeSelection', id: named };
    case 17:
      return { type: 'pin', plot: `${id}/p${value % 3}` };
    case 18:
      return { type: 'unpin', plot: `${id}/p${value % 3}` };
    case 19:
      return { type: 'convertCell', id, kind: KINDS[where % KINDS.length] };
    case 20:
      return {
        type: 'keepEvents',
        kept: [{ was: value % 2 === 0 ? document.selection : [lasso, range], events: keptEvents }],
      };
    default:
      return { type: 'setView', id, view: { height: value } };
  }
}

/** The draw that a random whole number stands for, among the first `most` + 1 kinds of commands. */
export function drawFrom(number: number, most: number): Draw {
  let rest = number;
  const below = (size: number): number => {
    const digit = rest % size;
    rest = Math.floor(rest / size);
    return digit;
  };
  return {
    what: below(most + 1),
    which: below(21),
    where: below(21),
    value: below(13),
    merge: below(2) === 1,
  };
}

export function play(notebook: Notebook, list: Draw[]): void {
  for (const draw of list) {
    const before = notebook.get();
    try {
      notebook.dispatch(commandFrom(before, draw), draw.merge ? { merge: `gesture ${draw.what}` } : {});
    } catch (error) {
      if (!(error instanceof Problem) || notebook.get() !== before) throw error;
    }
  }
}
