import type { Expression } from '../../core/expression/expression.ts';
import { parseExpression } from '../../core/expression/parse.ts';
import { Problem } from '../../core/problem.ts';
import type {
  Clause,
  ColumnRef,
  PolygonClause,
  RangeClause,
  SelectionStep,
} from '../../core/table/clause.ts';

const at = 0;
const number = (value: number): Expression =>
  value < 0 || Object.is(value, -0)
    ? { type: 'negate', operand: { type: 'number', value: -value, at }, at }
    : { type: 'number', value, at };
const logic = (left: Expression, operator: '&&' | '||', right: Expression): Expression => ({
  ...{ type: 'logic', operator, left, right, at },
});
const comparison = (left: Expression, operator: '<=' | '>=' | '==', right: Expression): Expression => ({
  ...{ type: 'comparison', operator, left, right, at },
});
const truth = (name: 'true' | 'false'): Expression => ({ type: 'constant', name, at });

/** All rows where it does not hold, those where it is missing too: so does a selection invert. */
function others(expression: Expression): Expression {
  const missing: Expression = { type: 'call', name: 'ismissing', arguments: [expression], at };
  return logic(missing, '||', { type: 'not', operand: expression, at });
}

/**
 * A selection as an expression that holds for the same rows.
 * @param levels the words behind the codes of a text column; null for a column of numbers
 */
export function selectionExpression(
  steps: readonly SelectionStep[],
  levels: (ref: ColumnRef) => readonly string[] | null,
): Expression {
  let selected: Expression = truth('false');
  for (const step of steps) {
    if (step.mode === 'invert') {
      selected = others(selected);
      continue;
    }
    const own = clauseExpression(step.clause, levels);
    const found = step.among ? logic(own, '&&', clauseExpression(step.among, levels)) : own;
    if (step.mode === 'replace') selected = found;
    else if (step.mode === 'add') selected = logic(selected, '||', found);
    else if (step.mode === 'subtract') selected = logic(selected, '&&', others(found));
    else selected = logic(selected, '&&', found);
  }
  return selected;
}

function clauseExpression(clause: Clause, levels: (ref: ColumnRef) => readonly string[] | null): Expression {
  switch (clause.type) {
    case 'range':
      return rangeExpression(clause);
    case 'box':
      return logic(rangeExpression(clause.x), '&&', rangeExpression(clause.y));
    case 'labels': {
      const words = levels(clause.column);
      const each = clause.labels.map((label) => {
        const value: Expression = words ? { type: 'text', value: words[label] ?? '', at } : number(label);
        return comparison(column(clause.column), '==', value);
      });
      return each.length === 0 ? truth('false') : each.reduce((a, b) => logic(a, '||', b));
    }
    case 'expression':
      return parseExpression(clause.expression);
    case 'polygon':
      throw new Problem(
        'bad-parameter',
        'a lasso is a polygon, which is no expression; take the TCutG, or let Outcrop propose a cut for these events',
      );
    case 'events':
      throw new Problem(
        'bad-parameter',
        'events kept from an earlier plane or clustering have no rule; let Outcrop propose a cut for them',
      );
    case 'rows':
      throw new Problem(
        'bad-parameter',
        'events picked one by one have no rule that other programs could apply',
      );
  }
}

function column(ref: ColumnRef): Expression {
  return { type: 'column', name: ref.slice(ref.indexOf(':') + 1), at };
}

function rangeExpression({ column: ref, low, high }: RangeClause): Expression {
  const bounds = [
    ...(low === null ? [] : [comparison(column(ref), '>=', number(low))]),
    ...(high === null ? [] : [comparison(column(ref), '<=', number(high))]),
  ];
  if (bounds.length === 0) {
    const missing: Expression = { type: 'call', name: 'ismissing', arguments: [column(ref)], at };
    return { type: 'not', operand: missing, at };
  }
  return bounds.reduce((a, b) => logic(a, '&&', b));
}

/** The polygon of a selection that is one lasso and nothing else; null for any other. */
export function loneLasso(steps: readonly SelectionStep[]): PolygonClause | null {
  const [step] = steps;
  if (steps.length !== 1 || step.mode === 'invert' || step.mode === 'subtract' || step.mode === 'intersect')
    return null;
  if (step.among) return null;
  return step.clause.type === 'polygon' ? step.clause : null;
}
