import { columnsRead } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import { rowsWhere } from '../expression/rows-where.ts';
import { Problem } from '../problem.ts';
import { andBits, andNotBits, type Bits, bitsAll, countBits, hasBit } from '../table/bits.ts';
import { type Column, isNumeric, numbersOf } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Cut, Share } from './cut.ts';
import { shareOf } from './cut-figures.ts';
import { partsOfExpression } from './cut-parts.ts';

export interface FlowSample {
  name: string;
  rows: Bits;
}

/** Of a sample, the share that passes. */
export interface Passing {
  /** This cut alone. */
  alone: Share;
  /** This cut and all before it. */
  cumulative: Share;
}

/** The quantity of a cut with all other cuts applied. */
export interface LeftBehind {
  column: string;
  unit: string | null;
  log: boolean;
  /** Between its 0.5 and 99.5 % quantiles and about its numbers; in log10 where `log`. */
  edges: number[];
  /** Events that pass all other cuts, and of these the first sample's. */
  counts: number[];
  ofSample: number[];
  /** Numbers that this cut compares it with, in the unit of the column. */
  numbers: number[];
}

export interface FlowStep {
  id: string;
  on: boolean;
  /** Events of the table that pass it alone. */
  passes: number;
  /** All events, then the samples; null for a cut that is off or cannot be read. */
  samples: Passing[] | null;
  leftBehind: LeftBehind | null;
  /** Why it cannot be applied. */
  problem: string | null;
}

export interface CutFlow {
  rows: number;
  /** Rows that pass all cuts that are on. */
  passing: Bits;
  /** Names of the samples; all events come first. */
  samples: string[];
  steps: FlowStep[];
  /** Rows that the shares are of; null for all. */
  heldOut: number | null;
  /** The same as a set. */
  within: Bits | null;
  /** All rows of each sample, without that of all events. */
  sampleRows: Bits[];
}

const BINS = 48;

/**
 * What a list of cuts leaves of the events and of samples of them, step by step. Cuts that are off, or cannot be read, let
 * everything pass; so does `remove` where its expression is missing, while `keep` lets nothing pass there. Shares are of
 * the rows of `within` where it is given. O(rows x cuts).
 */
export function cutFlow(
  table: Table,
  cuts: readonly Cut[],
  samples: readonly FlowSample[],
  within: Bits | null,
): CutFlow {
  const all = bitsAll(table.rows);
  const counted = [{ name: 'all events', rows: all }, ...samples].map(({ name, rows }) => ({
    name,
    rows: within === null ? rows : andBits(rows, within),
  }));
  const sizes = counted.map(({ rows }) => countBits(rows));
  const applied = cuts.map((cut) => applyCut(cut, table));
  let passing = all;
  const steps = cuts.map((cut, i): FlowStep => {
    const { passes, problem } = applied[i];
    const active = cut.on && passes !== null;
    if (active) passing = andBits(passing, passes);
    return {
      id: cut.id,
      on: cut.on,
      passes: passes === null ? table.rows : countBits(passes),
      samples: active
        ? counted.map(({ rows }, s) => ({
            alone: shareOf(countBits(andBits(passes, rows)), sizes[s]),
            cumulative: shareOf(countBits(andBits(passing, rows)), sizes[s]),
          }))
        : null,
      leftBehind:
        passes === null ? null : leftBehind(table, cut, othersThan(i, cuts, applied, all), samples[0]?.rows),
      problem,
    };
  });
  return {
    rows: table.rows,
    passing,
    samples: counted.map(({ name }) => name),
    steps,
    heldOut: within === null ? null : countBits(within),
    within,
    sampleRows: samples.map(({ rows }) => rows),
  };
}

/** The rows that a cut lets pass. Throws where its expression cannot be read. */
export function rowsPassing({ expression, sense }: Pick<Cut, 'expression' | 'sense'>, table: Table): Bits {
  const selected = rowsWhere(expression, table);
  return sense === 'keep' ? selected : andNotBits(bitsAll(table.rows), selected);
}

interface Applied {
  /** null where it cannot be applied. */
  passes: Bits | null;
  problem: string | null;
}

function applyCut(cut: Cut, table: Table): Applied {
  if (cut.expression.trim() === '') return { passes: null, problem: null };
  try {
    return { passes: rowsPassing(cut, table), problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { passes: null, problem: error.message };
  }
}

function othersThan(i: number, cuts: readonly Cut[], applied: readonly Applied[], all: Bits): Bits {
  return applied.reduce(
    (rows, { passes }, j) => (j !== i && cuts[j].on && passes !== null ? andBits(rows, passes) : rows),
    all,
  );
}

function leftBehind(
  table: Table,
  { expression }: Cut,
  rows: Bits,
  sample: Bits | undefined,
): LeftBehind | null {
  const parsed = parseExpression(expression);
  const column = columnsRead(parsed)
    .map((name) => table.columns.find((c) => c.name === name))
    .find((c): c is Column => c !== undefined && isNumeric(c));
  if (column === undefined) return null;
  const parts = partsOfExpression(parsed) ?? [];
  const bounds = parts.flatMap((p) => (p.type === 'bound' && p.column === column.name ? [p.value] : []));
  // 0 is where logarithms begin: no place that anything is cut at.
  const numbers = expression.includes('log10(') ? bounds.filter((value) => value !== 0) : bounds;
  const values = numbersOf(column);
  const own: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (hasBit(rows, row) && Number.isFinite(values[row])) own.push(values[row]);
  }
  if (own.length === 0) return null;
  const sorted = Float64Array.from(own).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
  const log = at(0.02) > 0 && numbers.every((n) => n > 0) && at(0.98) > 30 * at(0.02);
  const drawn = (value: number): number => (log ? Math.log10(value) : value);
  const places = [at(log ? 0.02 : 0.005), at(0.995), ...numbers].map(drawn);
  const margin = 0.05 * (Math.max(...places) - Math.min(...places) || 1);
  const low = Math.min(...places) - margin;
  const step = (Math.max(...places) + margin - low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  const ofSample = new Array<number>(BINS).fill(0);
  for (let row = 0; row < table.rows; row++) {
    if (!hasBit(rows, row)) continue;
    const bin = Math.floor((drawn(values[row]) - low) / step);
    if (!(bin >= 0 && bin < BINS)) continue;
    counts[bin]++;
    if (sample !== undefined && hasBit(sample, row)) ofSample[bin]++;
  }
  const edges = Array.from({ length: BINS + 1 }, (_, i) => low + i * step);
  return { column: column.name, unit: column.unit, log, edges, counts, ofSample, numbers };
}
