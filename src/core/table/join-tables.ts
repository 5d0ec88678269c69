import { Problem } from '../problem.ts';
import { bitsNone, setBit } from './bits.ts';
import { type Column, isMissing, isNumeric, type NumberColumn, numberAt, textAt } from './column.ts';
import { columnMemory } from './share.ts';
import { makeTable, type Table } from './table.ts';

/** A table with the name of the file it came from. */
export interface NamedTable {
  name: string;
  table: Table;
}

/**
 * Tables with the same columns, in any order, as one, row below row, in the columns' order of the first; a text
 * column `file` of role label tells where a row came from. Integer columns that are fractional in another file
 * become float64. Throws a Problem `bad-file` that names the file and the column that does not fit. O(cells). `parts` is
 * emptied, so that a column's pieces can go as soon as it is joined: the most memory is the joined table and a column more.
 */
export function joinTables(parts: NamedTable[]): Table {
  const [first, ...others] = parts;
  if (others.length === 0) return first.table;
  for (const part of others) expectSameColumns(first, part);
  const names = first.table.columns.map(({ name }) => name);
  const files = parts.map(({ name, table: { rows } }) => ({ name, rows }));
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const pieces = parts.map(({ table }) => new Map(table.columns.map((column) => [column.name, column])));
  parts.length = 0;
  const columns = names.map((name) => {
    const column = joinColumn(
      pieces.map((columns, i) => ({ file: files[i].name, column: columns.get(name)! })),
      rows,
    );
    for (const columns of pieces) columns.delete(name);
    return column;
  });
  return makeTable([...columns, fileColumn(names, files, rows)]);
}

function expectSameColumns(first: NamedTable, part: NamedTable): void {
  const wanted = first.table.columns.map((column) => column.name);
  const present = part.table.columns.map((column) => column.name);
  const lacking = wanted.filter((name) => !present.includes(name));
  const surplus = present.filter((name) => !wanted.includes(name));
  if (lacking.length === 0 && surplus.length === 0) return;
  const differences = [
    ...(lacking.length > 0 ? [`lacks ${lacking.join(', ')}`] : []),
    ...(surplus.length > 0 ? [`has ${surplus.join(', ')} besides`] : []),
  ];
  throw new Problem(
    'bad-file',
    `${part.name} ${differences.join(' and ')}; expected the columns of ${first.name}`,
  );
}

interface Piece {
  file: string;
  column: Column;
}

function joinColumn(pieces: Piece[], rows: number): Column {
  const { name, unit, role } = pieces[0].column;
  // A column without any value fits everything.
  const telling = pieces.filter(({ column }) => hasValue(column));
  const lead = telling[0] ?? pieces[0];
  for (const { file, column } of telling) {
    if (kindOf(column) === kindOf(lead.column)) continue;
    const expected = `expected ${kindOf(lead.column)}, as in ${lead.file}`;
    throw new Problem('bad-file', `${file}: column ${name} holds ${kindOf(column)}; ${expected}`);
  }
  const base = { name, unit, role, missing: joinMissing(pieces, rows) };
  const types = new Set(telling.map(({ column }) => column.type));
  if (lead.column.type === 'text') return { ...base, type: 'text', ...joinTexts(pieces, rows) };
  if (types.has('int64') && !types.has('float64') && !types.has('float32')) {
    return { ...base, type: 'int64', values: joinBigints(pieces, rows) };
  }
  const type = types.size === 1 ? (lead.column as NumberColumn).type : 'float64';
  return { ...base, type, values: joinNumbers(pieces, rows, type) };
}

function kindOf(column: Column): string {
  return isNumeric(column) ? 'numbers' : 'text';
}

function hasValue(column: Column): boolean {
  const rows = column.type === 'text' ? column.codes.length : column.values.length;
  for (let row = 0; row < rows; row++) if (!isMissing(column, row)) return true;
  return false;
}

/** Calls back with every row that has a value, and its place in the joined table. */
function eachValue(pieces: Piece[], visit: (column: Column, row: number, place: number) => void): void {
  let start = 0;
  for (const { column } of pieces) {
    const rows = column.type === 'text' ? column.codes.length : column.values.length;
    for (let row = 0; row < rows; row++) if (!isMissing(column, row)) visit(column, row, start + row);
    start += rows;
  }
}

function joinMissing(pieces: Piece[], rows: number): Column['missing'] {
  if (pieces.every(({ column }) => column.missing === null)) return null;
  const present = bitsNone(rows);
  eachValue(pieces, (_column, _row, place) => setBit(present, place));
  const missing = bitsNone(rows);
  for (let row = 0; row < rows; row++) {
    if ((present.words[row >>> 5] & (1 << (row & 31))) === 0) setBit(missing, row);
  }
  return missing;
}

function joinTexts(pieces: Piece[], rows: number): { codes: Int32Array; levels: string[] } {
  const codes = new Int32Array(columnMemory(4 * rows));
  const places = new Map<string, number>();
  eachValue(pieces, (column, row, place) => {
    const text = textAt(column, row);
    let code = places.get(text);
    if (code === undefined) {
      code = places.size;
      places.set(text, code);
    }
    codes[place] = code;
  });
  return { codes, levels: [...places.keys()] };
}

function joinBigints(pieces: Piece[], rows: number): BigInt64Array {
  const values = new BigInt64Array(columnMemory(8 * rows));
  eachValue(pieces, (column, row, place) => {
    if (column.type === 'int64') values[place] = column.values[row];
    else if (column.type !== 'text') values[place] = BigInt(column.values[row]);
  });
  return values;
}

function joinNumbers(pieces: Piece[], rows: number, type: NumberColumn['type']): NumberColumn['values'] {
  const values =
    type === 'int32'
      ? new Int32Array(columnMemory(4 * rows))
      : type === 'float32'
        ? new Float32Array(columnMemory(4 * rows)).fill(Number.NaN)
        : new Float64Array(columnMemory(8 * rows)).fill(Number.NaN);
  eachValue(pieces, (column, row, place) => {
    values[place] = numberAt(column, row);
  });
  return values;
}

/** Files of different folders may share a name. */
function distinct(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
    taken.add(free);
    return free;
  });
}

function fileColumn(taken: string[], files: { name: string; rows: number }[], rows: number): Column {
  const codes = new Int32Array(columnMemory(4 * rows));
  let start = 0;
  files.forEach((file, code) => {
    codes.fill(code, start, start + file.rows);
    start += file.rows;
  });
  let name = 'file';
  for (let n = 2; taken.includes(name); n++) name = `file_${n}`;
  return {
    name,
    unit: null,
    role: 'label',
    missing: null,
    type: 'text',
    codes,
    levels: distinct(files.map((file) => file.name)),
  };
}
