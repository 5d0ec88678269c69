import { Problem } from '../../core/problem.ts';
import type { Test, TextValue, Value } from './test-tree.ts';

/** How one language writes a test. */
export interface Dialect {
  /** As in messages: `a ROOT selection`. */
  name: string;
  and: string;
  or: string;
  not: string;
  /** @param bare true where the value is only compared, so that its type does no harm */
  column(name: string, bare: boolean): string;
  textColumn(name: string): string;
  present(name: string): string;
  literal(text: string): string;
  functions: Readonly<Record<string, string>>;
  remainder(left: string, right: string): string;
  power(left: string, right: string): string;
}

/** The text of a test, in brackets wherever languages might disagree on what binds first. */
export function printTest(test: Test, dialect: Dialect): string {
  switch (test.type) {
    case 'constant':
      throw new Problem(
        'bad-parameter',
        `this cut selects ${test.value ? 'every' : 'no'} event whatever it holds; ${dialect.name} needs one that looks at a column`,
      );
    case 'all':
    case 'any':
      return test.of
        .map((part) => within(part, dialect))
        .join(test.type === 'all' ? dialect.and : dialect.or);
    case 'not':
      return `${dialect.not}(${printTest(test.of, dialect)})`;
    case 'compare':
      return `${side(test.left, dialect)} ${test.operator} ${side(test.right, dialect)}`;
    case 'text':
      return `${printText(test.left, dialect)} ${test.operator} ${printText(test.right, dialect)}`;
    case 'present':
      return dialect.present(test.column);
  }
}

function within(test: Test, dialect: Dialect): string {
  const text = printTest(test, dialect);
  return test.type === 'not' ? text : `(${text})`;
}

function side(value: Value, dialect: Dialect): string {
  return value.type === 'column' ? dialect.column(value.name, true) : printValue(value, dialect);
}

function printText(text: TextValue, dialect: Dialect): string {
  return text.type === 'text' ? dialect.literal(text.value) : dialect.textColumn(text.name);
}

function printValue(value: Value, dialect: Dialect): string {
  switch (value.type) {
    case 'number':
      return numberText(value.value);
    case 'column':
      return dialect.column(value.name, false);
    case 'negate':
      return `(-${printValue(value.operand, dialect)})`;
    case 'arithmetic': {
      const [left, right] = [printValue(value.left, dialect), printValue(value.right, dialect)];
      if (value.operator === '%') return dialect.remainder(left, right);
      if (value.operator === '^') return dialect.power(left, right);
      return `(${left} ${value.operator} ${right})`;
    }
    case 'call': {
      if (!Object.hasOwn(dialect.functions, value.name)) {
        throw new Problem(
          'bad-parameter',
          `${dialect.name} has no function ${value.name}; expected a cut without it`,
        );
      }
      const given = value.arguments.map((one) => printValue(one, dialect));
      return `${dialect.functions[value.name]}(${given.join(', ')})`;
    }
  }
}

/** A double in every language, and never an integer, which divides otherwise in some. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) {
    if (Number.isNaN(value)) throw new Problem('internal', 'NaN as a constant');
    return value > 0 ? '(1e308 * 10.0)' : '(-1e308 * 10.0)';
  }
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
