import type { Expression } from '../expression/expression.ts';
import type { CutAxis, CutForm, CutOperator, CutPart } from './cut.ts';
import { isLower, turned } from './cut-text.ts';

/**
 * An expression as bounds and straight lines that must all hold, so that a plot can draw it and hand it back moved; null
 * where it is anything else. Read are `&&` of comparisons whose sides are sums of numbers times columns or log10 of
 * columns: of one column a bound, of two a line. O(parts).
 */
export function partsOfExpression(expression: Expression): CutPart[] | null {
  if (expression.type === 'logic') {
    if (expression.operator !== '&&') return null;
    const left = partsOfExpression(expression.left);
    const right = left && partsOfExpression(expression.right);
    return right && [...(left ?? []), ...right];
  }
  if (expression.type !== 'comparison') return null;
  const { operator } = expression;
  if (operator === '==' || operator === '!=') return null;
  const left = sumOf(expression.left);
  const right = left && sumOf(expression.right);
  if (!left || !right) return null;
  const terms = new Map(left.terms);
  for (const [key, { axis, factor }] of right.terms) {
    terms.set(key, { axis, factor: (terms.get(key)?.factor ?? 0) - factor });
  }
  return partsOfSum([...terms.values()], right.constant - left.constant, operator);
}

interface Term {
  axis: CutAxis;
  factor: number;
}

interface Sum {
  constant: number;
  terms: Map<string, Term>;
}

/** `sum of terms  operator  constant`. */
function partsOfSum(terms: Term[], constant: number, operator: CutOperator): CutPart[] | null {
  if (terms.some(({ factor }) => factor === 0) || terms.length === 0 || terms.length > 2) return null;
  const [first, second] = terms;
  const sign = first.factor > 0 ? operator : turned(operator);
  const intercept = constant / first.factor + 0;
  if (second === undefined) {
    const { column, log } = first.axis;
    const value = log ? 10 ** intercept : intercept;
    if (!Number.isFinite(value)) return null;
    const bound: CutPart = { type: 'bound', column, operator: sign, value };
    // log10 is missing at and below 0, where an upper bound of the column would hold.
    if (!log || isLower(bound)) return [bound];
    return [{ type: 'bound', column, operator: '>', value: 0 }, bound];
  }
  const slope = -second.factor / first.factor;
  if (!Number.isFinite(intercept) || !Number.isFinite(slope)) return null;
  return [{ type: 'line', left: first.axis, operator: sign, intercept, slope, right: second.axis }];
}

function sumOf(node: Expression): Sum | null {
  switch (node.type) {
    case 'number':
      return { constant: node.value, terms: new Map() };
    case 'column':
      return single({ column: node.name, log: false });
    case 'call': {
      const [inner] = node.arguments;
      if (node.name !== 'log10' || inner?.type !== 'column') return null;
      return single({ column: inner.name, log: true });
    }
    case 'negate': {
      const inner = sumOf(node.operand);
      return inner && scaled(inner, -1);
    }
    case 'arithmetic': {
      const left = sumOf(node.left);
      const right = left && sumOf(node.right);
      if (!left || !right) return null;
      if (node.operator === '+') return added(left, right);
      if (node.operator === '-') return added(left, scaled(right, -1));
      if (node.operator === '*' && left.terms.size === 0) return scaled(right, left.constant);
      if (node.operator === '*' && right.terms.size === 0) return scaled(left, right.constant);
      if (node.operator === '/' && right.terms.size === 0) return scaled(left, 1 / right.constant);
      return null;
    }
    default:
      return null;
  }
}

function single(axis: CutAxis): Sum {
  return { constant: 0, terms: new Map([[`${axis.log} ${axis.column}`, { axis, factor: 1 }]]) };
}

function scaled({ constant, terms }: Sum, by: number): Sum {
  return {
    constant: constant * by,
    terms: new Map([...terms].map(([key, { axis, factor }]) => [key, { axis, factor: factor * by }])),
  };
}

function added(a: Sum, b: Sum): Sum {
  const terms = new Map(a.terms);
  for (const [key, { axis, factor }] of b.terms) {
    terms.set(key, { axis, factor: (terms.get(key)?.factor ?? 0) + factor });
  }
  return { constant: a.constant + b.constant, terms };
}

/** The quantities that parts are about, each once, in order. */
export function columnsOfParts(parts: readonly CutPart[]): string[] {
  return [
    ...new Set(
      parts.flatMap((part) =>
        part.type === 'bound' ? [part.column] : [part.left.column, part.right.column],
      ),
    ),
  ];
}

/** Numbers and quantities to be written down: a threshold is 2, an interval 3, a line or two thresholds 4. */
export function lengthOfParts(parts: readonly CutPart[]): number {
  const numbers = parts.reduce(
    (sum, part) =>
      sum + (part.type === 'bound' || part.intercept === 0 || Math.abs(part.slope) === 1 ? 1 : 2),
    0,
  );
  return numbers + columnsOfParts(parts).length;
}

/** What a person would call such a cut. */
export function formOfParts(parts: readonly CutPart[]): CutForm {
  const lines = parts.filter((part) => part.type === 'line');
  const columns = columnsOfParts(parts);
  if (lines.length > 0) {
    if (parts.length === 1) return 'line';
    return columns.length === 2 ? (parts.length > 2 ? 'polygon' : 'lines') : 'conjunction';
  }
  if (parts.length === 1) return 'threshold';
  if (columns.length === 1) return 'interval';
  return columns.length === 2 ? 'box' : 'conjunction';
}
