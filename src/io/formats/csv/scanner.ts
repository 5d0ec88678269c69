import { Problem } from '../../../core/problem.ts';
import {
  CR,
  isBlank,
  isMissingCell,
  LF,
  newSpan,
  parseInfinity,
  SPACE,
  spanCell,
  unescapeQuotes,
} from './cell.ts';
import { BLOCK_ROWS, type ColumnBuilder } from './column-builder.ts';
import { POWERS_OF_TEN, parseDecimal, TWO_53 } from './decimal.ts';
import { decodeText } from './decode-text.ts';

export interface ScanRules {
  /** Bytes. */
  delimiter: number;
  mark: number;
  /** True where every line ends with a delimiter and no cell behind it. */
  trailing: boolean;
  /** How many cells a line must have, and which line says so. */
  expectation: string;
}

/** Puts the cells of complete records into their columns; remembers row and line between calls. */
export class Scanner {
  rows = 0;
  private row = 0;
  private line: number;
  private readonly file: string;
  private readonly rules: ScanRules;
  private readonly builders: ColumnBuilder[];
  private readonly span = newSpan();
  /** Line breaks inside the quotes of the current record. */
  private innerLines = 0;
  private extraCells = 0;
  private extraText = false;

  constructor(file: string, rules: ScanRules, builders: ColumnBuilder[], firstLine: number) {
    this.file = file;
    this.rules = rules;
    this.builders = builders;
    this.line = firstLine;
  }

  get currentLine(): number {
    return this.line;
  }

  /** Goes on below lines that were passed over. */
  passLines(lines: number): void {
    this.line += lines;
  }

  /**
   * Reads bytes[from, to), which must hold complete records (see endOfRecords); bytes[to] must be readable. Plain numbers
   * are read in one go here: exact, since digits below 2^53 and a power of ten up to 22 leave a single rounding.
   */
  scan(bytes: Uint8Array, from: number, to: number): void {
    const { delimiter, mark } = this.rules;
    const builders = this.builders;
    const width = builders.length;
    let row = this.row;
    let p = from;
    while (p < to) {
      let byte = bytes[p];
      if (byte === LF || byte === CR || (byte === SPACE && width > 1 && isBlankLine(bytes, p, delimiter))) {
        while (byte !== LF && byte !== CR) byte = bytes[++p];
        p += byte === CR && bytes[p + 1] === LF ? 2 : 1;
        this.line++;
        continue;
      }
      let column = 0;
      for (;;) {
        const start = p;
        byte = bytes[p];
        const negative = byte === 45;
        if (negative) byte = bytes[++p];
        let mantissa = 0;
        let digit = byte ^ 48;
        let digits = -p;
        while (digit < 10) {
          mantissa = mantissa * 10 + digit;
          byte = bytes[++p];
          digit = byte ^ 48;
        }
        digits += p;
        let scale = 0;
        let real = 0;
        if (byte === mark) {
          real = 1;
          scale = ++p;
          byte = bytes[p];
          digit = byte ^ 48;
          while (digit < 10) {
            mantissa = mantissa * 10 + digit;
            byte = bytes[++p];
            digit = byte ^ 48;
          }
          scale -= p;
          digits -= scale;
        }
        let block: Float64Array | null = null;
        if (
          (byte === delimiter || byte === LF || byte === CR) &&
          digits > 0 &&
          mantissa < TWO_53 &&
          scale >= -22 &&
          column < width
        ) {
          const builder = builders[column];
          block = builder.block;
          if (block !== null) {
            const value = scale === 0 ? mantissa : mantissa / POWERS_OF_TEN[-scale];
            block[row] = negative ? -value : value;
            if (real > builder.real) builder.real = 1;
          }
        }
        if (block === null && digits > 0 && column < width && (real === 1 || (byte | 32) === 101)) {
          // More digits or an exponent: still plain, only read with more care.
          const builder = builders[column];
          if (builder.block !== null) {
            while (byte !== delimiter && byte !== LF && byte !== CR) byte = bytes[++p];
            const value = parseDecimal(bytes, start, p, mark);
            if (!Number.isNaN(value)) {
              block = builder.block;
              block[row] = value;
              builder.real = 1;
            }
          }
        }
        if (block === null) {
          p = this.putCell(bytes, start, to, column, row);
          byte = bytes[p];
        }
        column++;
        if (byte !== delimiter) break;
        p++;
      }
      if (column !== width) this.checkWidth(column);
      p += byte === CR && bytes[p + 1] === LF ? 2 : 1;
      this.line += 1 + this.innerLines;
      this.innerLines = 0;
      this.rows++;
      if (++row === BLOCK_ROWS) {
        for (const builder of builders) builder.flush();
        row = 0;
      }
    }
    this.row = row;
  }

