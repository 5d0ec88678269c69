import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExpression } from './check.ts';
import { CONSTANTS, columnsRead, type Expression, partsOf } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { parseExpression } from './parse.ts';
import { placeOf } from './place.ts';
import { printExpression } from './print.ts';

/** Without places, which a printed text has elsewhere. */
function placeless(node: Expression): unknown {
  return JSON.parse(JSON.stringify(node, (key, value) => (key === 'at' ? undefined : value)));
}

/** Fully bracketed. */
function grouped(text: string): string {
  const show = (node: Expression): string => {
    const parts = partsOf(node).map(show);
    switch (node.type) {
      case 'negate':
        return `(-${parts[0]})`;
      case 'not':
        return `(!${parts[0]})`;
      case 'arithmetic':
      case 'comparison':
      case 'logic':
        return `(${parts[0]}${node.operator}${parts[1]})`;
      default:
        return printExpression(node);
    }
  };
  return show(parseExpression(text));
}

function failure(action: () => unknown): { message: string; start?: number; end?: number } {
  try {
    action();
  } catch (error) {
    return { message: (error as Error).message, ...placeOf(error) };
  }
  throw new Error('expected a Problem');
}

describe('binds as a physicist expects', () => {
  it.each([
    ['-2^2', '(-(2^2))'],
    ['2^-1', '(2^(-1))'],
    ['2^3^2', '(2^(3^2))'],
    ['2**3', '(2^3)'],
    ['a-b-c', '((a-b)-c)'],
    ['a-b*c%d', '(a-((b*c)%d))'],
    ['-a*b', '((-a)*b)'],
    ['+a - -b', '(a-(-b))'],
    ['a+1<b*2', '((a+1)<(b*2))'],
    ['a<b && c>d || e==f', '(((a<b)&&(c>d))||(e==f))'],
    ['a or b and not c', '(a||(b&&(!c)))'],
    ['not a < b', '(!(a<b))'],
    ['!a == b', '((!a)==b)'],
    ['1 < x <= 2', '((1<x)&&(x<=2))'],
    ['3 > x >= 2 > y', '(((3>x)&&(x>=2))&&(2>y))'],
    ['1e-3 + .5 + 2. + 1E+2', '(((0.001+0.5)+2)+100)'],
    ['ss.s1Area_phd / été', '(ss.s1Area_phd/`été`)'],
    ['`S1 area` - `a-b` - `tick``ed` - `and`', '(((`S1 area`-`a-b`)-`tick``ed`)-`and`)'],
    ['log + 1', '(log+1)'],
    ['nan == True', '(missing==true)'],
    [`'it''s' == "a ""b"""`, `("it's"=="a ""b""")`],
  ])('%s', (text, expected) => {
    expect(grouped(text)).toBe(expected);
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'nothing is written at character 1; expected a column, a number or ('],
    ['a +', 'the expression ends too early at character 4; expected a column, a number or ('],
    ['a b', 'unexpected b at character 3; expected an operator or the end'],
    ['(a', '( is not closed at character 1; expected another )'],
    ['a)', ') without ( at character 2; expected an operator or the end'],
    ['a & b', 'unexpected & at character 3; write && for "and"'],
    ['a = b', 'unexpected = at character 3; write == to compare'],
    ['a − b', 'unexpected − at character 3; write - (this is a typographic minus)'],
    ['df["a"]', 'unexpected [ at character 3; a column is written by its name alone, or in backticks'],
    [
      '2x',
      '2x is no number at character 1; write * to multiply, and names that begin with a digit in `backticks`',
    ],
    ['1e999', '1e999 is too large at character 1; expected a number up to 1.8e308, or inf'],
    ['"a', '" is not closed at character 1; expected another "'],
    ['``', 'no name between the backticks at character 1; expected a column'],
    ['1 < x > 0', '< and > in one chain at character 7; join two comparisons with && instead'],
    ['a == b == c', '== and == in one chain at character 8; join two comparisons with && instead'],
    ['a and', 'the expression ends too early at character 6; expected a column, a number or ('],
    ['log(a,', 'the expression ends too early at character 7; expected a column, a number or ('],
    [
      'a.constructor.b[0]',
      'unexpected [ at character 16; a column is written by its name alone, or in backticks',
    ],
  ])('%s', (text, message) => {
    expect(failure(() => parseExpression(text)).message).toBe(message);
  });

  it('grows too long, too deep or too large', () => {
    expect(failure(() => parseExpression('a'.repeat(10_001))).message).toContain(
      '10001 characters is too long',
    );
    for (const open of ['(', '-', '!', 'not ', '2^', 'abs(']) {
      expect(failure(() => parseExpression(`${open.repeat(1500)}a`)).message).toContain('within each other');
    }
    expect(failure(() => parseExpression(`a${'+a'.repeat(3000)}`)).message).toContain('too many parts');
    const doubled = (depth: number): string => (depth === 0 ? 'a' : `0 < (${doubled(depth - 1)}) < 1`);
    expect(failure(() => parseExpression(doubled(40))).message).toContain('too many parts');
    expect(columnsRead(parseExpression(`a${'+a'.repeat(900)}`))).toEqual(['a']);
  });
});

