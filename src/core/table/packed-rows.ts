import { Problem } from '../problem.ts';
import { type Bits, bitsNone, countBits, setBit } from './bits.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A set of rows as text: rows not in it, rows in it, rows not in it ... each count in base 32, lowest digit first, 32 added
 * to every digit but the last, 64 characters standing for the sums. One spelling a set. O(rows / 32 + runs).
 */
export function packRows(bits: Bits): string {
  // Two counts a run of rows, at most seven digits each.
  let codes = new Uint8Array(1024);
  let used = 0;
  let row = 0;
  const write = (length: number): void => {
    let rest = length;
    for (; rest >= 32; rest = Math.floor(rest / 32)) codes[used++] = CHARACTERS[32 + (rest % 32)];
    codes[used++] = CHARACTERS[rest];
  };
  for (;;) {
    const start = nextRow(bits, row, 0);
    if (start === bits.length) break;
    const end = nextRow(bits, start, -1);
    if (used + 14 > codes.length) {
      const more = new Uint8Array(2 * codes.length);
      more.set(codes);
      codes = more;
    }
    write(start - row);
    write(end - start);
    row = end;
  }
  const parts: string[] = [];
  for (let at = 0; at < used; at += PART)
    parts.push(String.fromCharCode(...codes.subarray(at, Math.min(used, at + PART))));
  return parts.join('');
}

const CHARACTERS = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
/** Arguments of one call. */
const PART = 8192;

/** The first row from `from` on that is in the set (`flip` 0), or is not (-1); the length where there is none. */
function nextRow({ words, length }: Bits, from: number, flip: 0 | -1): number {
  let at = from >>> 5;
  if (at >= words.length) return length;
  let word = (words[at] ^ flip) & (-1 << (from & 31));
  while (word === 0) {
    if (++at === words.length) return length;
    word = words[at] ^ flip;
  }
  return Math.min(length, 32 * at + 31 - Math.clz32(word & -word));
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
    `invalid packed events: ${found}; expected a set of rows as Outcrop packs it`,
  );
}
