import { columnsRead } from '../../core/expression/expression.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { Problem } from '../../core/problem.ts';
import type { ColumnDependence } from '../../notebook/cell-kind.ts';
import type { ColumnDefinition, DeriveParams } from './params.ts';

/**
 * The definitions behind the features of a derive cell and behind its columns of those names: those columns, the earlier
 * ones that they read, and any of the same name, since the first takes it.
 */
export function dependsOn({ columns, alone }: DeriveParams, wanted: ReadonlySet<string>): ColumnDependence {
  const names = new Set(wanted);
  const used: ColumnDefinition[] = [];
  for (const definition of columns.toReversed()) {
    const name = definition.name.trim();
    if (name === '' || definition.expression.trim() === '') continue;
    if (definition.feature === null && !names.has(name)) continue;
    used.unshift({ ...definition, name });
    names.add(name);
    for (const column of namesIn(definition.expression)) names.add(column);
  }
  if (used.length === 0) return { params: null, columns: [] };
  const definitions = used.map((definition) => ({ ...definition }));
  return { params: alone ? { columns: definitions, alone } : definitions, columns: [...names] };
}

/** What is wrong makes no column, however its parts are called. */
function namesIn(expression: string): string[] {
  try {
    return columnsRead(parseExpression(expression));
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}
