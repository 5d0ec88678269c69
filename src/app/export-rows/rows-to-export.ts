import type { Frame, FrameColumn } from '../../cells/contract.ts';
import { type Bits, countBits } from '../../core/table/bits.ts';
import { type Column, isNumeric } from '../../core/table/column.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import type { Table } from '../../core/table/table.ts';
import type { NamedSelection } from '../../notebook/document.ts';
import { fileStem } from '../../ui/file-stem.ts';

/** Rows that a file may hold; `bits` null is all. */
export interface RowChoice {
  id: string;
  label: string;
  bits: Bits | null;
  count: number;
}

/** All events, the selected ones where there are some, and the named selections. O(rows) a selection. */
export function rowChoices(
  frame: Frame,
  selected: Bits | null,
  selections: readonly NamedSelection[],
): RowChoice[] {
  const choices: RowChoice[] = [{ id: 'all', label: 'all events', bits: null, count: frame.rows }];
  if (selected !== null) {
    choices.push({ id: 'selected', label: 'selected events', bits: selected, count: countBits(selected) });
  }
  for (const { id, name, steps } of selections) {
    const bits = resolveSteps(steps, frame.rows, (ref) => frame.find(ref)?.column).selected;
    choices.push({ id: `selection ${id}`, label: name, bits, count: countBits(bits) });
  }
  return choices;
}

export const COLUMN_SETS = ['all', 'measured', 'chosen'] as const;
export type ColumnSet = (typeof COLUMN_SETS)[number];

/** The columns of a set; truth that is hidden is not in the frame, so it is in none. */
export function columnsOfSet(frame: Frame, set: ColumnSet, chosen: ReadonlySet<string>): FrameColumn[] {
  return frame.columns.filter((found) => {
    if (set === 'all') return true;
    if (set === 'chosen') return chosen.has(found.ref);
    const isOwn = found.cell === frame.dataCell || found.isDerived;
    return isOwn && isNumeric(found.column) && ['feature', 'position'].includes(found.column.role);
  });
}

/**
 * The table of a file: its columns by name, of two with one name the later with its cell behind it, and before them, where
 * wanted, the number of each row in the data, from 0.
 */
export function exportTable(frame: Frame, columns: readonly FrameColumn[], withRow: boolean): Table {
  const names = new Set<string>();
  const named = (found: Pick<FrameColumn, 'from'>, column: Column): Column => {
    let name = column.name;
    if (names.has(name)) name = `${column.name} (${found.from})`;
    for (let n = 2; names.has(name); n++) name = `${column.name} (${found.from} ${n})`;
    names.add(name);
    return name === column.name ? column : { ...column, name };
  };
  const table: Column[] = columns.map((found) => named(found, found.column));
  if (withRow) {
    const values = Int32Array.from({ length: frame.rows }, (_, row) => row);
    const row: Column = { name: 'row', unit: '', role: 'id', type: 'int32', values, missing: null };
    table.unshift(named({ from: 'row number' }, row));
  }
  return { rows: frame.rows, columns: table };
}

/** Of a file, from the title of the notebook and the rows in it. */
export function fileNameOf(title: string, rows: RowChoice, format: string): string {
  const words = [title, rows.id === 'all' ? '' : rows.label].join(' ');
  return `${fileStem(words, 'events')}.${format}`;
}
