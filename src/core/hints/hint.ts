import type { Quantity } from '../rq/quantity.ts';

/** How one quantity of a selection stands to all other events. */
export interface QuantityShift {
  column: string;
  /** 2 AUC - 1: +1 all of the selection above all others, -1 below. */
  score: number;
  /** In the unit of the column. */
  medianIn: number;
  /** Width of the middle 80 % beside that of the others: 1 alike, near 0 in one place. NaN where not known. */
  spread: number;
  /** 2 AUC - 1 of the absence of a value: +1 missing in the selection alone. */
  missing: number;
}

/** What is known of a selection; quantities that the data do not have are left out. */
export type Shifts = Partial<Record<Quantity, QuantityShift>>;

export interface Sign {
  quantity: Quantity;
  is: 'high' | 'low' | 'ordinary' | 'missing' | 'narrow';
  /** |2 AUC - 1| at least; of `ordinary` at most; of `narrow` the spread at most. */
  limit: number;
  /** Bounds of the median, where the kind of event has a place of its own. */
  median?: { above?: number; below?: number };
  /** Held against the entry only where the data have the quantity, and does not hold. */
  optional?: boolean;
}

/** A known pathology and its signature in the profile of a selection. One file an entry. */
export interface HintEntry {
  id: string;
  title: string;
  /** What it would be, one sentence. */
  hypothesis: string;
  /** How to find out. */
  test: string;
  signs: readonly Sign[];
  /** Where it was learnt. */
  source: string;
}

/** A hypothesis about a selection: never a verdict. */
export interface Hint {
  entry: HintEntry;
  /** Signs that hold, and those that could not be looked at. */
  held: { sign: Sign; column: string }[];
  unknown: Sign[];
  /** Share of the signs that hold, of all. */
  match: number;
}
