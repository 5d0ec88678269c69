import {
  type ArithmeticNode,
  CONSTANTS,
  type ComparisonNode,
  type ConstantNode,
  type Expression,
  type LogicNode,
} from './expression.ts';
import { MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_NODES } from './limits.ts';
import { placedProblem } from './place.ts';
import { type Token, tokensOf } from './tokens.ts';

const COMPARISONS = new Set(['<', '<=', '>', '>=', '==', '!=']);
const WORDS: ReadonlyMap<string, ConstantNode['name']> = new Map([
  ...CONSTANTS.map((name) => [name, name] as const),
  ['nan', 'missing'],
  ['NaN', 'missing'],
  ['True', 'true'],
  ['False', 'false'],
]);

/** Words that are no column unless in backticks. */
export function isReserved(name: string): boolean {
  return name === 'and' || name === 'or' || name === 'not' || WORDS.has(name);
}

/**
 * Text to an expression. From the loosest to the tightest: `|| or`, `&& and`, `not`, `< <= > >= == !=`, `+ -`, `* / %`,
 * signs and `!`, `^ **`. Powers group to the right and bind tighter than a sign before them: -2^2 is -4, 2^-1 is 0.5.
 * `1 < x <= 2` means `1 < x && x <= 2`; a chain that turns round, or has == or != in it, is refused. Columns are plain
 * names (letters, digits, _, joined by dots) or any name in `backticks`; text is in "..." or '...'; any of these quotes
 * within itself is written twice. Nothing is evaluated or looked up here. Throws a Problem that placeOf() knows. O(length).
 */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;
  let nodes = 0;

  const peek = (): Token => tokens[next];
  const isSign = (...signs: string[]): boolean => peek().type === 'sign' && signs.includes(peek().text);
  const isWord = (word: string): boolean => peek().type === 'name' && peek().text === word;
  const take = (): Token => tokens[next++];

  function made<T extends Expression>(node: T, count = 1): T {
    nodes += count;
    if (nodes > MAX_EXPRESSION_NODES) {
      throw placedProblem(
        'the expression has too many parts',
        { start: node.at, end: node.at + 1 },
        `expected at most ${MAX_EXPRESSION_NODES}`,
      );
    }
    return node;
  }

  function deeper<T>(inner: () => T): T {
    depth++;
    if (depth > MAX_EXPRESSION_DEPTH) {
      throw placedProblem(
        'too many brackets and signs within each other',
        peek(),
        `expected at most ${MAX_EXPRESSION_DEPTH}`,
      );
    }
    const value = inner();
    depth--;
    return value;
  }

  function disjunction(): Expression {
    let left = conjunction();
    while (isSign('||') || isWord('or')) left = logic('||', take(), left, conjunction());
    return left;
  }

  function conjunction(): Expression {
    let left = negation();
    while (isSign('&&') || isWord('and')) left = logic('&&', take(), left, negation());
    return left;
  }

  function logic(
    operator: LogicNode['operator'],
    { start }: Token,
    left: Expression,
    right: Expression,
  ): LogicNode {
    return made({ type: 'logic', operator, left, right, at: start });
  }

  function negation(): Expression {
    if (!isWord('not')) return comparison();
    const { start } = take();
    return made({ type: 'not', operand: deeper(negation), at: start });
  }

  function comparison(): Expression {
    let left = sum();
    let whole: Expression | null = null;
    let before: Token | null = null;
    while (peek().type === 'sign' && COMPARISONS.has(peek().text)) {
      const sign = take();
      if (before !== null && !goesOn(before.text, sign.text)) {
        throw placedProblem(
          `${before.text} and ${sign.text} in one chain`,
          sign,
          'join two comparisons with && instead',
        );
      }
      const first = nodes;
      const right = sum();
      const size = nodes - first;
      const operator = sign.text as ComparisonNode['operator'];
      const one: ComparisonNode = made({ type: 'comparison', operator, left, right, at: sign.start });
      whole =
        whole === null
          ? one
          : made({ type: 'logic', operator: '&&', left: whole, right: one, at: sign.start });
      // What stands in the middle of a chain is there twice.
      if (peek().type === 'sign' && COMPARISONS.has(peek().text)) made(right, size);
      left = right;
      before = sign;
    }
    return whole ?? left;
  }

  function sum(): Expression {
    let left = product();
    while (isSign('+', '-')) left = arithmetic(take(), left, product());
    return left;
  }

  function product(): Expression {
    let left = signed();
    while (isSign('*', '/', '%')) left = arithmetic(take(), left, signed());
    return left;
  }

  function arithmetic({ text: sign, start }: Token, left: Expression, right: Expression): ArithmeticNode {
    const operator = (sign === '**' ? '^' : sign) as ArithmeticNode['operator'];
    return made({ type: 'arithmetic', operator, left, right, at: start });
  }

  function signed(): Expression {
    if (!isSign('-', '+', '!')) return power();
    const { text: sign, start } = take();
    const operand = deeper(signed);
    if (sign === '+') return operand;
    return made({ type: sign === '-' ? 'negate' : 'not', operand, at: start });
  }

  function power(): Expression {
    const base = primary();
    if (!isSign('^', '**')) return base;
    return arithmetic(take(), base, deeper(signed));
  }

  function primary(): Expression {
    const token = take();
    switch (token.type) {
      case 'number':
        return made({ type: 'number', value: Number(token.text), at: token.start });
      case 'text':
        return made({ type: 'text', value: token.text, at: token.start });
      case 'quoted':
        return made({ type: 'column', name: token.text, at: token.start });
      case 'name':
        return named(token);
      case 'sign':
        if (token.text === '(') {
          const inner = deeper(disjunction);
          close(token);
          return inner;
        }
    }
    next--;
    throw placedProblem(
      token.type === 'end'
        ? text.trim() === ''
          ? 'nothing is written'
          : 'the expression ends too early'
        : `unexpected ${token.text}`,
      token,
      'expected a column, a number or (',
    );
  }

  function named(token: Token): Expression {
    const at = token.start;
    const word = WORDS.get(token.text);
    if (isSign('(') && word === undefined && !isReserved(token.text)) return call(token);
    if (word !== undefined) return made({ type: 'constant', name: word, at });
    if (isReserved(token.text)) {
      throw placedProblem(`unexpected ${token.text}`, token, 'expected a column, a number or (');
    }
    return made({ type: 'column', name: token.text, at });
  }

  function call(name: Token): Expression {
    const open = take();
    const given: Expression[] = [];
    if (!isSign(')')) {
      do given.push(deeper(disjunction));
      while (isSign(',') && take());
    }
    close(open);
    return made({ type: 'call', name: name.text, arguments: given, at: name.start });
  }

  function close(open: Token): void {
    if (isSign(')')) {
      take();
      return;
    }
    if (peek().type === 'end') throw placedProblem('( is not closed', open, 'expected another )');
    throw placedProblem(`unexpected ${shown(peek())}`, peek(), 'expected an operator or )');
  }

  const whole = disjunction();
  const rest = peek();
  if (rest.type === 'end') return whole;
  if (isSign(')')) throw placedProblem(') without (', rest, 'expected an operator or the end');
  throw placedProblem(`unexpected ${shown(rest)}`, rest, 'expected an operator or the end');
}

/** Both up, or both down. */
function goesOn(before: string, sign: string): boolean {
  return before[0] === sign[0] && (sign[0] === '<' || sign[0] === '>');
}

function shown(token: Token): string {
  if (token.type === 'quoted') return `\`${token.text}\``;
  return token.type === 'text' ? JSON.stringify(token.text) : token.text;
}
