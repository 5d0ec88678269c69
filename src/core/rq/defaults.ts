import type { ColumnProposal, FeatureSpec } from './proposal.ts';
import { NO_VALUE } from './propose.ts';
import type { Quantity } from './quantity.ts';

/**
 * The column of each quantity, for plots to find: the first in table order. An asymmetry offered from an area
 * fraction counts under its new name, where no measured one is.
 */
export function quantityColumns(proposals: readonly ColumnProposal[]): Partial<Record<Quantity, string>> {
  const found: Partial<Record<Quantity, string>> = {};
  const usable = proposals.filter(({ excluded }) => excluded !== NO_VALUE);
  for (const { quantity, column } of usable) if (quantity !== null) found[quantity] ??= column;
  for (const { derive } of usable) if (derive?.quantity) found[derive.quantity] ??= derive.name;
  return found;
}

/** The features as proposed, in table order, asymmetries in the place of the area fractions they come from. */
export function defaultFeatures(proposals: readonly ColumnProposal[]): FeatureSpec[] {
  return proposals.flatMap(({ column, feature, transform, derive }): FeatureSpec[] => {
    if (feature) return [{ column, transform }];
    return derive === null ? [] : [{ column: derive.name, transform: 'linear' }];
  });
}