  /** Any cell but the plainest numbers. Gives the position of the delimiter or line end behind it. */
  private putCell(bytes: Uint8Array, from: number, to: number, column: number, row: number): number {
    const { delimiter, mark } = this.rules;
    const span = this.span;
    spanCell(bytes, from, to, delimiter, span);
    const line = this.line + this.innerLines;
    if (span.quoted) {
      for (let p = span.start; p < span.end; p++) {
        if (bytes[p] === LF || (bytes[p] === CR && bytes[p + 1] !== LF)) this.innerLines++;
      }
    }
    if (column >= this.builders.length) {
      this.extraCells++;
      this.extraText ||= span.end > span.start;
      return span.next;
    }
    const builder = this.builders[column];
    if (span.trailing) {
      throw new Problem(
        'bad-file',
        `${this.file}, line ${line}, column ${builder.name}: text behind a closing quote; expected the end of the cell`,
      );
    }
    if (builder.kind === 'ignored') return span.next;
    if (span.escaped) {
      const plain = unescapeQuotes(bytes, span.start, span.end);
      this.putValue(builder, row, line, plain, 0, plain.length, mark);
    } else this.putValue(builder, row, line, bytes, span.start, span.end, mark);
    return span.next;
  }

  private putValue(
    builder: ColumnBuilder,
    row: number,
    line: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    mark: number,
  ): void {
    let value = parseDecimal(bytes, start, end, mark);
    if (Number.isNaN(value)) {
      if (isMissingCell(bytes, start, end)) {
        builder.putMissing(row);
        return;
      }
      value = parseInfinity(bytes, start, end);
    }
    if (Number.isNaN(value)) {
      builder.putText(row, bytes, start, end, () => ({
        line,
        text: decodeText(bytes.subarray(start, end)).text,
      }));
    } else if (builder.kind === 'text' || builder.kind === 'mixed') {
      builder.putNumberAsText(row, bytes, start, end);
    } else if (!isIntegerText(bytes, start, end)) {
      builder.putNumber(row, value, 1);
    } else if (value > -TWO_53 && value < TWO_53) {
      builder.putNumber(row, value, 0);
    } else {
      builder.putBigInteger(row, decodeText(bytes.subarray(start, end)).text.replace('+', ''));
    }
  }

  private checkWidth(found: number): void {
    const extra = this.extraCells;
    const text = this.extraText;
    this.extraCells = 0;
    this.extraText = false;
    if (this.rules.trailing && extra === 1 && !text) return;
    const cells = found === 1 ? '1 cell' : `${found} cells`;
    throw new Problem(
      'bad-file',
      `${this.file}, line ${this.line}: ${cells}; expected ${this.rules.expectation}`,
    );
  }
}

function isBlankLine(bytes: Uint8Array, from: number, delimiter: number): boolean {
  let p = from;
  while (isBlank(bytes[p], delimiter)) p++;
  return bytes[p] === LF || bytes[p] === CR;
}

function isIntegerText(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start; p < end; p++) {
    const sign = p === start && (bytes[p] === 45 || bytes[p] === 43);
    if ((bytes[p] ^ 48) >= 10 && !sign) return false;
  }
  return true;
}
