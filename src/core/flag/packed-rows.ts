import { Problem } from '../problem.ts';
import { type Bits, bitsNone, countBits, rowsOf, setBit } from '../table/bits.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A set of rows as text: rows not in it, rows in it, rows not in it ... each count in base 32, lowest digit first, 32 added
 * to every digit but the last, 64 characters standing for the sums. One spelling a set. O(rows in it).
 */
export function packRows(bits: Bits): string {
  const parts: string[] = [];
  let next = 0;
  let start = -1;
  const flush = (): void => {
    if (start >= 0) parts.push(digitsOf(start - next), digitsOf(end - start));
    next = end;
  };
  let end = 0;
  for (const row of rowsOf(bits)) {
    if (row !== end || start < 0) {
      flush();
      start = row;
    }
    end = row + 1;
  }
  flush();
  return parts.join('');
}

function digitsOf(count: number): string {
  let text = '';
  let rest = count;
  while (rest >= 32) {
    text += DIGITS[32 + (rest % 32)];
    rest = Math.floor(rest / 32);
  }
  return text + DIGITS[rest];
}

/**
 * The rows behind a text of packRows, of a table of `length` rows; `count` of them. Throws a Problem 'bad-data' where
 * the text says anything else, whoever wrote it. O(length of the text + rows).
 */
export function unpackRows(text: string, length: number, count: number): Bits {
  const bits = bitsNone(length);
  let row = 0;
  let inside = false;
  let value = 0;
  let scale = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = digitAt(text, i);
    value += (digit % 32) * scale;
    if (value > length) throw bad(`a row beyond ${length}`);
    if (digit >= 32) {
      scale *= 32;
      continue;
    }
    if (row + value > length) throw bad(`row ${row + value} of ${length}`);
    if (inside) for (let each = row; each < row + value; each++) setBit(bits, each);
    row += value;
    inside = !inside;
    value = 0;
    scale = 1;
  }
  if (inside || scale !== 1) throw bad('an end in the middle');
  const found = countBits(bits);
  if (found !== count) throw bad(`${found} rows where ${count} are said to be`);
  return bits;
}

const CODES = new Map([...DIGITS].map((digit, code) => [digit.charCodeAt(0), code]));

function digitAt(text: string, at: number): number {
  const code = CODES.get(text.charCodeAt(at));
  if (code === undefined) throw bad(`the character ${JSON.stringify(text[at])}`);
  return code;
}

function bad(found: string): Problem {
  return new Problem(
    'bad-data',
    `invalid events of a flag: ${found}; expected a set of rows as Outcrop packs it`,
  );
}
