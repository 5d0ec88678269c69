import { Problem } from '../../../core/problem.ts';
import type { ReadOptions } from '../../format.ts';
import { CR, isMissingText, LF, newSpan, spanCell, unescapeQuotes } from './cell.ts';
import { decodeText } from './decode-text.ts';
import { uniqueNames } from './header.ts';

/** How a file writes its table, found in its first block. */
export interface Dialect {
  delimiter: number;
  /** Byte of the decimal mark. */
  mark: number;
  names: string[];
  /** Line of the header; 0 where there is none. */
  headerLine: number;
  /** True where every line ends with a delimiter and nothing behind it. */
  trailing: boolean;
  /** Where the data begins: byte in the first block, and its line. */
  bodyStart: number;
  bodyLine: number;
  warnings: string[];
}

interface SampleCell {
  text: string;
  quoted: boolean;
}

interface SampleRecord {
  cells: SampleCell[];
  line: number;
  /** Just behind its line end. */
  end: number;
  nextLine: number;
}

const SAMPLE_RECORDS = 100;
const SAMPLE_BYTES = 1 << 18;
/** Comma, semicolon, tab, bar: the earlier wins where two serve equally well. */
const DELIMITERS = [44, 59, 9, 124];
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const COMMA_NUMBER = /^[+-]?(\d+,\d*|,\d+)([eE][+-]?\d+)?$/;
const INFINITY = /^[+-]?inf(inity)?$/i;

/** Finds the dialect in bytes[0, length), the first block of the file, `whole` where it is all of it. */
export function detectDialect(
  bytes: Uint8Array,
  length: number,
  whole: boolean,
  file: string,
  options: ReadOptions,
): Dialect {
  const top = skipComments(bytes, length);
  if (top.start === length) {
    throw new Problem('bad-file', `${file}: nothing but blank lines and comments; expected a table`);
  }
  const delimiter = options.delimiter
    ? options.delimiter.charCodeAt(0)
    : detectDelimiter(bytes, top.start, length, whole);
  const records = sampleRecords(bytes, top.start, length, top.line, delimiter, whole);
  const [first] = records;
  const hasHeader = options.header ?? !first.cells.every((cell) => isNumberOrMissing(cell.text, delimiter));
  const warnings: string[] = [];
  const trailing = hasTrailingDelimiter(records, hasHeader);
  const width =
    first.cells.length - (trailing && first.cells.length > 1 && isEmpty(first.cells.at(-1)) ? 1 : 0);
  let written = first.cells.slice(0, width).map((cell) => cell.text);
  let headerLine = first.line;
  if (!hasHeader) {
    headerLine = 0;
    const comment = options.header === null ? commentNames(top.comment, delimiter, width) : null;
    if (comment) {
      headerLine = top.commentLine;
      warnings.push(`column names taken from the comment on line ${headerLine}`);
    }
    written = comment ?? written.map((_, i) => `c${i + 1}`);
  } else {
    const numbers = written.filter((name) => NUMBER.test(name));
    if (options.header === null && numbers.length > 0) {
      warnings.push(
        `line ${first.line} was read as the header although it holds numbers (${numbers.slice(0, 3).join(', ')})`,
      );
    }
  }
  const data = hasHeader ? records.slice(1) : records;
  return {
    delimiter,
    mark: delimiter === 59 && usesDecimalComma(data) ? 44 : 46,
    names: uniqueNames(written, warnings),
    headerLine,
    trailing,
    bodyStart: hasHeader ? first.end : top.start,
    bodyLine: hasHeader ? first.nextLine : top.line,
    warnings,
  };
}

/** Blank lines and lines that begin with `#`, at the top only. */
function skipComments(bytes: Uint8Array, length: number) {
  let start = 0;
  let line = 1;
  let comment = '';
  let commentLine = 0;
  while (start < length) {
    let end = start;
    while (end < length && bytes[end] !== LF && bytes[end] !== CR) end++;
    const text = decodeText(bytes.subarray(start, end)).text.trim();
    if (text !== '' && !text.startsWith('#')) break;
    if (text !== '') {
      comment = text;
      commentLine = line;
    }
    start = end + (bytes[end] === CR && end + 1 < length && bytes[end + 1] === LF ? 2 : 1);
    line++;
  }
  return { start: Math.min(start, length), line, comment, commentLine };
}

