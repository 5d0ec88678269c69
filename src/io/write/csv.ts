import { type Column, isMissing } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import { type FilePart, joinParts } from './file-part.ts';

const FLUSH_CHARACTERS = 1 << 20;

/**
 * The table as CSV in UTF-8, CRLF-free: comma, LF, missing as an empty cell, infinities as inf and -inf. Numbers
 * are the shortest digits that give the same value back (for float32, the same float32). Text and names that a spreadsheet
 * would run as a formula get a ' in front; it stays there when read again.
 */
export function writeCsv(table: Table): Uint8Array<ArrayBuffer> {
  return joinParts(csvParts(table, null));
}

/** The same a part at a time, about 1 MB each. `rows` in the order wanted; null for all. */
export function* csvParts(table: Table, rows: Int32Array | null): Generator<FilePart> {
  const encoder = new TextEncoder();
  const cells = table.columns.map(cellWriter);
  const lone = cells.length === 1;
  const count = rows?.length ?? table.rows;
  let text = `${table.columns.map(({ name }) => textCell(name)).join(',')}\n`;
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : rows[i];
    for (let c = 0; c < cells.length; c++) {
      if (c > 0) text += ',';
      text += cells[c](row);
    }
    // An empty line would be skipped, so a lone missing value is written in quotes.
    if (lone && isMissing(table.columns[0], row)) text += '""';
    text += '\n';
    if (text.length > FLUSH_CHARACTERS) {
      yield { bytes: encoder.encode(text), rowsDone: i + 1 };
      text = '';
    }
  }
  yield { bytes: encoder.encode(text), rowsDone: count };
}

function cellWriter(column: Column): (row: number) => string {
  if (column.type === 'text') {
    const levels = column.levels.map(textCell);
    return (row) => (isMissing(column, row) ? '' : levels[column.codes[row]]);
  }
  const { values } = column;
  if (column.type === 'float32') {
    return (row) => (isMissing(column, row) ? '' : shortFloat32(Number(values[row])));
  }
  return (row) => (isMissing(column, row) ? '' : numberCell(values[row]));
}

function numberCell(value: number | bigint): string {
  if (typeof value === 'bigint' || Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? '' : value > 0 ? 'inf' : '-inf';
}

function shortFloat32(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return numberCell(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]|^\s|\s$|^$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
