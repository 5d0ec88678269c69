import type { SelectionStep } from '../table/clause.ts';

export const SEVERITIES = ['info', 'minor', 'major', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a notebook offers first; the list is the user's to edit. */
export const CATEGORIES: readonly string[] = [
  'unphysical quantity',
  'reconstruction',
  'detector condition',
  'electrode or gas events',
  'noise or pile-up',
  'unexplained',
];

/** What picks the events on any data that have the columns. */
export type FlagRule =
  | { type: 'expression'; text: string }
  /** Columns are written `cell:column`; only steps in measured and derived quantities are kept as a rule. */
  | { type: 'selection'; steps: SelectionStep[] };

/** The data that a flag was made on. */
export interface FlaggedData {
  name: string;
  /** Hash of the bytes, or of what was simulated, hex. */
  hash: string;
  rows: number;
}

/**
 * One entry of a ledger of flags, never changed afterwards: an edit is a new record that supersedes it, and so is taking it
 * back. Times are what the author's clock said; `order` is what sorts.
 */
export interface FlagRecord {
  /** Hash of all the rest, see recordId: two machines cannot give one id to two records. */
  id: string;
  /** One more than the highest that its author had seen (Lamport 1978), so that a clock that goes back does no harm. */
  order: number;
  /** ISO 8601, UTC. */
  time: string;
  /** Random, so that the same words at the same time on two machines are two records. */
  nonce: string;
  author: string;
  /** Ids of the records that this one takes the place of; several where it settles a conflict. */
  supersedes: string[];
  /** True where the flag is taken back. */
  withdrawn: boolean;
  name: string;
  category: string;
  severity: Severity;
  note: string;
  rule: FlagRule | null;
  /** The events on `data`, see packRows. */
  events: string;
  /** How many these are. */
  count: number;
  /** How long the runs took data, where that is known: the rate is count over seconds. */
  seconds: number | null;
  data: FlaggedData;
}

/** Ledgers come from strangers too. */
export const flagLimits = {
  records: 10_000,
  name: 200,
  category: 100,
  note: 4_000,
  author: 100,
  expression: 10_000,
  /** Characters of a packed set of rows: a million rows picked one by one. */
  events: 4_000_000,
  supersedes: 100,
  order: 1e12,
  categories: 100,
  rows: 100_000_000,
} as const;
