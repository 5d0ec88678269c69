import { type DerivedOffer, derivedOffers } from '../../core/derived/offers.ts';
import { findColumn } from '../../core/table/table.ts';
import type { DataResult } from '../data/compute.ts';
import type { ColumnDefinition } from './params.ts';

/** What can be derived of the quantities that the columns are known to hold, but for what is there already. */
export function offersOf({ table, quantities }: Pick<DataResult, 'table' | 'quantities'>): DerivedOffer[] {
  const unitOf = (column: string): string | null => findColumn(table, column)?.unit ?? null;
  return derivedOffers(quantities, unitOf).filter(({ name }) => !findColumn(table, name));
}

export function definitionOf({ name, expression, unit, feature }: DerivedOffer): ColumnDefinition {
  return { name, expression, unit, feature };
}
