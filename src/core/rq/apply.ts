import { type Bits, bitsNone, setBit } from '../table/bits.ts';
import {
  type Column,
  isMissing,
  isNumeric,
  type NumberColumn,
  numberAt,
  rowCountOf,
} from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { asymmetryNote } from './asymmetry-note.ts';
import type { ColumnProposal } from './proposal.ts';

/**
 * A table with units and roles as proposed, sentinels masked as missing, and asymmetries added after the area
 * fractions, or top areas, they come from. Columns whose values do not change share their arrays with the given table. Columns
 * without a proposal stay. `notes` says what changed, for the user. O(rows) a changed column.
 */
export function applyProposals(
  table: Table,
  proposals: readonly ColumnProposal[],
): { table: Table; notes: string[] } {
  const notes: string[] = [];
  const columns: Column[] = [];
  for (const column of table.columns) {
    const proposal = proposals.find((each) => each.column === column.name);
    if (proposal === undefined) {
      columns.push(column);
      continue;
    }
    const named = { ...column, unit: proposal.unit, role: proposal.role };
    const masked = maskSentinels(named, proposal.sentinels, notes);
    columns.push(masked);
    const { derive } = proposal;
    if (derive === null || !isNumeric(masked)) continue;
    if (derive.from === 'aft') columns.push(asymmetryOf(masked, derive.name));
    else {
      const bottom = maskedColumn(table, proposals, derive.bottom);
      if (bottom === null) continue;
      columns.push(asymmetryOfAreas(masked, bottom, derive.name));
    }
    notes.push(asymmetryNote(derive, column.name));
  }
  return { table: makeTable(columns), notes };
}

function maskedColumn(
  table: Table,
  proposals: readonly ColumnProposal[],
  name: string,
): Exclude<Column, { type: 'text' }> | null {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined || !isNumeric(column)) return null;
  const sentinels = proposals.find((each) => each.column === name)?.sentinels ?? [];
  const masked = maskSentinels(column, sentinels, []);
  return isNumeric(masked) ? masked : null;
}

/** (top - bottom) / (top + bottom); no value where the sum is 0. */
function asymmetryOfAreas(
  top: Exclude<Column, { type: 'text' }>,
  bottom: Exclude<Column, { type: 'text' }>,
  name: string,
): NumberColumn {
  const rows = rowCountOf(top);
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [above, below] = [numberAt(top, row), numberAt(bottom, row)];
    const ratio = (above - below) / (above + below);
    values[row] = Number.isFinite(ratio) ? ratio : Number.NaN;
  }
  return { name, unit: '', role: 'feature', missing: null, type: 'float64', values };
}

function maskSentinels(column: Column, sentinels: readonly number[], notes: string[]): Column {
  if (sentinels.length === 0 || column.type === 'text' || column.type === 'int64') return column;
  const missing = bitsNone(rowCountOf(column));
  if (column.missing !== null) missing.words.set(column.missing.words);
  const values = column.values.slice();
  const blank = column.type === 'int32' ? 0 : Number.NaN;
  let masked = 0;
  for (let row = 0; row < values.length; row++) {
    if (!sentinels.includes(values[row]) || isMissing(column, row)) continue;
    setBit(missing, row);
    values[row] = blank;
    masked++;
  }
  if (masked === 0) return column;
  notes.push(
    `${column.name}: ${masked} ${masked === 1 ? 'row' : 'rows'} of ${sentinels.join(', ')} taken as missing`,
  );
  return { ...column, values, missing };
}

function asymmetryOf(aft: Exclude<Column, { type: 'text' }>, name: string): NumberColumn {
  const rows = rowCountOf(aft);
  const single = aft.type === 'float32';
  const values = single ? new Float32Array(rows) : new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = 2 * numberAt(aft, row) - 1;
  const missing: Bits | null = aft.missing;
  return { name, unit: '', role: 'feature', missing, type: single ? 'float32' : 'float64', values };
}
