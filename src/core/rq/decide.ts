import type { Role } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { applyProposals } from './apply.ts';
import type { ColumnProposal, Transform } from './proposal.ts';
import { NO_VALUE, proposeColumns } from './propose.ts';
import { countRepeatedRows } from './repeated-rows.ts';

/** What the user decided about a column, over what Outcrop proposed. */
export interface ColumnOverride {
  role?: Role;
  unit?: string | null;
  transform?: Transform;
  feature?: boolean;
  /** Values read as missing; an empty list keeps them as numbers. */
  sentinels?: number[];
}

export interface DecidedTable {
  /** With units and roles set, sentinels masked, TBA made from AFT. */
  table: Table;
  /** One a column of `table`. */
  proposals: ColumnProposal[];
  /** What was done to values, for the user. */
  notes: string[];
}

/** Proposals with the user's decisions on top. A truth column is never a feature, whatever is asked. */
export function decideColumns(
  proposals: readonly ColumnProposal[],
  overrides: Readonly<Record<string, ColumnOverride>>,
): ColumnProposal[] {
  return proposals.map((proposal) => {
    const mine = Object.hasOwn(overrides, proposal.column) ? overrides[proposal.column] : undefined;
    if (!mine) return proposal;
    const decided = { ...proposal, ...mine };
    if (decided.role === 'truth') {
      decided.feature = false;
      decided.excluded = 'truth: never a feature';
    } else if (mine.feature === false) {
      decided.excluded = 'left out by you';
    } else if (mine.feature === true) {
      decided.excluded = null;
    }
    return decided;
  });
}

/**
 * A table as read, with what each column is for: proposed, decided, applied. Columns made from others (TBA from
 * AFT) are proposed, and may be overridden, like those of the file. O(rows) a column: for a worker.
 */
export function decideTable(table: Table, overrides: Readonly<Record<string, ColumnOverride>>): DecidedTable {
  const given = decideColumns(proposeColumns(table), overrides);
  const applied = applyProposals(table, given);
  const known = new Map(given.map((proposal) => [proposal.column, { ...proposal, derive: null }]));
  const added = applied.table.columns.filter((column) => !known.has(column.name));
  const fresh = new Map(
    decideColumns(proposeColumns({ rows: table.rows, columns: added }), overrides).map((p) => [p.column, p]),
  );
  const proposals = applied.table.columns.map(({ name }) => known.get(name) ?? fresh.get(name)!);
  return { table: applied.table, proposals, notes: [...applied.notes, ...repeatedNote(table, given)] };
}

/** Columns that rows are looked for by: ids and times, and so many features. */
const TELLING = 10;

/** Rows that are in the table twice, told where an id or a time says that they are the same event. */
function repeatedNote({ columns }: Table, proposals: readonly ColumnProposal[]): string[] {
  const of = (is: (proposal: ColumnProposal) => boolean): Table['columns'] =>
    columns.filter((_, i) => is(proposals[i]));
  const named = of(({ role, excluded }) => (role === 'id' || role === 'time') && excluded !== NO_VALUE);
  const measured = of(({ feature, derive }) => feature || derive !== null);
  if (named.length === 0 || measured.length === 0) return [];
  const repeated = countRepeatedRows(columns, [...named, ...measured].slice(0, TELLING));
  if (repeated === null || repeated === 0) return [];
  const rows = repeated === 1 ? '1 row repeats' : `${repeated} rows repeat`;
  return [`${rows} an earlier row in every column: the same event is in the table more than once`];
}
