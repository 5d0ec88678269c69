/**
 * The language of derived columns and cuts, as plain data that JSON keeps. Exporters to other languages walk it.
 *
 * `at` is the place in the text it was parsed from, in UTF-16 units from 0: for messages, without meaning else.
 */
export type Expression =
  | NumberNode
  | TextNode
  | ConstantNode
  | ColumnNode
  | NegateNode
  | NotNode
  | ArithmeticNode
  | ComparisonNode
  | LogicNode
  | CallNode;

/** Finite and >= 0; a negative number is a `negate` of one. */
export interface NumberNode {
  type: 'number';
  value: number;
  at: number;
}

export interface TextNode {
  type: 'text';
  value: string;
  at: number;
}

export const CONSTANTS = ['pi', 'inf', 'missing', 'true', 'false'] as const;

export interface ConstantNode {
  type: 'constant';
  name: (typeof CONSTANTS)[number];
  at: number;
}

export interface ColumnNode {
  type: 'column';
  name: string;
  at: number;
}

export interface NegateNode {
  type: 'negate';
  operand: Expression;
  at: number;
}

export interface NotNode {
  type: 'not';
  operand: Expression;
  at: number;
}

/** `%` has the sign of the divisor, as in Python and numpy. */
export interface ArithmeticNode {
  type: 'arithmetic';
  operator: '+' | '-' | '*' | '/' | '%' | '^';
  left: Expression;
  right: Expression;
  at: number;
}

export interface ComparisonNode {
  type: 'comparison';
  operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
  left: Expression;
  right: Expression;
  at: number;
}

export interface LogicNode {
  type: 'logic';
  operator: '&&' | '||';
  left: Expression;
  right: Expression;
  at: number;
}

/** A function of the list in functions.ts. */
export interface CallNode {
  type: 'call';
  name: string;
  arguments: Expression[];
  at: number;
}

/** What a node is made of. */
export function partsOf(node: Expression): Expression[] {
  switch (node.type) {
    case 'negate':
    case 'not':
      return [node.operand];
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [node.left, node.right];
    case 'call':
      return node.arguments;
    default:
      return [];
  }
}

/** The names of the columns that an expression reads, each once, in order of appearance. */
export function columnsRead(expression: Expression): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.type === 'column') names.add(node.name);
    for (const part of partsOf(node)) visit(part);
  };
  visit(expression);
  return [...names];
}
