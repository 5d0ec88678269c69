import { columnsRead, type Expression } from './expression.ts';
import { FUNCTIONS, type FunctionSpec, type ValueType, WRITTEN_ELSEWHERE } from './functions.ts';
import { nearestName } from './nearest-name.ts';
import { type Place, placedProblem } from './place.ts';
import { printColumn } from './print.ts';

/** The columns that an expression may read, by name. Any other than text is a number, whatever its role. */
export type KnownColumns = ReadonlyMap<string, { type: string }>;

export interface Checked {
  /** Of the whole: text cannot be a result. */
  type: 'number' | 'truth';
  reads: string[];
}

const NAMES: Record<ValueType, string> = { number: 'a number', truth: 'a truth value', text: 'text' };

/**
 * What an expression is, and that all of it fits: columns and functions exist, operands have the types their operator
 * takes. Numbers are no truth values and the other way round; `where` and comparisons lead from one to the other. Throws
 * a Problem that placeOf() knows and that suggests the nearest name. O(parts).
 */
export function checkExpression(expression: Expression, columns: KnownColumns): Checked {
  const type = typeOf(expression, columns);
  if (type === 'text') {
    throw placedProblem('found text', placeOfNode(expression), 'expected a number or a truth value');
  }
  return { type, reads: columnsRead(expression) };
}

/** Looks at every part once, however deep. */
function typeOf(node: Expression, columns: KnownColumns): ValueType {
  const expectType = (part: Expression, expected: ValueType, where: string): void => {
    expectFound(typeOf(part, columns), part, expected, where);
  };
  switch (node.type) {
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'constant':
      return node.name === 'true' || node.name === 'false' ? 'truth' : 'number';
    case 'column':
      return columnType(node.name, placeOfNode(node), columns);
    case 'negate':
      expectType(node.operand, 'number', 'after -');
      return 'number';
    case 'not':
      expectType(node.operand, 'truth', 'after !, such as !(x > 0)');
      return 'truth';
    case 'arithmetic':
      expectType(node.left, 'number', `beside ${node.operator}`);
      expectType(node.right, 'number', `beside ${node.operator}`);
      return 'number';
    case 'logic':
      expectType(node.left, 'truth', `beside ${node.operator}, such as x > 0`);
      expectType(node.right, 'truth', `beside ${node.operator}, such as x > 0`);
      return 'truth';
    case 'comparison': {
      const left = typeOf(node.left, columns);
      if (node.operator === '==' || node.operator === '!=') {
        expectType(node.right, left, `to compare with ${NAMES[left]}`);
      } else {
        expectFound(left, node.left, 'number', `beside ${node.operator}`);
        expectType(node.right, 'number', `beside ${node.operator}`);
      }
      return 'truth';
    }
    case 'call':
      return callType(node, columns);
  }
}

function expectFound(found: ValueType, part: Expression, expected: ValueType, where: string): void {
  if (found === expected) return;
  const advice = found === 'truth' && expected === 'number' ? '; write where(condition, 1, 0)' : '';
  throw placedProblem(
    `found ${NAMES[found]}`,
    placeOfNode(part),
    `expected ${NAMES[expected]} ${where}${advice}`,
  );
}

function callType(node: Extract<Expression, { type: 'call' }>, columns: KnownColumns): ValueType {
  const spec = functionNamed(node.name, placeOfNode(node));
  expectCount(spec, node);
  if (spec.name === 'running_quantile') expectShare(node.arguments[2]);
  const types = node.arguments.map((part) => typeOf(part, columns));
  if (spec.name === 'ismissing') return 'truth';
  const wanted: ValueType[] = types.map(() => 'number');
  if (spec.name === 'where') {
    wanted[0] = 'truth';
    if (types[1] === 'truth') wanted.fill('truth');
  }
  types.forEach((type, i) => {
    expectFound(type, node.arguments[i], wanted[i], `as argument ${i + 1} of ${spec.form}`);
  });
  if (spec.name === 'isfinite') return 'truth';
  return spec.name === 'where' ? wanted[1] : 'number';
}

function functionNamed(name: string, place: Place): FunctionSpec {
  const spec = FUNCTIONS.get(name);
  if (spec) return spec;
  const elsewhere = WRITTEN_ELSEWHERE.get(name.toLowerCase().replace(/^.*\./, ''));
  const bare = name.replace(/^.*[.:]/, '');
  const nearest = FUNCTIONS.has(bare) ? bare : nearestName(name, FUNCTIONS.keys());
  const advice = elsewhere
    ? `write ${elsewhere}`
    : nearest !== null
      ? `did you mean ${nearest}?`
      : `expected one of ${[...FUNCTIONS.keys()].join(', ')}`;
  throw placedProblem(`unknown function ${name}`, place, advice);
}

function expectCount({ form, least, most }: FunctionSpec, node: Extract<Expression, { type: 'call' }>): void {
  const count = node.arguments.length;
  if (count >= least && (most === null || count <= most)) return;
  throw placedProblem(
    `${node.name} has ${count} ${count === 1 ? 'argument' : 'arguments'}`,
    placeOfNode(node),
    `expected ${form}`,
  );
}

function expectShare(node: Expression): void {
  if (node.type === 'number' && node.value <= 1) return;
  throw placedProblem('the share of running_quantile', placeOfNode(node), 'expected a number from 0 to 1');
}

function columnType(name: string, place: Place, columns: KnownColumns): ValueType {
  const column = columns.get(name);
  if (column) return column.type === 'text' ? 'text' : 'number';
  const composed = columns.has(name.normalize('NFC')) ? name.normalize('NFC') : name.normalize('NFD');
  const spec = FUNCTIONS.get(name);
  const nearest = columns.has(composed) ? composed : nearestName(name, columns.keys());
  const advice = spec
    ? `a function is called: ${spec.form}`
    : nearest !== null
      ? `did you mean ${printColumn(nearest)}?`
      : columns.size === 0
        ? 'there are no columns yet'
        : 'the columns are listed as you type';
  throw placedProblem(`unknown column ${printColumn(name)}`, place, advice);
}

/** Where a node's own sign or word stands. */
function placeOfNode(node: Expression): Place {
  const start = node.at;
  switch (node.type) {
    case 'column':
      return { start, end: start + printColumn(node.name).length };
    case 'text':
      return { start, end: start + node.value.length + 2 };
    case 'call':
    case 'constant':
      return { start, end: start + node.name.length };
    case 'number':
      return { start, end: start + String(node.value).length };
    case 'negate':
    case 'not':
      return { start, end: start + 1 };
    default:
      return { start, end: start + node.operator.length };
  }
}
