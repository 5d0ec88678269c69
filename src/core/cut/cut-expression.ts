import { checkExpression } from '../expression/check.ts';
import { columnsRead } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import { expectRowByRow } from '../expression/row-by-row.ts';
import { Problem } from '../problem.ts';
import type { Cut } from './cut.ts';

/** Columns of a table that a list of cuts reads; those that cannot be parsed read none. */
export function columnsOfCuts(cuts: readonly Pick<Cut, 'expression'>[]): string[] {
  const names = new Set<string>();
  for (const { expression } of cuts) {
    try {
      for (const name of columnsRead(parseExpression(expression))) names.add(name);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return [...names];
}

/** Why an expression cannot be a cut over these columns; null where it can. Throws nothing. */
export function refusalOfCut(expression: string, columns: ReadonlyMap<string, { type: string }>): unknown {
  try {
    const parsed = parseExpression(expression);
    const { type } = checkExpression(parsed, columns);
    expectRowByRow(parsed);
    if (type === 'number')
      throw new Problem('bad-parameter', 'a number; expected a condition, such as x > 1');
    return null;
  } catch (error) {
    return error;
  }
}
