import type { SelectionStep } from '../table/clause.ts';

/** What becomes of the rows that an expression selects. */
export type CutSense = 'keep' | 'remove';

/**
 * One cut of a list, as notebooks keep it. Its rows are those where the expression holds; where it is missing a row is
 * not selected, so that `keep` drops it and `remove` lets it pass.
 */
export interface Cut {
  /** Tells it from the others of its list; never shown. */
  id: string;
  name: string;
  /** A truth value in the language of core/expression. Kept as written, also while it is wrong. */
  expression: string;
  sense: CutSense;
  on: boolean;
  /** How the compiler found it; null where a person wrote it. */
  tuned: CutTuning | null;
}

/** What a cut was tuned on, so that the events it was not tuned on can be found again: see tuningHalf. */
export interface CutTuning {
  seed: number;
  target: { name: string; steps: SelectionStep[] };
  /** As proposed; another one now was moved by hand. */
  expression: string;
}

/** A quantity as an axis: its values, or their log10. */
export interface CutAxis {
  column: string;
  log: boolean;
}

export type CutOperator = '<' | '<=' | '>' | '>=';

/** `column > value`, in the unit of the column. */
export interface BoundPart {
  type: 'bound';
  column: string;
  operator: CutOperator;
  value: number;
}

/** `left > intercept + slope * right`: a straight line where both axes are drawn as they say. */
export interface LinePart {
  type: 'line';
  left: CutAxis;
  operator: CutOperator;
  intercept: number;
  slope: number;
  right: CutAxis;
}

/** All parts must hold: two bounds of one quantity are an interval, lines in the same two a convex polygon. */
export type CutPart = BoundPart | LinePart;

export const CUT_FORMS = [
  'threshold',
  'interval',
  'box',
  'line',
  'lines',
  'polygon',
  'conjunction',
  'missing',
] as const;
export type CutForm = (typeof CUT_FORMS)[number];

/** A share of events with its 95 % Clopper-Pearson interval; value is NaN where `of` is 0. */
export interface Share {
  count: number;
  of: number;
  value: number;
  low: number;
  high: number;
}

/** What an expression does to a target and to the rest. */
export interface CutFigures {
  /** Of the target, selected. */
  efficiency: Share;
  /** Of the selected, in the target. */
  purity: Share;
  /** Of the rest, selected too. */
  restRemoved: Share;
}

export interface CutProposal {
  /** Selects the target: a cut that removes it has the sense `remove`. */
  expression: string;
  parts: CutPart[];
  form: CutForm;
  /** Numbers and quantities to be written down. */
  length: number;
  /** Harmonic mean of efficiency and purity on the tuning half, less what the length costs. */
  score: number;
  tuned: CutFigures;
  heldOut: CutFigures;
  /** Why its figures should be doubted, one line each. */
  warnings: string[];
}

export interface CutProposals {
  /** Best first: each longer one is better than all shorter ones before the length is counted. */
  proposals: CutProposal[];
  seed: number;
  /** Rows of the target and of all others. */
  target: number;
  rest: number;
  /** How much was looked at. */
  quantities: number;
  pairs: number;
  forms: number;
  /** Columns that were not searched, and why. */
  left: { column: string; reason: string }[];
  warnings: string[];
}
