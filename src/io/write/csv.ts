import { type BigintColumn, type Column, isMissing, type NumberColumn } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import { type FilePart, joinParts } from './file-part.ts';
import { NUMBER_CHARACTERS, type TextBytes, writeDouble, writeFloat, writeText } from './number-bytes.ts';

const FLUSH_BYTES = 1 << 20;
const COMMA = 44;
const NEWLINE = 10;
const encoder = new TextEncoder();

/**
 * The table as CSV in UTF-8, CRLF-free: comma, LF, missing as an empty cell, infinities as inf and -inf. Numbers
 * are the shortest digits that give the same value back (for float32, the same float32). Text and names that a spreadsheet
 * would run as a formula get a ' in front; it stays there when read again.
 */
export function writeCsv(table: Table): Uint8Array<ArrayBuffer> {
  return joinParts(csvParts(table, null));
}

/** The same a part at a time, about 1 MB each. `rows` in the order wanted; null for all. About 60 ns a number. */
export function* csvParts(table: Table, rows: Int32Array | null): Generator<FilePart> {
  const head = encoder.encode(`${table.columns.map(({ name }) => textCell(name)).join(',')}\n`);
  const columns = table.columns.map(cellWriter);
  const longest = columns.reduce((sum, { most }) => sum + most + 1, 2);
  const out: TextBytes = {
    bytes: new Uint8Array(head.length + FLUSH_BYTES + longest),
    length: head.length,
  };
  out.bytes.set(head);
  const lone = columns.length === 1;
  const count = rows?.length ?? table.rows;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : rows[i];
    for (let c = 0; c < columns.length; c++) {
      if (c > 0) out.bytes[out.length++] = COMMA;
      columns[c].write(out, row);
    }
    // An empty line would be skipped, so a lone missing value is written in quotes.
    if (lone && isMissing(table.columns[0], row)) writeText(out, '""');
    out.bytes[out.length++] = NEWLINE;
    if (out.length > head.length + FLUSH_BYTES) {
      yield { bytes: out.bytes.slice(0, out.length), rowsDone: i + 1 };
      out.length = 0;
    }
  }
  yield { bytes: out.bytes.slice(0, out.length), rowsDone: count };
}

interface CellWriter {
  /** The most bytes that a cell takes. */
  most: number;
  write(out: TextBytes, row: number): void;
}

function cellWriter(column: Column): CellWriter {
  if (column.type === 'text') {
    const levels = column.levels.map((level) => encoder.encode(textCell(level)));
    return {
      most: levels.reduce((most, { length }) => Math.max(most, length), 0),
      write(out, row) {
        if (isMissing(column, row)) return;
        const level = levels[column.codes[row]];
        out.bytes.set(level, out.length);
        out.length += level.length;
      },
    };
  }
  const write = numberWriter(column);
  return {
    // Room for the largest guess of `writeText`, which takes three bytes for a character.
    most: 3 * NUMBER_CHARACTERS,
    write(out, row) {
      if (!isMissing(column, row)) write(out, row);
    },
  };
}

function numberWriter(column: NumberColumn | BigintColumn): CellWriter['write'] {
  if (column.type === 'int64') return (out, row) => writeText(out, String(column.values[row]));
  const { values } = column;
  if (column.type === 'float32') return (out, row) => writeFloat(out, values[row]);
  return (out, row) => writeDouble(out, values[row]);
}

function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]|^\s|\s$|^$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
