import { columnsRead } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import { rowsWhere } from '../expression/rows-where.ts';
import { Problem } from '../problem.ts';
import { rowsInPolygon } from '../space/polygon.ts';
import { andBits, andNotBits, type Bits, bitsNone, notBits, orBits, setBit } from './bits.ts';
import type {
  Clause,
  ColumnRef,
  EventsClause,
  ExpressionClause,
  LabelsClause,
  RangeClause,
  SelectionStep,
} from './clause.ts';
import { type Column, isNumeric, rowCountOf } from './column.ts';
import { unpackRows } from './packed-rows.ts';

export interface Resolved {
  selected: Bits;
  /** What could not be applied, one line each: a column that is not there, a row beyond the table. */
  skipped: string[];
}

/**
 * The rows of a selection, step by step from none. A step whose column is not there, is text where numbers are
 * needed, or has other rows, and an expression that does not hold together, is left out and named in `skipped`. A clause never selects a missing value; invert
 * acts on rows, so it does. int64 columns are compared exactly in ranges, as doubles in polygons.
 * O(rows) a step.
 */
export function resolveSteps(
  steps: readonly SelectionStep[],
  rows: number,
  lookup: (ref: ColumnRef) => Column | undefined,
): Resolved {
  const skipped = new Set<string>();
  let selected = bitsNone(rows);
  for (const step of steps) {
    if (step.mode === 'invert') {
      selected = notBits(selected);
      continue;
    }
    const skip: Skip = (reason) => skipped.add(reason);
    const all = rowsOfClause(step.clause, rows, lookup, skip);
    const among = step.among && rowsOfClause(step.among, rows, lookup, skip);
    if (all === null || among === null) continue;
    const found = among === undefined ? all : andBits(all, among);
    if (step.mode === 'replace') selected = found;
    else if (step.mode === 'add') selected = orBits(selected, found);
    else if (step.mode === 'subtract') selected = andNotBits(selected, found);
    else selected = andBits(selected, found);
  }
  return { selected, skipped: [...skipped] };
}

type Skip = (reason: string) => void;
type Lookup = (ref: ColumnRef) => Column | undefined;

function rowsOfClause(clause: Clause, rows: number, lookup: Lookup, skip: Skip): Bits | null {
  const columnOf = (ref: ColumnRef, numbers: boolean): Column | null => {
    const column = lookup(ref);
    if (column === undefined) skip(ref);
    else if (rowCountOf(column) !== rows) {
      skip(`${ref} (${rowCountOf(column)} rows; the selection is over ${rows})`);
    } else if (numbers && !isNumeric(column)) skip(`${ref} (text; expected numbers)`);
    else return column;
    return null;
  };
  switch (clause.type) {
    case 'range': {
      const column = columnOf(clause.column, true);
      return column && rowsInRange(column, clause);
    }
    case 'box': {
      const x = columnOf(clause.x.column, true);
      const y = columnOf(clause.y.column, true);
      return x && y && andBits(rowsInRange(x, clause.x), rowsInRange(y, clause.y));
    }
    case 'polygon': {
      const x = columnOf(clause.x, true);
      const y = columnOf(clause.y, true);
      if (x === null || y === null) return null;
      const inside = rowsInPolygon(rawNumbers(x), rawNumbers(y), clause.xScale, clause.yScale, clause.points);
      return withoutMissing(withoutMissing(inside, x), y);
    }
    case 'labels': {
      const column = columnOf(clause.column, false);
      return column && rowsWithLabel(column, clause);
    }
    case 'expression':
      return rowsOfExpression(clause, rows, lookup, skip);
    case 'events':
      return keptRows(clause, rows, skip);
    case 'rows': {
      const picked = bitsNone(rows);
      for (const row of clause.rows) {
        if (Number.isInteger(row) && row >= 0 && row < rows) setBit(picked, row);
        else skip(`row ${row} (the table has ${rows})`);
      }
      return picked;
    }
  }
}

function keptRows({ events, count, rows: of, from }: EventsClause, rows: number, skip: Skip): Bits | null {
  if (of !== rows) {
    skip(`${from || `${count} events`} (of a table of ${of} rows; this one has ${rows})`);
    return null;
  }
  try {
    return unpackRows(events, rows, count);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    skip(error.message);
    return null;
  }
}

function rowsOfExpression(
  { expression, cells }: ExpressionClause,
  rows: number,
  lookup: Lookup,
  skip: Skip,
): Bits | null {
  try {
    const columns: Column[] = [];
    for (const name of columnsRead(parseExpression(expression))) {
      const column = cells.map((cell) => lookup(`${cell}:${name}`)).find((found) => found !== undefined);
      if (column !== undefined && rowCountOf(column) === rows) columns.push(column);
    }
    return rowsWhere(expression, { rows, columns });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    skip(`${expression} (${error.message})`);
    return null;
  }
}

function rowsInRange(column: Column, { low, high }: RangeClause): Bits {
  if (column.type === 'text') return bitsNone(rowCountOf(column));
  const from = low ?? Number.NEGATIVE_INFINITY;
  const to = high ?? Number.POSITIVE_INFINITY;
  const { values } = column;
  const picked = bitsNone(values.length);
  // JavaScript compares a bigint with a double exactly.
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value >= from && value <= to) picked.words[row >>> 5] |= 1 << (row & 31);
  }
  return withoutMissing(picked, column);
}

function rowsWithLabel(column: Column, { labels }: LabelsClause): Bits {
  const values = column.type === 'text' ? column.codes : rawNumbers(column);
  const wanted = new Set(labels);
  const picked = bitsNone(values.length);
  for (let row = 0; row < values.length; row++) {
    if (wanted.has(values[row])) picked.words[row >>> 5] |= 1 << (row & 31);
  }
  return withoutMissing(picked, column);
}

function withoutMissing(bits: Bits, column: Column): Bits {
  return column.missing === null ? bits : andNotBits(bits, column.missing);
}

/** Stored values without a look at what is missing; int64 as doubles. */
function rawNumbers(column: Column): ArrayLike<number> {
  if (column.type === 'text') return column.codes;
  return column.type === 'int64' ? Float64Array.from(column.values, Number) : column.values;
}
