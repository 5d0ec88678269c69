import { FUNCTIONS } from './functions.ts';
import { printColumn } from './print.ts';
import { PLAIN_NAME } from './tokens.ts';

export interface Completion {
  kind: 'column' | 'function';
  name: string;
  /** What takes the place of the word: a column as expressions have it, a function with its (. */
  insert: string;
  /** A unit, or what a function does. */
  detail: string;
}

export interface Completions {
  /** The word about the caret, in UTF-16 units; what is taken replaces it. */
  start: number;
  end: number;
  list: Completion[];
}

/**
 * What the word before the caret may become: names that begin with it, then names with a part that does, then names
 * that hold it; columns before functions. Nothing without a word, within a text, or where the word is complete as it stands.
 */
export function completionsAt(
  text: string,
  caret: number,
  columns: readonly { name: string; unit: string | null }[],
): Completions | null {
  const word = wordAt(text, caret);
  if (word === null) return null;
  const typed = word.typed.toLowerCase();
  const found: { rank: number; completion: Completion }[] = [];
  for (const { name, unit } of columns) {
    const rank = rankOf(name, typed);
    if (rank === null) continue;
    const completion = { kind: 'column', name, insert: printColumn(name), detail: unit ?? '' } as const;
    found.push({ rank, completion });
  }
  if (!word.inBackticks) {
    for (const { name, help } of FUNCTIONS.values()) {
      const rank = rankOf(name, typed);
      const insert = text[word.end] === '(' ? name : `${name}(`;
      if (rank === 0) found.push({ rank, completion: { kind: 'function', name, insert, detail: help } });
    }
  }
  const list = found.sort((a, b) => a.rank - b.rank).map(({ completion }) => completion);
  const whole = text.slice(word.start, word.end);
  if (list.length === 0 || (list.length === 1 && list[0].insert === whole)) return null;
  return { start: word.start, end: word.end, list };
}

function rankOf(name: string, typed: string): number | null {
  const low = name.toLowerCase();
  if (low.startsWith(typed)) return 0;
  if (low.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(typed))) return 1;
  return typed.length > 1 && low.includes(typed) ? 2 : null;
}

interface Word {
  start: number;
  end: number;
  typed: string;
  inBackticks: boolean;
}

/** Goes over quotes, numbers and names from the left, since what a quote means depends on those before it. */
function wordAt(text: string, caret: number): Word | null {
  const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d*)?/y;
  let at = 0;
  while (at < caret) {
    const first = text[at];
    if (first === '`' || first === '"' || first === "'") {
      const close = text.indexOf(first, at + 1);
      const end = close < 0 ? text.length : close + 1;
      if (caret < end || (close < 0 && caret <= end)) {
        if (first !== '`') return null;
        return { start: at, end, typed: text.slice(at + 1, caret), inBackticks: true };
      }
      at = end;
      continue;
    }
    number.lastIndex = at;
    PLAIN_NAME.lastIndex = at;
    const digits = number.exec(text);
    const name = PLAIN_NAME.exec(text);
    if (digits) at += digits[0].length;
    else if (name) {
      const end = at + name[0].length;
      if (caret <= end) return { start: at, end, typed: text.slice(at, caret), inBackticks: false };
      at = end;
    } else at += 1;
  }
  return null;
}
