import { type DerivedOffer, derivedOffers } from '../../core/derived/offers.ts';
import { quantityColumns } from '../../core/rq/defaults.ts';
import { findColumn } from '../../core/table/table.ts';
import type { DataResult } from '../data/compute.ts';
import type { ColumnDefinition } from './params.ts';

/** What can be derived of the quantities that the columns are known to hold, but for what is there already. */
export function offersOf({ table, proposals }: Pick<DataResult, 'table' | 'proposals'>): DerivedOffer[] {
  const known = quantityColumns(proposals.filter(({ role }) => role !== 'truth'));
  const unitOf = (column: string): string | null => findColumn(table, column)?.unit ?? null;
  return derivedOffers(known, unitOf).filter(({ name }) => !findColumn(table, name));
}

export function definitionOf({ name, expression, unit, feature }: DerivedOffer): ColumnDefinition {
  return { name, expression, unit, feature };
}
