import type { Table } from '../table/table.ts';
import type { CompareRequest } from './comparison.ts';
import { pairAgreement } from './event-moves.ts';
import { type EventMatch, matchEvents } from './match-events.ts';

/** Share of the events of the smaller table that must match for two processings of the same events. */
const MOSTLY = 0.5;
/** Median rank correlation of matched events, above which they are the same ones. */
const ALIKE = 0.5;

export interface MatchedProcessings {
  by: Omit<EventMatch, 'partner'>;
  /** One a row of the other table: row of the reference, -1. */
  partner: Int32Array;
  /** The table rows of the matched events, in step. */
  pairs: { reference: Int32Array; other: Int32Array };
  agreement: number;
  /** Two processings of the same events. */
  same: boolean;
  warnings: string[];
}

/** Matches the events of two tables by their ids, and finds whether they are the same ones. null without ids. */
export function matchProcessings(request: CompareRequest, other: Table): MatchedProcessings | null {
  const { reference, ids, tie, compared } = request;
  if (ids.length === 0) return null;
  const { partner, ...by } = matchEvents(reference, other, ids, tie);
  const rows = Int32Array.from({ length: other.rows }, (_, row) => row).filter((row) => partner[row] >= 0);
  const pairs = { reference: rows.map((row) => partner[row]), other: rows };
  const names = compared.map(({ column }) => column);
  const agreement = pairAgreement(reference, other, names, pairs);
  const mostly = by.matched >= MOSTLY * Math.min(reference.rows, other.rows);
  const same = mostly && agreement >= ALIKE;
  const warnings = [...by.notes];
  if (mostly && !same) {
    warnings.push(
      `${by.matched.toLocaleString('en')} events share their ${by.columns.join(' and ')}, but their quantities do not go together (median rank correlation ${agreement.toFixed(2)}): they are taken for different events`,
    );
  }
  return { by, partner, pairs, agreement, same, warnings };
}
