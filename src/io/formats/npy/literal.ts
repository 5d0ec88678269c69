/** A value of the Python literals that a .npy header is made of. Tuples become arrays. */
export type Literal = string | number | boolean | null | Literal[] | Map<string, Literal>;

const DEEPEST = 20;

/** Parses one Python literal: dict, list, tuple, string, integer, True, False or None. Throws a SyntaxError. */
export function parseLiteral(text: string): Literal {
  let at = 0;

  function skip(): void {
    while (at < text.length && /\s/.test(text[at])) at++;
  }
  function fail(expected: string): never {
    const found = at < text.length ? JSON.stringify(text[at]) : 'its end';
    throw new SyntaxError(`character ${at} of the header is ${found}; expected ${expected}`);
  }
  function items(close: string, depth: number): Literal[] {
    const list: Literal[] = [];
    for (;;) {
      skip();
      if (text[at] === close) {
        at++;
        return list;
      }
      list.push(value(depth));
      skip();
      if (text[at] === ',') at++;
      else if (text[at] !== close) fail(`, or ${close}`);
    }
  }
  function entries(depth: number): Map<string, Literal> {
    const map = new Map<string, Literal>();
    for (;;) {
      skip();
      if (text[at] === '}') {
        at++;
        return map;
      }
      const key = value(depth);
      if (typeof key !== 'string') fail('a key in quotes');
      skip();
      if (text[at] !== ':') fail(':');
      at++;
      map.set(key, value(depth));
      skip();
      if (text[at] === ',') at++;
      else if (text[at] !== '}') fail(', or }');
    }
  }
  function quoted(quote: string): string {
    let result = '';
    for (at++; at < text.length; at++) {
      if (text[at] === quote) {
        at++;
        return result;
      }
      if (text[at] !== '\\') {
        result += text[at];
        continue;
      }
      const coded = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([\\'"]))/i.exec(
        text.slice(at, at + 10),
      );
      if (!coded) fail('an escape of Python');
      const [whole, x, u, long, plain] = coded;
      result += plain ?? String.fromCodePoint(Number.parseInt(x ?? u ?? long, 16));
      at += whole.length - 1;
    }
    return fail(quote);
  }
  function value(depth: number): Literal {
    skip();
    if (depth > DEEPEST) fail(`at most ${DEEPEST} levels`);
    const letter = text[at];
    if (letter === '{') {
      at++;
      return entries(depth + 1);
    }
    if (letter === '[' || letter === '(') {
      at++;
      return items(letter === '[' ? ']' : ')', depth + 1);
    }
    if (letter === "'" || letter === '"') return quoted(letter);
    const word = /^(?:True|False|None|-?\d{1,16}L?)/.exec(text.slice(at, at + 20))?.[0];
    if (word === undefined) return fail('a Python literal');
    at += word.length;
    if (word === 'True') return true;
    if (word === 'False') return false;
    return word === 'None' ? null : Number(word.replace('L', ''));
  }

  const result = value(0);
  skip();
  if (at < text.length) fail('the end');
  return result;
}
