import { MAX_EXPRESSION_LENGTH } from './limits.ts';
import { placedProblem } from './place.ts';

export interface Token {
  type: 'number' | 'text' | 'name' | 'quoted' | 'sign' | 'end';
  /** A number as written, a name or text without its quotes, a sign. */
  text: string;
  start: number;
  end: number;
}

const SPACE = /\s+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** Dots join words, since LZ's reduced quantities are called `ss.s1Area_phd`. */
export const PLAIN_NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*)*/uy;
const SIGN = /&&|\|\||<=|>=|==|!=|\*\*|[-+*/%^<>!(),]/y;

/** What people of other languages write, and what is meant. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['&', 'write && for "and"'],
  ['|', 'write || for "or"'],
  ['=', 'write == to compare'],
  ['~', 'write ! for "not"'],
  ['[', 'a column is written by its name alone, or in backticks'],
  ['{', 'expected ('],
  ['?', 'write where(condition, a, b)'],
  [';', 'one expression, without an end mark'],
  ['×', 'write *'],
  ['·', 'write *'],
  ['÷', 'write /'],
  ['−', 'write - (this is a typographic minus)'],
  ['–', 'write - (this is a dash)'],
  ['≤', 'write <='],
  ['≥', 'write >='],
  ['≠', 'write !='],
  ['√', 'write sqrt(x)'],
]);

/** Text to tokens, the last of type `end`. Throws a placed Problem. O(length). */
export function tokensOf(text: string): Token[] {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    throw placedProblem(
      `an expression of ${text.length} characters is too long`,
      { start: MAX_EXPRESSION_LENGTH, end: text.length },
      `expected at most ${MAX_EXPRESSION_LENGTH}`,
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    at += lengthOf(SPACE, text, at);
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ type: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const first = text[start];
  if (first === '`') return quoted(text, start, 'quoted');
  if (first === '"' || first === "'") return quoted(text, start, 'text');
  const number = lengthOf(NUMBER, text, start);
  if (number > 0) return numberToken(text, start, start + number);
  for (const [type, pattern] of [
    ['name', PLAIN_NAME],
    ['sign', SIGN],
  ] as const) {
    const length = lengthOf(pattern, text, start);
    if (length > 0) return { type, text: text.slice(start, start + length), start, end: start + length };
  }
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  throw placedProblem(
    `unexpected ${character}`,
    { start, end: start + character.length },
    FOREIGN.get(character) ?? 'names with such characters are written in `backticks`',
  );
}

function numberToken(text: string, start: number, end: number): Token {
  const rest = lengthOf(PLAIN_NAME, text, end);
  if (rest > 0) {
    const whole = text.slice(start, end + rest);
    throw placedProblem(
      `${whole} is no number`,
      { start, end: end + rest },
      'write * to multiply, and names that begin with a digit in `backticks`',
    );
  }
  const written = text.slice(start, end);
  if (!Number.isFinite(Number(written))) {
    throw placedProblem(`${written} is too large`, { start, end }, 'expected a number up to 1.8e308, or inf');
  }
  return { type: 'number', text: written, start, end };
}

/** A quote within quotes is written twice. */
function quoted(text: string, start: number, type: 'text' | 'quoted'): Token {
  const quote = text[start];
  let value = '';
  let from = start + 1;
  for (;;) {
    const close = text.indexOf(quote, from);
    if (close < 0) {
      throw placedProblem(`${quote} is not closed`, { start, end: text.length }, `expected another ${quote}`);
    }
    value += text.slice(from, close);
    if (text[close + 1] !== quote) {
      if (type === 'quoted' && value === '') {
        throw placedProblem('no name between the backticks', { start, end: close + 1 }, 'expected a column');
      }
      return { type, text: value, start, end: close + 1 };
    }
    value += quote;
    from = close + 2;
  }
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
