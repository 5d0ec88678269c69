import { sortOrder } from '../stats/sort-order.ts';
import { andBits, type Bits, hasBit, rowsOf } from '../table/bits.ts';
import type { Column } from '../table/column.ts';
import type { CutAxis, CutPart } from './cut.ts';
import { qualityOfCounts } from './cut-figures.ts';
import { isLower } from './cut-text.ts';
import { type SortedKeys, sortedKeysOf } from './sweep-threshold.ts';

/** A quantity that is searched, over the tuning rows: those of the target first, then the rest. */
export interface SearchQuantity {
  name: string;
  log: boolean;
  /** NaN where missing. */
  values: Float64Array;
  /** As a line sees it: log10 where `log`, NaN where there is none; the values themselves elsewhere. */
  drawn: Float64Array;
  /** Positions of the finite values in ascending order, and those values. */
  order: Int32Array;
  sorted: SortedKeys;
}

export interface SearchRows {
  count: number;
  /** The first so many are of the target. */
  targets: number;
  quantities: SearchQuantity[];
  named: Map<string, SearchQuantity>;
}

/** Copies the tuning rows of the columns to be searched. O(rows) a column, and a sort. */
export function gatherRows(
  columns: readonly { column: Column; log: boolean }[],
  target: Bits,
  rest: Bits,
  half: Bits,
  onColumn: (done: number) => void,
): SearchRows {
  const ofTarget = rowsOf(andBits(target, half));
  const ofRest = rowsOf(andBits(rest, half));
  const rows = new Int32Array(ofTarget.length + ofRest.length);
  rows.set(ofTarget);
  rows.set(ofRest, ofTarget.length);
  const quantities = columns.map(({ column, log }, done) => {
    onColumn(done);
    const values = valuesAt(column, rows);
    const drawn = log ? log10Of(values) : values;
    const order = sortOrder(values);
    const sorted = sortedKeysOf(values, order, ofTarget.length);
    return { name: column.name, log, values, drawn, order, sorted };
  });
  return {
    count: rows.length,
    targets: ofTarget.length,
    quantities,
    named: new Map(quantities.map((quantity) => [quantity.name, quantity])),
  };
}

function valuesAt(column: Column, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  if (column.type === 'text') return values.fill(Number.NaN);
  if (column.type === 'int64')
    for (let i = 0; i < rows.length; i++) values[i] = Number(column.values[rows[i]]);
  else for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]];
  const { missing } = column;
  if (missing !== null)
    for (let i = 0; i < rows.length; i++) if (hasBit(missing, rows[i])) values[i] = Number.NaN;
  return values;
}

function log10Of(values: Float64Array): Float64Array {
  const logs = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) logs[i] = values[i] > 0 ? Math.log10(values[i]) : Number.NaN;
  return logs;
}

/** What a part compares with its number: the value of a bound, the height above a line through the origin. */
export function keysOfPart(rows: SearchRows, part: CutPart): Float64Array {
  if (part.type === 'bound') return quantityOf(rows, part.column).values;
  const left = drawnOf(rows, part.left);
  const right = drawnOf(rows, part.right);
  const { slope } = part;
  const keys = new Float64Array(left.length);
  // As the expression has it, `left > intercept + slope * right`, up to the rounding of one sum.
  for (let i = 0; i < keys.length; i++) keys[i] = left[i] - slope * right[i];
  return keys;
}

export function numberOfPart(part: CutPart): number {
  return part.type === 'bound' ? part.value : part.intercept;
}

export function withNumber(part: CutPart, number: number): CutPart {
  return part.type === 'bound' ? { ...part, value: number } : { ...part, intercept: number };
}

/** Takes the rows that fail a part out of `alive`. */
export function applyPart(rows: SearchRows, part: CutPart, alive: Uint8Array): void {
  const sign = isLower(part) ? 1 : -1;
  const number = sign * numberOfPart(part);
  if (part.type === 'bound') {
    const { values } = quantityOf(rows, part.column);
    for (let i = 0; i < alive.length; i++) alive[i] &= sign * values[i] > number ? 1 : 0;
    return;
  }
  const left = drawnOf(rows, part.left);
  const right = drawnOf(rows, part.right);
  const { slope } = part;
  for (let i = 0; i < alive.length; i++) alive[i] &= sign * (left[i] - slope * right[i]) > number ? 1 : 0;
}

/** The rows that pass all parts but one. */
export function aliveUnder(rows: SearchRows, parts: readonly CutPart[], but: CutPart | null): Uint8Array {
  const alive = new Uint8Array(rows.count).fill(1);
  for (const part of parts) if (part !== but) applyPart(rows, part, alive);
  return alive;
}

export function qualityOfAlive(rows: SearchRows, alive: Uint8Array): number {
  let hit = 0;
  let selected = 0;
  for (let i = 0; i < rows.targets; i++) hit += alive[i];
  for (let i = 0; i < rows.count; i++) selected += alive[i];
  return qualityOfCounts(hit, selected, rows.targets);
}

export function quantityOf(rows: SearchRows, name: string): SearchQuantity {
  return rows.named.get(name) as SearchQuantity;
}

function drawnOf(rows: SearchRows, { column, log }: CutAxis): Float64Array {
  const quantity = quantityOf(rows, column);
  return log === quantity.log ? quantity.drawn : quantity.values;
}