/** As numpy.savetxt writes it: `# x,y,z` above a table of numbers. */
function commentNames(comment: string, delimiter: number, width: number): string[] | null {
  const names = comment
    .replace(/^#+/, '')
    .split(String.fromCharCode(delimiter))
    .map((name) => name.trim());
  return width > 1 && names.length === width && names.every((name) => name !== '') ? names : null;
}

/** The delimiter under which lines agree best on their number of cells, and most cells are numbers. */
function detectDelimiter(bytes: Uint8Array, start: number, length: number, whole: boolean): number {
  let best = DELIMITERS[0];
  let bestScore = 0;
  let bestWidth = 1;
  for (const delimiter of DELIMITERS) {
    const records = sampleRecords(bytes, start, length, 1, delimiter, whole);
    const width = commonWidth(records);
    if (width < 2) continue;
    const agreeing = records.filter((record) => record.cells.length === width).length / records.length;
    const cells = (records.length > 1 ? records.slice(1) : records).flatMap((record) => record.cells);
    const numbers = cells.filter((cell) => isNumberOrMissing(cell.text, delimiter)).length / cells.length;
    const score = agreeing * (1 + numbers);
    if (score > bestScore || (score === bestScore && width > bestWidth)) {
      best = delimiter;
      bestScore = score;
      bestWidth = width;
    }
  }
  return best;
}

function commonWidth(records: SampleRecord[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function hasTrailingDelimiter(records: SampleRecord[], hasHeader: boolean): boolean {
  const width = records[0].cells.length;
  const data = records.slice(1);
  const allEmpty = data.every(({ cells }) => isEmpty(cells.at(-1)));
  if (width > 1 && isEmpty(records[0].cells.at(-1))) {
    return data.length > 0 && allEmpty && data.every(({ cells }) => cells.length === width);
  }
  return hasHeader && data.length > 0 && allEmpty && data.every(({ cells }) => cells.length === width + 1);
}

function isEmpty(cell: SampleCell | undefined): boolean {
  return cell !== undefined && cell.text === '' && !cell.quoted;
}

function usesDecimalComma(records: SampleRecord[]): boolean {
  const cells = records.flatMap((record) => record.cells);
  return (
    cells.some(({ text }) => COMMA_NUMBER.test(text)) &&
    !cells.some(({ text }) => text.includes('.') && NUMBER.test(text))
  );
}

function isNumberOrMissing(text: string, delimiter: number): boolean {
  return (
    isMissingText(text) ||
    NUMBER.test(text) ||
    INFINITY.test(text) ||
    (delimiter === 59 && COMMA_NUMBER.test(text))
  );
}

/** The first records, cell by cell. Where the block ends inside a record and the file does not, that one is left out. */
function sampleRecords(
  bytes: Uint8Array,
  start: number,
  length: number,
  firstLine: number,
  delimiter: number,
  whole: boolean,
): SampleRecord[] {
  const limit = length;
  const records: SampleRecord[] = [];
  const span = newSpan();
  let line = firstLine;
  let p = start;
  while (p < limit && p - start < SAMPLE_BYTES && records.length < SAMPLE_RECORDS) {
    const recordLine = line;
    const recordStart = p;
    const cells: SampleCell[] = [];
    for (;;) {
      spanCell(bytes, p, limit, delimiter, span);
      const value = span.escaped
        ? unescapeQuotes(bytes, span.start, span.end)
        : bytes.subarray(span.start, span.end);
      const { text } = decodeText(value);
      if (span.quoted) line += text.split(/\r\n|\r|\n/).length - 1;
      cells.push({ text, quoted: span.quoted });
      p = span.next;
      if (p >= limit || bytes[p] !== delimiter) break;
      p++;
    }
    const cut = p >= limit;
    if (!cut) {
      p += bytes[p] === CR && p + 1 < limit && bytes[p + 1] === LF ? 2 : 1;
      line++;
    }
    const blank = cells.length === 1 && isEmpty(cells[0]);
    if (cut && !whole && records.length > 0) break;
    if (!blank || p === recordStart) records.push({ cells, line: recordLine, end: p, nextLine: line });
  }
  return records;
}
