import { checkExpression } from '../../core/expression/check.ts';
import type { Expression } from '../../core/expression/expression.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { type Place, placeOf } from '../../core/expression/place.ts';
import { unitOf } from '../../core/expression/unit-of.ts';
import { toProblemData } from '../../core/problem.ts';
import type { Role } from '../../core/table/column.ts';
import type { ColumnDefinition } from './params.ts';

/** What is known of a column before any value is looked at. */
export interface ColumnFacts {
  name: string;
  type: string;
  unit: string | null;
  role: Role;
}

export interface PlannedColumn {
  name: string;
  expression: string;
  unit: string | null;
  /** What truth or labels went into is truth or a label itself, and so never a feature. */
  role: Role;
  reads: string[];
  feature: ColumnDefinition['feature'];
}

export type ColumnPlan =
  | { state: 'ready'; column: PlannedColumn }
  /** Nothing, or only a part of it, is written. */
  | { state: 'unfinished' }
  | { state: 'wrong'; field: 'name' | 'expression'; message: string; place: Place | null };

/**
 * Each definition checked against the columns at hand and those that the ones before it make. Only names, types and roles
 * are looked at, so this is done while the user types.
 */
export function planColumns(
  definitions: readonly ColumnDefinition[],
  given: readonly ColumnFacts[],
): ColumnPlan[] {
  const known = new Map(given.map((column) => [column.name, column]));
  return definitions.map((definition) => {
    const plan = planColumn(definition, known);
    if (plan.state === 'ready') known.set(plan.column.name, { ...plan.column, type: 'float64' });
    return plan;
  });
}

function planColumn(definition: ColumnDefinition, known: ReadonlyMap<string, ColumnFacts>): ColumnPlan {
  const { expression, feature } = definition;
  const name = definition.name.trim();
  const refused = name === '' ? null : reasonAgainstName(name, known);
  if (refused !== null) return { state: 'wrong', field: 'name', message: refused, place: null };
  if (expression.trim() === '') return { state: 'unfinished' };
  let parsed: Expression;
  let reads: string[];
  try {
    parsed = parseExpression(expression);
    reads = checkExpression(parsed, known).reads;
  } catch (error) {
    const { message } = toProblemData(error);
    return { state: 'wrong', field: 'expression', message, place: placeOf(error) ?? null };
  }
  if (name === '') return { state: 'unfinished' };
  const unit = definition.unit ?? unitOf(parsed, (column) => known.get(column)?.unit);
  const roles = new Set(reads.map((column) => known.get(column)?.role));
  const role = roles.has('truth') ? 'truth' : roles.has('label') ? 'label' : 'feature';
  return { state: 'ready', column: { name, expression, unit, role, reads, feature } };
}

function reasonAgainstName(name: string, known: ReadonlyMap<string, ColumnFacts>): string | null {
  if (known.has(name)) return `invalid name: ${name}; there is such a column already`;
  if (name.length > 100) return `invalid name of ${name.length} characters; expected at most 100`;
  if (/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u.test(name)) return 'invalid name: it has characters that cannot be seen';
  return null;
}