describe('types and names', () => {
  const columns = new Map(
    ['s1_tba', 's2_tba', 's2_area', 'drift_us', 'log', 'S1 area'].map((name) => [name, { type: 'float32' }]),
  ).set('run', { type: 'text' });
  const check = (text: string) => checkExpression(parseExpression(text), columns);

  it('looks at each part of a long or deep expression once', () => {
    const deep = (depth: number): string => (depth === 0 ? 'log' : `where(${deep(depth - 1)} < 1, 1, 0)`);
    expect(check(`log${' + log'.repeat(900)}`).type).toBe('number');
    expect(check(deep(45)).reads).toEqual(['log']);
  });

  it('says what an expression is and reads', () => {
    expect(check('log(s2_area) + log')).toEqual({ type: 'number', reads: ['s2_area', 'log'] });
    expect(check('run == "a" && where(s1_tba > 0, true, false)')).toEqual({
      type: 'truth',
      reads: ['run', 's1_tba'],
    });
  });

  it.each([
    ['s1_tbaa + 1', 'unknown column s1_tbaa at character 1; did you mean s1_tba?', 0, 7],
    ['1 + S1area', 'unknown column S1area at character 5; did you mean `S1 area`?', 4, 10],
    ['1 + zzzzzz', 'unknown column zzzzzz at character 5; the columns are listed as you type', 4, 10],
    ['loq10(s2_area)', 'unknown function loq10 at character 1; did you mean log10?', 0, 5],
    ['np.log10(s2_area)', 'unknown function np.log10 at character 1; did you mean log10?', 0, 8],
    ['pow(s2_area, 2)', 'unknown function pow at character 1; write x ^ y', 0, 3],
    ['sqrt + 1', 'unknown column sqrt at character 1; a function is called: sqrt(x)', 0, 4],
    [
      'constructor(1)',
      expect.stringContaining('unknown function constructor at character 1; expected one of'),
      0,
      11,
    ],
    ['__proto__', 'unknown column __proto__ at character 1; the columns are listed as you type', 0, 9],
    ['sqrt(1, 2)', 'sqrt has 2 arguments at character 1; expected sqrt(x)', 0, 4],
    ['hypot(1)', 'hypot has 1 argument at character 1; expected hypot(x, y, ...)', 0, 5],
    ['run', 'found text at character 1; expected a number or a truth value', 0, 3],
    ['run + 1', 'found text at character 1; expected a number beside +', 0, 3],
    ['run < "b"', 'found text at character 1; expected a number beside <', 0, 3],
    ['run == 1', 'found a number at character 8; expected text to compare with text', 7, 8],
    [
      's1_tba && true',
      'found a number at character 1; expected a truth value beside &&, such as x > 0',
      0,
      6,
    ],
    ['!s1_tba', 'found a number at character 2; expected a truth value after !, such as !(x > 0)', 1, 7],
    [
      '1 + (s1_tba > 0)',
      'found a truth value at character 13; expected a number beside +; write where(condition, 1, 0)',
      12,
      13,
    ],
    ['abs(run)', 'found text at character 5; expected a number as argument 1 of abs(x)', 4, 7],
    [
      'where(s1_tba, 1, 2)',
      'found a number at character 7; expected a truth value as argument 1 of where(condition, a, b)',
      6,
      12,
    ],
  ])('%s', (text, message, start, end) => {
    expect(failure(() => check(text))).toEqual({ message, start, end });
  });
});

