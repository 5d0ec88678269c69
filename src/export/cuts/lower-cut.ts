import { evaluateExpression } from '../../core/expression/evaluate.ts';
import { columnsRead, type Expression, partsOf } from '../../core/expression/expression.ts';
import { RUNNING_FUNCTIONS } from '../../core/expression/functions.ts';
import { printColumn } from '../../core/expression/print.ts';
import { Problem } from '../../core/problem.ts';
import { hasBit } from '../../core/table/bits.ts';
import type { CutColumn, CutColumns } from './cut-columns.ts';
import {
  all,
  any,
  arithmetic,
  compare,
  FALSE,
  not,
  numberValue,
  type Operator,
  type Test,
  type TextValue,
  TRUE,
  type Value,
} from './test-tree.ts';

/** A value where `when` holds; there it may still be NaN, which is missing. Cases of one expression exclude each other. */
interface Case {
  when: Test;
  value: Value;
}

const MOST_CASES = 64;
const MOST_PARTS = 4000;

const OPPOSITE: Record<Operator, Operator> = {
  ...{ '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' },
} as const; // prettier-ignore

const ZERO = numberValue(0);

/**
 * An expression as a test that holds for exactly the rows that evaluateExpression selects: Kleene's three values are told
 * apart here, so that two are enough. Derived columns are put in by what they are made of, values that stand for "missing"
 * are tested for. Throws a Problem where a column is nowhere but in Outcrop, or the test would grow beyond all measure.
 */
