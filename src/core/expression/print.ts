import type { Expression } from './expression.ts';
import { isReserved } from './parse.ts';

const ALTERNATIVE = 1;
const CONJUNCTION = 2;
const COMPARISON = 3;
const SUM = 4;
const PRODUCT = 5;
const SIGNED = 6;
const POWER = 7;
const PRIMARY = 8;

/** The canonical text of an expression, which parses to the same one: one space about operators, brackets where needed. */
export function printExpression(node: Expression): string {
  switch (node.type) {
    case 'number':
      return String(node.value);
    case 'text':
      return `"${node.value.replaceAll('"', '""')}"`;
    case 'constant':
      return node.name;
    case 'column':
      return printColumn(node.name);
    case 'negate':
    case 'not': {
      const sign = node.type === 'negate' ? '-' : '!';
      return sign + within(node.operand, node.operand.type === node.type ? PRIMARY : SIGNED);
    }
    case 'arithmetic':
      if (node.operator === '^') return `${within(node.left, PRIMARY)} ^ ${within(node.right, SIGNED)}`;
      return infix(node, node.operator === '+' || node.operator === '-' ? SUM : PRODUCT);
    case 'comparison':
      return `${within(node.left, SUM)} ${node.operator} ${within(node.right, SUM)}`;
    case 'logic':
      return infix(node, node.operator === '||' ? ALTERNATIVE : CONJUNCTION);
    case 'call':
      return `${node.name}(${node.arguments.map(printExpression).join(', ')})`;
  }
}

/** A column's name as expressions have it: in backticks where it is not plain. */
export function printColumn(name: string): string {
  const plain = /^[a-z_]\w*(?:\.[a-z_]\w*)*$/i.test(name) && !isReserved(name);
  return plain ? name : `\`${name.replaceAll('`', '``')}\``;
}

/** Operators that group to the left. */
function infix(node: Extract<Expression, { type: 'arithmetic' | 'logic' }>, rank: number): string {
  return `${within(node.left, rank)} ${node.operator} ${within(node.right, rank + 1)}`;
}

function within(node: Expression, least: number): string {
  const text = printExpression(node);
  return rankOf(node) < least ? `(${text})` : text;
}

function rankOf(node: Expression): number {
  switch (node.type) {
    case 'logic':
      return node.operator === '||' ? ALTERNATIVE : CONJUNCTION;
    case 'comparison':
      return COMPARISON;
    case 'arithmetic':
      if (node.operator === '^') return POWER;
      return node.operator === '+' || node.operator === '-' ? SUM : PRODUCT;
    case 'negate':
    case 'not':
      return SIGNED;
    default:
      return PRIMARY;
  }
}