describe('printing', () => {
  const at = 0;
  const leaf = fc.oneof<fc.Arbitrary<Expression>[]>(
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((v) => ({ type: 'number', value: Math.abs(v), at })),
    fc.string().map((value) => ({ type: 'text', value, at })),
    fc.constantFrom(...CONSTANTS).map((name) => ({ type: 'constant', name, at })),
    fc.string({ minLength: 1, unit: 'grapheme' }).map((name) => ({ type: 'column', name, at })),
    fc
      .constantFrom('a', 's1_tba', 'and', 'pi', 'ss.x', 'été', 'log')
      .map((name) => ({ type: 'column', name, at })),
  );
  const { tree } = fc.letrec<{ tree: Expression; node: Expression }>((tie) => ({
    tree: fc.oneof({ maxDepth: 6, depthSize: 'large' }, leaf, tie('node')),
    node: fc.oneof(
      fc.record({ type: fc.constantFrom('negate', 'not'), operand: tie('tree'), at: fc.constant(at) }),
      fc.record({
        type: fc.constant('arithmetic'),
        operator: fc.constantFrom('+', '-', '*', '/', '%', '^'),
        left: tie('tree'),
        right: tie('tree'),
        at: fc.constant(at),
      }),
      fc.record({
        type: fc.constant('comparison'),
        operator: fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
        left: tie('tree'),
        right: tie('tree'),
        at: fc.constant(at),
      }),
      fc.record({
        type: fc.constant('logic'),
        operator: fc.constantFrom('&&', '||'),
        left: tie('tree'),
        right: tie('tree'),
        at: fc.constant(at),
      }),
      fc.record({
        type: fc.constant('call'),
        name: fc.constantFrom(...FUNCTIONS.keys()),
        arguments: fc.array(tie('tree'), { maxLength: 3 }),
        at: fc.constant(at),
      }),
    ) as fc.Arbitrary<Expression>,
  }));

  it('gives a text that parses to the same expression', () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const text = printExpression(expression);
        const back = parseExpression(text);
        expect(placeless(back)).toEqual(placeless(expression));
        expect(printExpression(back)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('never fails but with a Problem that has a place in the text', () => {
    const pieces = fc.constantFrom(
      'a',
      '1',
      '.',
      '(',
      ')',
      '+',
      '-',
      '^',
      '<',
      '=',
      '&&',
      '!',
      '`',
      '"',
      ',',
      ' ',
      'log',
      'not',
      '\u{1f600}',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 20 }).map((p) => p.join('')),
        ),
        (text) => {
          try {
            parseExpression(text);
          } catch (error) {
            const place = placeOf(error)!;
            expect(place.start).toBeGreaterThanOrEqual(0);
            expect(place.end).toBeGreaterThanOrEqual(place.start);
            expect(place.end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is canonical', () => {
    expect(printExpression(parseExpression('((a))+ -(-b)*2 ** -c and not x>1'))).toBe(
      'a + -(-b) * 2 ^ -c && !(x > 1)',
    );
  });
});
