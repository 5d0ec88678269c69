import { chooseBins } from '../explain/bins.ts';
import { type Progress, unwatched } from '../progress.ts';
import { shareDifferenceInterval } from '../stats/binomial-interval.ts';
import type { Interval } from '../stats/normal.ts';
import { quantileSorted, sortedFinite } from '../stats/quantile.ts';
import { numbersOf } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { logFisher } from './exact-tests.ts';
import { holm, sigmaOf } from './significance.ts';
import { countUpTo, type KolmogorovSmirnov, kolmogorovSmirnov, populationStability } from './two-samples.ts';

/** A quantity to compare, and whether it is drawn in log10. */
export interface ComparedColumn {
  column: string;
  log: boolean;
}

/** How one quantity of one run differs from the reviewed events. */
export interface ColumnShift {
  column: string;
  unit: string | null;
  run: number;
  ks: KolmogorovSmirnov;
  /** Corrected for all columns and runs; 0 for a difference that chance gives. */
  sigma: number;
  stability: { index: number; expected: number };
  medianReference: number;
  median: number;
  /** Share of events without a value. */
  missingReference: number;
  missing: number;
  missingDifference: Interval;
  missingSigma: number;
  /** No event of the run has a value, though reviewed ones do. */
  vanished: boolean;
  edges: Float32Array;
  sharesReference: Float32Array;
  shares: Float32Array;
  log: boolean;
}

export interface ColumnShifts {
  /** Vanished ones first, then by the larger of the KS distance and the difference of missing shares, down. */
  shifts: ColumnShift[];
  /** Tests that the significance is corrected for. */
  looks: number;
  onlyReference: string[];
  onlyOther: string[];
  /** Not compared: their units differ. */
  units: { column: string; reference: string; other: string }[];
}

/** Rows of a table that are one sample. */
export interface TableRows {
  table: Table;
  rows: Int32Array;
}

/**
 * Every quantity of every run beside the reviewed events: the two-sample Kolmogorov-Smirnov test, the population
 * stability index, and the share of missing values (Fisher's exact test), corrected together by Holm's method.
 * O(columns rows log rows).
 */
export function columnShifts(
  reference: TableRows,
  runs: readonly TableRows[],
  compared: readonly ComparedColumn[],
  progress: Progress = unwatched,
): ColumnShifts {
  const other = runs[0]?.table ?? reference.table;
  const both: ComparedColumn[] = [];
  const units: ColumnShifts['units'] = [];
  const onlyReference: string[] = [];
  for (const one of compared) {
    const mine = reference.table.columns.find(({ name }) => name === one.column);
    if (!mine || mine.type === 'text') continue;
    const theirs = other.columns.find(({ name }) => name === one.column);
    if (!theirs || theirs.type === 'text') onlyReference.push(one.column);
    else if (mine.unit && theirs.unit && mine.unit !== theirs.unit) {
      units.push({ column: one.column, reference: mine.unit, other: theirs.unit });
    } else both.push(one);
  }
  const known = new Set(reference.table.columns.map(({ name }) => name));
  const onlyOther = other.columns.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  const found: { shift: ColumnShift; logP: number; logMissing: number }[] = [];
  for (const [done, one] of both.entries()) {
    progress({ stage: 'compare columns', done, total: both.length });
    found.push(...shiftsOf(one, reference, runs));
  }
  progress({ stage: 'compare columns', done: both.length, total: both.length });
  const corrected = holm(found.flatMap(({ logP, logMissing }) => [logP, logMissing]));
  const shifts = found.map(({ shift }, i) => ({
    ...shift,
    sigma: sigmaOf(corrected[2 * i]),
    missingSigma: sigmaOf(corrected[2 * i + 1]),
  }));
  const size = (shift: ColumnShift): number =>
    shift.vanished ? 2 : Math.max(shift.ks.distance, Math.abs(shift.missing - shift.missingReference));
  shifts.sort((a, b) => size(b) - size(a));
  return { shifts, looks: 2 * found.length, onlyReference, onlyOther, units };
}

function shiftsOf(
  { column, log: wantLog }: ComparedColumn,
  reference: TableRows,
  runs: readonly TableRows[],
) {
  const base = sortedValues(reference, column);
  const { unit } = reference.table.columns.find(({ name }) => name === column)!;
  return runs.map((sample, run) => {
    const sorted = sortedValues(sample, column);
    const all = merged(base, sorted);
    const bins = all.length > 0 ? chooseBins((i) => all[i], all.length, wantLog) : null;
    const lostReference = reference.rows.length - base.length;
    const lost = sample.rows.length - sorted.length;
    const ks = kolmogorovSmirnov(base, sorted);
    const shift: ColumnShift = {
      ...{ column, unit, run, ks, sigma: 0, missingSigma: 0 },
      stability: populationStability(base, sorted),
      medianReference: quantileSorted(base, 0.5),
      median: quantileSorted(sorted, 0.5),
      missingReference: shareOf(lostReference, reference.rows.length),
      missing: shareOf(lost, sample.rows.length),
      missingDifference: shareDifferenceInterval(
        lost,
        sample.rows.length,
        lostReference,
        reference.rows.length,
      ),
      vanished: sorted.length === 0 && base.length > 0 && sample.rows.length > 0,
      edges: Float32Array.from(bins?.edges ?? []),
      sharesReference: sharesIn(base, bins?.edges ?? null),
      shares: sharesIn(sorted, bins?.edges ?? null),
      log: bins?.log ?? false,
    };
    const logMissing = logFisher(lostReference, reference.rows.length, lost, sample.rows.length);
    return { shift, logP: ks.logP, logMissing };
  });
}

function sortedValues({ table, rows }: TableRows, column: string): Float64Array {
  const found = table.columns.find(({ name }) => name === column)!;
  const values = numbersOf(found);
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]];
  return sortedFinite(taken);
}

/** Two ascending lists as one. O(n). */
function merged(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  for (let i = 0, j = 0, k = 0; k < all.length; k++) {
    all[k] = j >= b.length || (i < a.length && a[i] <= b[j]) ? a[i++] : b[j++];
  }
  return all;
}

function shareOf(part: number, all: number): number {
  return all > 0 ? part / all : 0;
}

/** Shares of ascending values in bins, the outer ones holding what lies beyond. */
function sharesIn(sorted: Float64Array, edges: Float64Array | null): Float32Array {
  if (edges === null) return new Float32Array(0);
  const bins = edges.length - 1;
  const shares = new Float32Array(bins);
  let done = 0;
  for (let bin = 0; bin < bins; bin++) {
    const upTo = bin === bins - 1 ? sorted.length : countUpTo(sorted, edges[bin + 1]);
    shares[bin] = shareOf(upTo - done, sorted.length);
    done = upTo;
  }
  return shares;
}
