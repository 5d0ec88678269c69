import type { DataResult } from '../../cells/data/compute.ts';
import { ledgerOf } from '../../cells/flag/flag-ledger.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { Problem } from '../../core/problem.ts';
import type { ColumnRef } from '../../core/table/clause.ts';
import { frameFor } from '../../engine/session.ts';
import type { CutColumns } from '../../export/cuts/cut-columns.ts';
import { type CutTarget, type CutToExport, exportCuts } from '../../export/cuts/export-cuts.ts';
import { notebookColumns } from '../../export/cuts/notebook-columns.ts';
import { loneLasso, selectionExpression } from '../../export/cuts/selection-expression.ts';
import { clausePolygon, graphicalCut } from '../../export/cuts/tcutg.ts';
import { findCell } from '../../notebook/document.ts';
import type { Outcrop } from '../context.ts';

export interface ExportableCuts {
  title: string;
  /** In this form; throws a Problem that says why where the form cannot hold it. */
  text(target: CutTarget): string;
}

/** Cuts of a cell: as the cells of cuts keep them, on or off. */
interface KeptCut {
  name: string;
  expression: string;
  sense: 'keep' | 'remove';
  on: boolean;
}

/** What the last command was about: the rule of a flag, or the cuts of a cell. Throws a Problem where there is none. */
export function cutsToExport({ app, session }: Outcrop): ExportableCuts {
  const state = session.store.getState();
  const { focused, about } = app.getState();
  const cell = focused === null ? undefined : findCell(state.document, focused);
  const frame = cell ? frameFor(state, cell.id) : null;
  const result = frame ? (state.cells[frame.dataCell]?.result as DataResult | undefined) : undefined;
  if (!cell || !frame || !result)
    throw new Problem('bad-parameter', 'the data of this cell are not read; run its data cell');
  const columns = notebookColumns(state.document, frame, result, (id) => state.cells[id]?.result);
  if (cell.kind === 'cut') {
    const { cuts } = cell.params as unknown as { cuts: KeptCut[] };
    return ofCuts(
      cell.title,
      cuts.filter(({ on }) => on),
      columns,
    );
  }
  const record = cell.kind === 'flag' ? ledgerOf(cell).find(({ id }) => id === about) : undefined;
  if (!record?.rule) {
    throw new Problem(
      'bad-parameter',
      'this flag has no rule: its events were picked in the plane, by cluster or one by one; let Outcrop propose a cut for them',
    );
  }
  const { rule, name } = record;
  if (rule.type === 'expression') {
    return ofCuts(name, [{ name, expression: rule.text, sense: 'keep', on: true }], columns);
  }
  const levels = (ref: ColumnRef): string[] | null => {
    const column = frame.find(ref)?.column;
    return column?.type === 'text' ? column.levels : null;
  };
  const lasso = loneLasso(rule.steps);
  return {
    title: name,
    text(target) {
      if (lasso && target === 'tcutg') return graphicalCut(clausePolygon(lasso), name);
      if (lasso && target === 'json')
        return `${JSON.stringify({ format: 'outcrop-selection', version: 1, name, steps: rule.steps }, null, 2)}\n`;
      return exportCuts(
        [{ name, expression: selectionExpression(rule.steps, levels), sense: 'keep' }],
        columns,
        target,
      );
    },
  };
}

function ofCuts(title: string, cuts: readonly KeptCut[], columns: CutColumns): ExportableCuts {
  if (cuts.length === 0) throw new Problem('bad-parameter', 'no cut is on; expected one at least');
  const parsed = cuts.map(
    ({ name, expression, sense }): CutToExport => ({ name, expression: parseExpression(expression), sense }),
  );
  return { title, text: (target) => exportCuts(parsed, columns, target) };
}