export function lowerCut(expression: Expression, columns: CutColumns): Test {
  let parts = 0;
  const tick = (): void => {
    if (++parts > MOST_PARTS) throw entangled();
  };

  function columnOf(name: string): CutColumn {
    const column = columns.get(name);
    if (column) return column;
    throw new Problem(
      'bad-parameter',
      `${printColumn(name)} is a column of this notebook alone; expected measured or derived quantities`,
    );
  }

  function isText(node: Expression): boolean {
    return node.type === 'text' || (node.type === 'column' && columnOf(node.name).type === 'text');
  }

  function isTruth(node: Expression): boolean {
    if (node.type === 'comparison' || node.type === 'logic' || node.type === 'not') return true;
    if (node.type === 'constant') return node.name === 'true' || node.name === 'false';
    if (node.type !== 'call') return false;
    if (node.name === 'where') return isTruth(node.arguments[1]);
    return node.name === 'ismissing' || node.name === 'isfinite';
  }

  function casesOf(node: Expression): Case[] {
    tick();
    if (node.type !== 'column' && isConstant(node)) return constantCases(node);
    const cases = uncheckedCases(node);
    if (cases.length > MOST_CASES) throw entangled();
    return cases;
  }

  function uncheckedCases(node: Expression): Case[] {
    switch (node.type) {
      case 'column':
        return columnCases(node.name);
      case 'negate':
        return casesOf(node.operand).map(({ when, value }) => ({
          when,
          value: { type: 'negate', operand: value },
        }));
      case 'arithmetic':
        return pairs(casesOf(node.left), casesOf(node.right), (a, b) => arithmeticCases(a, node.operator, b));
      case 'call':
        return callCases(node.name, node.arguments);
      default:
        throw new Problem('internal', `a ${node.type} where a number is needed`);
    }
  }

  function columnCases(name: string): Case[] {
    const { made, sentinels } = columnOf(name);
    if (made) {
      if (!isTruth(made)) return casesOf(made);
      return [
        { when: truth(made, true), value: numberValue(1) },
        { when: truth(made, false), value: ZERO },
      ];
    }
    const value: Value = { type: 'column', name };
    return [{ when: all(...sentinels.map((each) => compare(value, '!=', numberValue(each)))), value }];
  }

  function callCases(name: string, given: readonly Expression[]): Case[] {
    if (RUNNING_FUNCTIONS.has(name)) {
      throw new Problem(
        'bad-parameter',
        `${name} looks at all events at once; run the Derive cell that has it, so that its curve can be written out`,
      );
    }
    const [first, second, third] = given;
    switch (name) {
      case 'where': {
        const yes = truth(first, true);
        const no = truth(first, false);
        return [
          ...casesOf(second).map(({ when, value }) => ({ when: all(yes, when), value })),
          ...casesOf(third).map(({ when, value }) => ({ when: all(no, when), value })),
        ].filter(possible);
      }
      case 'clip':
        return pairs(
          pairs(casesOf(first), casesOf(second), (a, b) => extreme('max', a, b)),
          casesOf(third),
          (a, b) => extreme('min', a, b),
        );
      case 'min':
      case 'max':
        return given.map(casesOf).reduce((a, b) => pairs(a, b, (x, y) => extreme(name, x, y)));
      case 'hypot':
        return given.map(casesOf).reduce((a, b) =>
          pairs(a, b, (x, y) => [
            {
              when: TRUE,
              value: calling('sqrt', arithmetic(arithmetic(x, '*', x), '+', arithmetic(y, '*', y))),
            },
          ]),
        );
      case 'atan2':
        return pairs(casesOf(first), casesOf(second), (y, x) => [
          { when: TRUE, value: calling('atan2', y, x) },
        ]);
      default:
        return casesOf(first).flatMap(({ when, value }) =>
          oneArgument(name, value).map((found) => ({ when: all(when, found.when), value: found.value })),
        );
    }
  }

  /** Where an expression that is no text has a value. */
  function known(node: Expression): Test {
    if (isText(node)) return textKnown(textOf(node));
    if (isTruth(node)) return any(truth(node, true), truth(node, false));
    return any(...casesOf(node).map(({ when, value }) => all(when, hasValue(value))));
  }

  /** Holds where a truth value is `wanted`, neither where it is the other nor where it is missing. */
  function truth(node: Expression, wanted: boolean): Test {
    tick();
    if (isConstant(node)) return constantTruth(node) === wanted ? TRUE : FALSE;
    switch (node.type) {
      case 'not':
        return truth(node.operand, !wanted);
      case 'logic': {
        const sides = [truth(node.left, wanted), truth(node.right, wanted)];
        return (node.operator === '&&') === wanted ? all(...sides) : any(...sides);
      }
      case 'comparison':
        return comparison(node.operator, node.left, node.right, wanted);
      case 'call': {
        const [first, second, third] = node.arguments;
        if (node.name === 'where') {
          return any(
            all(truth(first, true), truth(second, wanted)),
            all(truth(first, false), truth(third, wanted)),
          );
        }
        if (node.name === 'ismissing') return wanted ? not(known(first)) : known(first);
        return any(
          ...casesOf(first).map(({ when, value }) => {
            const finite = compare(arithmetic(value, '-', value), '==', ZERO);
            return wanted ? all(when, finite) : all(when, hasValue(value), not(finite));
          }),
        );
      }
      default:
        throw new Problem('internal', `a ${node.type} where a truth value is needed`);
    }
  }

  function comparison(operator: Operator, left: Expression, right: Expression, wanted: boolean): Test {
    const asked = wanted ? operator : OPPOSITE[operator];
    if (isText(left)) {
      const sides = [textOf(left), textOf(right)] as const;
      const test: Test = { type: 'text', operator: asked as '==' | '!=', left: sides[0], right: sides[1] };
      return all(textKnown(sides[0]), textKnown(sides[1]), test);
    }
    if (isTruth(left)) {
      const pick = (a: boolean, b: boolean): Test => all(truth(left, a), truth(right, b));
      return asked === '=='
        ? any(pick(true, true), pick(false, false))
        : any(pick(true, false), pick(false, true));
    }
    const cases = pairs(casesOf(left), casesOf(right), (a, b) => [
      // IEEE lets NaN differ from everything; a missing value does not.
      {
        when: asked === '!=' ? any(compare(a, '<', b), compare(a, '>', b)) : compare(a, asked, b),
        value: ZERO,
      },
    ]);
    return any(...cases.map(({ when }) => when));
  }

  return truth(expression, true);
}

function pairs(left: readonly Case[], right: readonly Case[], join: (a: Value, b: Value) => Case[]): Case[] {
  if (left.length * right.length > MOST_CASES) throw entangled();
  return left
    .flatMap((a) =>
      right.flatMap((b) =>
        join(a.value, b.value).map(({ when, value }) => ({ when: all(a.when, b.when, when), value })),
      ),
    )
    .filter(possible);
}

function possible({ when }: Case): boolean {
  return when.type !== 'constant' || when.value;
}

function arithmeticCases(a: Value, operator: '+' | '-' | '*' | '/' | '%' | '^', b: Value): Case[] {
  const value = arithmetic(a, operator, b);
  switch (operator) {
    case '/':
      return [{ when: differs(b, 0), value }];
    case '%': {
      // With the sign of the divisor, whichever sign the target's remainder has.
      const [below, above] = [compare(value, '<', ZERO), compare(value, '>', ZERO)];
      const same = any(
        compare(value, '==', ZERO),
        all(below, compare(b, '<', ZERO)),
        all(above, compare(b, '>', ZERO)),
      );
      const other = any(all(below, compare(b, '>', ZERO)), all(above, compare(b, '<', ZERO)));
      return [
        { when: all(differs(b, 0), same), value },
        { when: all(differs(b, 0), other), value: arithmetic(value, '+', b) },
      ];
    }
    case '^':
      return [{ when: powerDefined(a, b), value }];
    default:
      return [{ when: TRUE, value }];
  }
}

