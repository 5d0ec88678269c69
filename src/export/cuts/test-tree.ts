/**
 * A cut in two-valued logic over doubles: what every target language has. Comparisons with NaN are false, as IEEE 754 says,
 * so that a missing value is never selected, and `not` stands only where that is meant.
 */
export type Test =
  | { type: 'constant'; value: boolean }
  | { type: 'all' | 'any'; of: Test[] }
  | { type: 'not'; of: Test }
  | { type: 'compare'; operator: Operator; left: Value; right: Value }
  | { type: 'text'; operator: '==' | '!='; left: TextValue; right: TextValue }
  /** A text column has a value. */
  | { type: 'present'; column: string };

export type Operator = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type TextValue = { type: 'text'; value: string } | { type: 'column'; name: string };

export type Value =
  | { type: 'number'; value: number }
  | { type: 'column'; name: string }
  | { type: 'negate'; operand: Value }
  /** `%` leaves the sign of the dividend or of the divisor: who asks for it takes either. */
  | { type: 'arithmetic'; operator: '+' | '-' | '*' | '/' | '%' | '^'; left: Value; right: Value }
  | { type: 'call'; name: string; arguments: Value[] };

export const TRUE: Test = { type: 'constant', value: true };
export const FALSE: Test = { type: 'constant', value: false };

const COMPARE: Record<Operator, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

export function all(...tests: Test[]): Test {
  return joined('all', tests);
}

export function any(...tests: Test[]): Test {
  return joined('any', tests);
}

export function not(test: Test): Test {
  if (test.type === 'constant') return test.value ? FALSE : TRUE;
  return test.type === 'not' ? test.of : { type: 'not', of: test };
}

function joined(type: 'all' | 'any', tests: readonly Test[]): Test {
  const neutral = type === 'all';
  const of: Test[] = [];
  const seen = new Set<string>();
  for (const test of tests.flatMap((one) => (one.type === type ? one.of : [one]))) {
    if (test.type === 'constant') {
      if (test.value !== neutral) return test;
      continue;
    }
    const text = JSON.stringify(test);
    if (!seen.has(text)) of.push(test);
    seen.add(text);
  }
  if (of.length === 0) return neutral ? TRUE : FALSE;
  return of.length === 1 ? of[0] : { type, of };
}

export function compare(left: Value, operator: Operator, right: Value): Test {
  if (left.type === 'number' && right.type === 'number') {
    return COMPARE[operator](left.value, right.value) ? TRUE : FALSE;
  }
  return { type: 'compare', operator, left, right };
}

export const numberValue = (value: number): Value => ({ type: 'number', value });

export function arithmetic(left: Value, operator: '+' | '-' | '*' | '/' | '%' | '^', right: Value): Value {
  return { type: 'arithmetic', operator, left, right };
}
