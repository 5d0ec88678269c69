import { Problem } from '../../../core/problem.ts';

/** The items of a JSON array as text, each with the line it begins on. Throws a Problem `bad-file` where it has no end. */
export function* arrayItems(text: string, name: string): Generator<{ text: string; line: number }> {
  const tokens = /"(?:[^"\\]|\\.)*"|"|[[\]{},\n]/g;
  let line = 1;
  let depth = 0;
  let start = 0;
  let startLine = 1;
  const item = (end: number): string => text.slice(start, end).trim();
  for (const match of text.matchAll(tokens)) {
    const [token] = match;
    const at = match.index;
    if (token === '\n') {
      line++;
      if (item(at) === '') startLine = line;
    } else if (token === '"')
      throw new Problem('bad-file', `${name}, line ${line}: a quote is never closed; expected a closing "`);
    else if (token === '[' || token === '{') {
      depth++;
      if (depth === 1) {
        start = at + 1;
        startLine = line;
      }
    } else if (token === ']' || token === '}') {
      depth--;
      if (depth > 0) continue;
      if (item(at) !== '') yield { text: item(at), line: startLine };
      const rest = text.slice(at + 1).trim();
      if (rest === '' && token === ']') return;
      throw new Problem(
        'bad-file',
        `${name}, line ${line}: more behind the end of the array; expected nothing`,
      );
    } else if (token === ',' && depth === 1) {
      yield { text: item(at), line: startLine };
      start = at + 1;
      startLine = line;
    }
  }
  throw new Problem(
    'bad-file',
    `${name}, line ${line}: the array has no end; expected ] (is the file cut off?)`,
  );
}
