import type { Role } from '../table/column.ts';
import type { Quantity } from './quantity.ts';

/** How a measured value enters the feature space, before scaling. */
export type Transform = 'linear' | 'log10';

/** One axis of the feature space. */
export interface FeatureSpec {
  column: string;
  transform: Transform;
}

/** What Outcrop thinks of a column, for the user to accept or change. */
export interface ColumnProposal {
  column: string;
  quantity: Quantity | null;
  /** The vocabulary that the name was found in, such as `XENONnT straxen`; null where only its form spoke. */
  vocabulary: string | null;
  unit: string | null;
  role: Role;
  transform: Transform;
  /** True where the column is offered as a feature. */
  feature: boolean;
  /** Why it is not a feature, in words for the user; null where it is one. */
  excluded: string | null;
  /** Values that stand for "missing", found in the column, such as -999. */
  sentinels: number[];
  /** A column that can be had from this one. Its quantity is null for a pulse of any kind. */
  derive: DerivedAsymmetry | null;
}

/** TBA = 2 AFT - 1 of an area fraction top, or (top - bottom) / (top + bottom) of the areas of the two arrays. */
export type DerivedAsymmetry = { name: string; quantity: Quantity | null } & (
  | { from: 'aft' }
  | { from: 'arrays'; bottom: string }
);
