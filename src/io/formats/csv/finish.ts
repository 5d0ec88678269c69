import { Problem } from '../../../core/problem.ts';
import { countBits } from '../../../core/table/bits.ts';
import type { Column } from '../../../core/table/column.ts';
import { BOOLEANS } from './cell.ts';
import type { BadCell, ColumnBuilder } from './column-builder.ts';
import { decodeText } from './decode-text.ts';

/** Numbers enough for a few other cells to be mistakes in them. */
const NUMBERS_ENOUGH = 20;
const BAD_SHARE = 0.01;

/** What the whole file says of a column. */
export type Verdict =
  | { is: 'column' }
  /** Text after all, though some of it is no longer kept: to be read again as text. */
  | { is: 'text'; warning: string | null }
  | { is: 'bad'; cell: BadCell; message: string };

export function judge(builder: ColumnBuilder, file: string): Verdict {
  const { name, textCells, numberCells, firstText } = builder;
  if (firstText && numberCells > 0) {
    const cells = numberCells + textCells;
    if (numberCells >= NUMBERS_ENOUGH && textCells < BAD_SHARE * cells) {
      const more = textCells > 1 ? ` (and ${textCells - 1} more such cells below)` : '';
      const message =
        `${file}, line ${firstText.line}, column ${name}: ${quoted(firstText.text)} is not a number${more}; ` +
        `expected one, as in the other ${numberCells} cells of the column`;
      return { is: 'bad', cell: firstText, message };
    }
    const mostlyNumbers = numberCells > textCells;
    const warning = mostlyNumbers
      ? `column ${name}: ${textCells} of ${cells} cells are not numbers (the first is ${quoted(firstText.text)} on line ${firstText.line}); read as text`
      : null;
    if (builder.kind === 'mixed') return { is: 'text', warning };
  }
  if (builder.kind === 'number' && builder.beyondInt64 && builder.real === 0) {
    return { is: 'text', warning: `column ${name}: integers beyond 64 bits; read as text` };
  }
  return { is: 'column' };
}

/** The finished column of all rows. The builder is spent. Throws a Problem `internal` for a mixed one. */
export function finishColumn(builder: ColumnBuilder, rows: number, warnings: string[]): Column {
  const base = { name: builder.name, unit: null, role: 'feature' as const };
  if (builder.kind === 'text') return finishText(builder, rows, warnings);
  if (builder.kind === 'big') {
    const missing = builder.missingRows(rows);
    return { ...base, type: 'int64', values: builder.takeBigs(rows), missing };
  }
  if (builder.kind !== 'number') {
    throw new Problem('internal', `column ${builder.name} is ${builder.kind}; expected number, big or text`);
  }
  if (builder.rounded) {
    warnings.push(
      `column ${builder.name}: integers beyond 2^53 beside real numbers; read as doubles, which round them`,
    );
  }
  const missing = builder.missingRows(rows);
  const someNumbers = missing === null || countBits(missing) < rows;
  if (someNumbers && builder.fitsInt32(rows))
    return { ...base, type: 'int32', values: builder.takeInt32(rows), missing };
  return { ...base, type: 'float64', values: builder.takeNumbers(rows), missing };
}

function finishText(builder: ColumnBuilder, rows: number, warnings: string[]): Column {
  const base = { name: builder.name, unit: null, role: 'feature' as const };
  const missing = builder.missingRows(rows);
  const { dictionary } = builder;
  const levels: string[] = [];
  let western = 0;
  for (let code = 0; code < dictionary.size; code++) {
    const decoded = decodeText(dictionary.bytesOf(code));
    if (decoded.western) western++;
    levels.push(decoded.text);
  }
  if (western > 0) {
    warnings.push(
      `column ${builder.name}: text that is not UTF-8 (${western} distinct); read as Windows-1252`,
    );
  }
  const codes = builder.takeCodes(rows);
  if (levels.length > 0 && levels.every((level) => BOOLEANS.has(level))) {
    const values = new Int32Array(codes.buffer);
    for (let row = 0; row < rows; row++)
      values[row] = codes[row] < 0 ? 0 : (BOOLEANS.get(levels[codes[row]]) ?? 0);
    return { ...base, type: 'int32', values, missing };
  }
  return { ...base, type: 'text', codes, levels, missing };
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}
