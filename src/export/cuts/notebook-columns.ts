import type { Frame } from '../../cells/contract.ts';
import type { DataResult } from '../../cells/data/compute.ts';
import type { DeriveResult } from '../../cells/derive/compute.ts';
import type { DeriveParams } from '../../cells/derive/params.ts';
import type { Expression } from '../../core/expression/expression.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { printColumn } from '../../core/expression/print.ts';
import { asymmetrySource } from '../../core/rq/asymmetry-note.ts';
import { type Column, numberAt, rowCountOf } from '../../core/table/column.ts';
import { findCell, type NotebookDocument } from '../../notebook/document.ts';
import type { CutColumn } from './cut-columns.ts';

/**
 * The columns of a data cell as its file has them, with those that Outcrop made of them; curves through the run are written
 * out as they were fitted. O(rows x columns).
 * @param resultOf of a cell that is fresh.
 */
export function notebookColumns(
  document: NotebookDocument,
  frame: Frame,
  { table, proposals, warnings }: DataResult,
  resultOf: (cell: string) => unknown,
): Map<string, CutColumn> {
  const columns = new Map<string, CutColumn>();
  table.columns.forEach((column, i) => {
    const before = i === 0 ? undefined : table.columns[i - 1].name;
    columns.set(column.name, {
      type: column.type,
      sentinels: proposals.find((proposal) => proposal.column === column.name)?.sentinels ?? [],
      made: madeFrom(column.name, before, warnings),
      range: rangeOf(column),
    });
  });
  for (const { column, cell, isDerived } of frame.columns) {
    if (!isDerived || columns.has(column.name)) continue;
    const params = findCell(document, cell)?.params as DeriveParams | undefined;
    const definition = params?.columns.find(({ name }) => name.trim() === column.name);
    if (!definition) continue;
    const result = resultOf(cell) as DeriveResult | undefined;
    const made = result?.derived.find((each) => each.column.name === column.name);
    columns.set(column.name, {
      type: column.type,
      sentinels: [],
      made: made?.explicit ?? parseExpression(definition.expression),
      range: rangeOf(column),
    });
  }
  return columns;
}

/** An asymmetry that was made of the column before it; null for a column of the file. */
function madeFrom(name: string, before: string | undefined, warnings: readonly string[]): Expression | null {
  const from = asymmetrySource(name, before, warnings);
  if (from === null) return null;
  return from.bottom === null
    ? twiceLessOne(from.top)
    : parseExpression(printAsymmetry(from.top, from.bottom));
}

function printAsymmetry(top: string, bottom: string): string {
  const [above, below] = [printColumn(top), printColumn(bottom)];
  return `(${above} - ${below}) / (${above} + ${below})`;
}

/** TBA = 2 AFT - 1 */
function twiceLessOne(aft: string): Expression {
  const number = (value: number): Expression => ({ type: 'number', value, at: 0 });
  const twice: Expression = {
    ...{ type: 'arithmetic', operator: '*', at: 0 },
    left: number(2),
    right: { type: 'column', name: aft, at: 0 },
  };
  return { type: 'arithmetic', operator: '-', left: twice, right: number(1), at: 0 };
}

function rangeOf(column: Column): [number, number] | null {
  if (column.type === 'text') return null;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rowCountOf(column); row++) {
    const value = numberAt(column, row);
    if (value < low && value > Number.NEGATIVE_INFINITY) low = value;
    if (value > high && value < Number.POSITIVE_INFINITY) high = value;
  }
  return high >= low ? [low, high] : null;
}
