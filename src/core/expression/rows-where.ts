import { Problem } from '../problem.ts';
import { andNotBits, type Bits } from '../table/bits.ts';
import type { Table } from '../table/table.ts';
import { evaluateExpression } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import { expectRowByRow } from './row-by-row.ts';

/**
 * The rows of a table where an expression holds; where it is missing they are not selected. Throws the Problems of
 * parseExpression and checkExpression, and one where it is no condition or has a function of all rows. Cost as evaluateExpression.
 */
export function rowsWhere(expression: string, table: Table): Bits {
  const parsed = parseExpression(expression);
  expectRowByRow(parsed);
  const evaluation = evaluateExpression(parsed, table);
  if (evaluation.type === 'number') {
    throw new Problem(
      'bad-parameter',
      `invalid condition: ${expression} is a number; expected a comparison, such as x > 1`,
    );
  }
  const { holds, missing } = evaluation;
  return missing === null ? holds : andNotBits(holds, missing);
}
