import type { RunningCurve } from '../derived/running-curve.ts';
import type { Expression } from './expression.ts';
import type { CurveOf } from './fit-curves.ts';
import { RUNNING_FUNCTIONS } from './functions.ts';

/**
 * The expression with the curves of its running functions written out, so that it can be said of each row by itself, in any
 * language: pieces of straight lines through nodes are a constant and a sum of c |x - node|.
 */
export function withCurves(node: Expression, curveOf: CurveOf): Expression {
  const inside = (part: Expression): Expression => withCurves(part, curveOf);
  switch (node.type) {
    case 'negate':
    case 'not':
      return { ...node, operand: inside(node.operand) };
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return { ...node, left: inside(node.left), right: inside(node.right) };
    case 'call': {
      const given = node.arguments.map(inside);
      if (!RUNNING_FUNCTIONS.has(node.name)) return { ...node, arguments: given };
      const fitted = curveOf(node);
      if (fitted === null) return { type: 'constant', name: 'missing', at: 0 };
      const [y, x, by = x] = given;
      const center = written(fitted.center, x);
      if (fitted.spread === null) return center;
      return arithmetic(arithmetic(y, '-', center), '/', written(fitted.spread, by));
    }
    default:
      return node;
  }
}

function written({ x, y }: RunningCurve, place: Expression): Expression {
  const slopes = Array.from(x.subarray(1), (next, i) => (y[i + 1] - y[i]) / (next - x[i]));
  // The slope is 0 before the first node and after the last; it changes by twice c at each.
  const changes = Array.from(x, (_, i) => ((slopes[i] ?? 0) - (slopes[i - 1] ?? 0)) / 2);
  const atFirst = changes.reduce((sum, change, i) => sum + change * (x[i] - x[0]), 0);
  const terms = changes.map((change, i) => {
    const distance: Expression = {
      ...{ type: 'call', name: 'abs', at: 0 },
      arguments: [arithmetic(place, '-', number(x[i]))],
    };
    return arithmetic(number(change), '*', distance);
  });
  return terms.reduce((sum, term) => arithmetic(sum, '+', term), number(y[0] - atFirst));
}

function number(value: number): Expression {
  const positive: Expression = { type: 'number', value: Math.abs(value), at: 0 };
  return value < 0 ? { type: 'negate', operand: positive, at: 0 } : positive;
}

function arithmetic(left: Expression, operator: '+' | '-' | '*' | '/', right: Expression): Expression {
  return { type: 'arithmetic', operator, left, right, at: 0 };
}
