import { derivedOffers } from '../derived/offers.ts';
import { columnOfEvaluation, evaluateExpression } from '../expression/evaluate.ts';
import { parseExpression } from '../expression/parse.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import type { Quantity } from '../rq/quantity.ts';
import { type Column, numbersOf } from '../table/column.ts';
import { findColumn, makeTable, type Table } from '../table/table.ts';

/** Events of two samples in one table, and what they are looked at by. */
export interface PooledSample {
  table: Table;
  /** Columns of both samples that a plane is made of. */
  measured: FeatureSpec[];
  /** Derived of all events together, so that neither sample is the other's measure. */
  derived: FeatureSpec[];
  /** Of these, distances from a curve in sigma. */
  sigmas: string[];
  positions: FeatureSpec[];
}

/**
 * Rows of two tables, those of the first before those of the second, in the columns that both have as numbers of one
 * unit, with the derived quantities that these allow. Nothing of it depends on whose an event is. O(rows columns).
 */
export function poolSamples(
  one: { table: Table; rows: Int32Array },
  other: { table: Table; rows: Int32Array },
  features: readonly FeatureSpec[],
  quantities: Partial<Record<Quantity, string>>,
): PooledSample {
  const columns = new Map<string, Column>();
  for (const name of new Set([...features.map(({ column }) => column), ...Object.values(quantities)])) {
    const [a, b] = [findColumn(one.table, name), findColumn(other.table, name)];
    if (!a || !b || a.type === 'text' || b.type === 'text') continue;
    if (a.unit && b.unit && a.unit !== b.unit) continue;
    const values = new Float64Array(one.rows.length + other.rows.length);
    const [from, to] = [numbersOf(a), numbersOf(b)];
    for (let i = 0; i < one.rows.length; i++) values[i] = from[one.rows[i]];
    for (let i = 0; i < other.rows.length; i++) values[one.rows.length + i] = to[other.rows[i]];
    columns.set(name, { name, unit: a.unit, role: a.role, type: 'float64', values, missing: null });
  }
  const shared = makeTable([...columns.values()]);
  const known = Object.fromEntries(Object.entries(quantities).filter(([, name]) => columns.has(name)));
  const offers = derivedOffers(known, (name) => columns.get(name)?.unit ?? null).filter(
    ({ name, feature }) => feature !== null && !columns.has(name),
  );
  const derived = offers.map(({ name, unit, expression }) =>
    columnOfEvaluation(evaluateExpression(parseExpression(expression), shared), {
      ...{ name, unit, role: 'feature' },
    }),
  );
  const linear = (column: string): FeatureSpec => ({ column, transform: 'linear' });
  return {
    table: makeTable([...shared.columns, ...derived]),
    measured: features.filter(({ column }) => columns.has(column)),
    derived: derived.map(({ name }) => linear(name)),
    sigmas: derived.filter(({ unit }) => unit === 'sigma').map(({ name }) => name),
    positions: (['x', 'y'] as const).flatMap((quantity) => {
      const column = quantities[quantity];
      return column !== undefined && columns.has(column) ? [linear(column)] : [];
    }),
  };
}
