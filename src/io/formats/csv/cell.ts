export const LF = 10;
export const CR = 13;
export const QUOTE = 34;
export const SPACE = 32;

/** Cells that stand for "no value". NaN counts as missing too: no reader keeps a NaN as a value. */
const MISSING = new Set(
  'NA N/A #N/A <NA> n/a NaN nan NAN -nan -NaN null NULL Null None -'.split(' ').concat(''),
);
const LONGEST_MISSING = 4;

const INFINITIES = new Map<string, number>();
for (const word of ['inf', 'Inf', 'INF', 'infinity', 'Infinity', 'INFINITY']) {
  INFINITIES.set(word, Number.POSITIVE_INFINITY);
  INFINITIES.set(`+${word}`, Number.POSITIVE_INFINITY);
  INFINITIES.set(`-${word}`, Number.NEGATIVE_INFINITY);
}
const LONGEST_INFINITY = 9;

export const BOOLEANS = new Map<string, 0 | 1>([
  ['true', 1],
  ['True', 1],
  ['TRUE', 1],
  ['false', 0],
  ['False', 0],
  ['FALSE', 0],
]);

export function isMissingText(text: string): boolean {
  return text.length <= LONGEST_MISSING && MISSING.has(text);
}

export function isMissingCell(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start <= LONGEST_MISSING && MISSING.has(asciiOf(bytes, start, end));
}

/** +-Infinity, or NaN where the cell says neither. */
export function parseInfinity(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 3 || end - start > LONGEST_INFINITY) return Number.NaN;
  return INFINITIES.get(asciiOf(bytes, start, end)) ?? Number.NaN;
}

function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]);
  return text;
}

/** Where the value of a cell lies, outside quotes and blanks, and where the cell ends (its delimiter or line end). */
export interface CellSpan {
  start: number;
  end: number;
  next: number;
  quoted: boolean;
  /** Doubled quotes inside, to be made single. */
  escaped: boolean;
  /** Text between the closing quote and the end of the cell: not CSV. */
  trailing: boolean;
}

/**
 * Finds the extent of the cell that begins at `from`, writing it into `span`. The bytes must hold its end: a
 * delimiter or a line end outside quotes before `limit`.
 */
export function spanCell(
  bytes: Uint8Array,
  from: number,
  limit: number,
  delimiter: number,
  span: CellSpan,
): void {
  let p = from;
  while (p < limit && isBlank(bytes[p], delimiter)) p++;
  span.quoted = p < limit && bytes[p] === QUOTE;
  span.escaped = false;
  span.trailing = false;
  if (span.quoted) {
    span.start = ++p;
    for (; p < limit; p++) {
      if (bytes[p] !== QUOTE) continue;
      if (p + 1 >= limit || bytes[p + 1] !== QUOTE) break;
      span.escaped = true;
      p++;
    }
    span.end = p++;
    while (p < limit && isBlank(bytes[p], delimiter)) p++;
    if (p < limit && !endsCell(bytes[p], delimiter)) {
      span.trailing = true;
      while (p < limit && !endsCell(bytes[p], delimiter)) p++;
    }
    span.next = Math.min(p, limit);
    return;
  }
  span.start = p;
  while (p < limit && !endsCell(bytes[p], delimiter)) p++;
  span.next = p;
  while (p > span.start && isBlank(bytes[p - 1], delimiter)) p--;
  span.end = p;
}

export function newSpan(): CellSpan {
  return { start: 0, end: 0, next: 0, quoted: false, escaped: false, trailing: false };
}

/** The bytes of a quoted cell with each doubled quote made single. */
export function unescapeQuotes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const plain = new Uint8Array(end - start);
  let length = 0;
  for (let i = start; i < end; i++) {
    plain[length++] = bytes[i];
    if (bytes[i] === QUOTE) i++;
  }
  return plain.subarray(0, length);
}

/**
 * End of the last complete record in bytes[from, to): just behind its line end, or `from` where there is none.
 * A line end inside quotes ends no record; a CR as the last byte may be half of a CRLF, so it ends none yet.
 */
export function endOfRecords(bytes: Uint8Array, from: number, to: number, delimiter: number): number {
  const quote = bytes.subarray(from, to).indexOf(QUOTE);
  if (quote < 0) {
    let p = to - 1;
    if (p >= from && bytes[p] === CR) p--;
    while (p >= from && bytes[p] !== LF && bytes[p] !== CR) p--;
    return p + 1;
  }
  let end = from;
  let atStart = true;
  for (let p = from; p < to; p++) {
    const byte = bytes[p];
    if (atStart && byte === QUOTE) {
      for (p++; p < to; p++) {
        if (bytes[p] !== QUOTE) continue;
        if (p + 1 < to && bytes[p + 1] === QUOTE) p++;
        else break;
      }
      atStart = false;
    } else if (byte === LF || byte === CR) {
      if (byte === CR && p + 1 === to) break;
      if (byte === CR && bytes[p + 1] === LF) p++;
      end = p + 1;
      atStart = true;
    } else if (byte === delimiter) atStart = true;
    else if (!isBlank(byte, delimiter)) atStart = false;
  }
  return end;
}

export function endsCell(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === LF || byte === CR;
}

export function isBlank(byte: number, delimiter: number): boolean {
  return byte === SPACE || (byte === 9 && delimiter !== 9);
}