/** NaN ^ 0 and 1 ^ NaN are 1 elsewhere, 0 ^ -1 is infinite; here all are missing. */
function powerDefined(a: Value, b: Value): Test {
  if (b.type === 'number') {
    if (b.value > 0) return TRUE;
    return b.value < 0 ? differs(a, 0) : hasValue(a);
  }
  const zeroBelow = all(compare(a, '==', ZERO), compare(b, '<', ZERO));
  return all(hasValue(a), hasValue(b), not(zeroBelow));
}

function differs(value: Value, from: number): Test {
  if (value.type === 'number') return value.value === from ? FALSE : TRUE;
  return compare(value, '!=', numberValue(from));
}

function hasValue(value: Value): Test {
  if (value.type === 'number') return Number.isNaN(value.value) ? FALSE : TRUE;
  return compare(value, '==', value);
}

function extreme(name: 'min' | 'max', a: Value, b: Value): Case[] {
  return [
    { when: compare(a, name === 'min' ? '<=' : '>=', b), value: a },
    { when: compare(b, name === 'min' ? '<' : '>', a), value: b },
  ];
}

function calling(name: string, ...given: Value[]): Value {
  return { type: 'call', name, arguments: given };
}

const WHOLE = 2 ** 52;

function oneArgument(name: string, x: Value): Case[] {
  switch (name) {
    case 'ln':
    case 'log':
      return [{ when: compare(x, '>', ZERO), value: calling('log', x) }];
    case 'log2':
    case 'log10':
      return [{ when: compare(x, '>', ZERO), value: calling(name, x) }];
    case 'sign':
      return [
        { when: compare(x, '<', ZERO), value: numberValue(-1) },
        { when: compare(x, '==', ZERO), value: ZERO },
        { when: compare(x, '>', ZERO), value: numberValue(1) },
      ];
    case 'round': {
      // A half goes to the even neighbour.
      const down = calling('floor', x);
      const rest = arithmetic(x, '-', down);
      const half = numberValue(0.5);
      const even = compare(
        arithmetic(calling('floor', arithmetic(down, '*', half)), '*', numberValue(2)),
        '==',
        down,
      );
      const low = any(compare(rest, '<', half), all(compare(rest, '==', half), even));
      const small = compare(calling('abs', x), '<', numberValue(WHOLE));
      return [
        { when: all(small, low), value: down },
        { when: all(small, not(low)), value: arithmetic(down, '+', numberValue(1)) },
        { when: compare(calling('abs', x), '>=', numberValue(WHOLE)), value: x },
      ];
    }
    default:
      return [{ when: TRUE, value: calling(name, x) }];
  }
}

function textOf(node: Expression): TextValue {
  if (node.type === 'text') return { type: 'text', value: node.value };
  if (node.type === 'column') return { type: 'column', name: node.name };
  throw new Problem('internal', `a ${node.type} where a text is needed`);
}

function textKnown(text: TextValue): Test {
  return text.type === 'text' ? TRUE : { type: 'present', column: text.name };
}

function isConstant(node: Expression): boolean {
  return columnsRead(node).length === 0 && !hasText(node);
}

function hasText(node: Expression): boolean {
  return node.type === 'text' || partsOf(node).some(hasText);
}

const NO_COLUMNS = { rows: 1, columns: [] };

function constantCases(node: Expression): Case[] {
  const found = evaluateExpression(node, NO_COLUMNS);
  if (found.type === 'truth') throw new Problem('internal', 'a truth value where a number is needed');
  return found.missing ? [] : [{ when: TRUE, value: numberValue(found.values[0]) }];
}

/** null where it is missing. */
function constantTruth(node: Expression): boolean | null {
  const found = evaluateExpression(node, NO_COLUMNS);
  if (found.type === 'number') throw new Problem('internal', 'a number where a truth value is needed');
  return found.missing ? null : hasBit(found.holds, 0);
}

function entangled(): Problem {
  return new Problem(
    'bad-parameter',
    'this cut has too many cases within each other to be written in another language; expected a simpler one',
  );
}
