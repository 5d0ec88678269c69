import { referencesFor } from '../quality/plane-quality.ts';
import type { RunSize } from './preflight-memory.ts';

/** What a whole run of few rows and epochs took, in ms. */
export interface Trial {
  rows: number;
  knn: number;
  graph: number;
  start: number;
  /** The layout apart from its epochs, and each of these. */
  layoutBegin: number;
  epoch: number;
  /** Of the quality: the search in the plane, and the ranking of both sides' neighbours. */
  planeSearch: number;
  ranking: number;
  /** References that each row was ranked among. */
  references: number;
  outliers: number;
}

/** What a larger sample took in ms, as far as it goes quickly: its tree is built, a part of its rows searched. */
export interface Probe {
  /** Rows of the table that were prepared, and of the matrix that came of them. */
  tableRows: number;
  rows: number;
  prepare: number;
  /**
   * Of all neighbours, and of those that a search finds that skips and refines; null where the trials alone have to
   * tell, or no search would skip.
   */
  search: { build: number; perRow: number; skipping: number | null } | null;
}

/** Milliseconds, and from where to where they may come out. */
export interface Span {
  ms: number;
  low: number;
  high: number;
}

export interface TimeForecast extends Span {
  stages: Record<string, Span>;
}

/** By how much a second run of the same differs on a computer that does other things too. */
const NOISE = 0.15;
/** Growth of an epoch's time with rows, beyond which the rows leave the caches: 20k to 200k rows measured. */
const EPOCH_EXPONENT = 1.05;
/** Of the time to search a row: with rows^0.05 the tree goes deeper only, with rows^0.7 it hardly prunes. */
const LEAST_GROWTH = 0.05;
const MOST_GROWTH = 0.7;
/** Of that growth, what a search that skips has: leaves a row from 100,000 to a million rows, 12 columns, measured. */
const SKIPPING_EXPONENT = 0.6;

/**
 * Time of a run from two trials and a probe, each stage by its own law: building trees and sorting columns as
 * n log n; searching as a power of n fitted between a trial and the probe, within bounds; graph, start and
 * outliers as n beside a fixed time; the layout as n epochs; ranking as n times the references. Centre from the larger trial; the
 * span holds what the smaller one says, and noise. O(1).
 * @param trials the smaller first.
 */
export function forecastTime(size: RunSize, trials: readonly [Trial, Trial], probe: Probe): TimeForecast {
  const { tableRows, rows, dims, epochs } = size;
  const [small, large] = trials;
  const byRows = (of: (trial: Trial) => number, law = linear): Span =>
    spread(trials.map((trial) => (of(trial) * law(rows)) / law(trial.rows)));
  const references = referencesFor(rows, rows * dims);
  const stages = {
    prepare: spread([(probe.prepare * sorting(tableRows)) / sorting(probe.tableRows)]),
    knn: searchSpan(rows, small, large, probe),
    graph: besideFixed(rows, trials, (trial) => trial.graph),
    start: besideFixed(rows, trials, (trial) => trial.start),
    layout: sum([
      byRows((trial) => trial.layoutBegin),
      byRows(
        (trial) => epochs * trial.epoch,
        (n) => n ** EPOCH_EXPONENT,
      ),
    ]),
    quality: sum([
      besideFixed(rows, trials, (trial) => trial.planeSearch, sorting),
      besideFixed(rows, trials, (trial) => (trial.ranking * references) / trial.references),
    ]),
    outliers: besideFixed(rows, trials, (trial) => trial.outliers),
  };
  return { ...sum(Object.values(stages)), stages };
}

/** Least share of a large trial that grows with its rows; the rest would be the same for any number. */
const GROWING = 0.4;

/** A fixed time and one that grows by a law, told apart by the two trials: waking threads, compiling code. */
function besideFixed(
  rows: number,
  [small, large]: readonly [Trial, Trial],
  of: (trial: Trial) => number,
  law = linear,
): Span {
  const whole = of(large) / law(large.rows);
  const more = law(large.rows) - law(small.rows);
  const slope = more > 0 ? (of(large) - of(small)) / more : whole;
  const grows = Math.max(GROWING * whole, Math.min(whole, slope));
  const at = (unit: number): number => of(large) + unit * Math.max(0, law(rows) - law(large.rows));
  return around(at(grows), at(Math.max(GROWING * whole, 0.75 * grows)), at(whole));
}

function searchSpan(rows: number, small: Trial, large: Trial, { rows: probed, search }: Probe): Span {
  if (search === null || probed <= large.rows) {
    const growth = growthBetween(small.knn / small.rows, small.rows, large.knn / large.rows, large.rows);
    const at = (exponent: number): number => large.knn * (rows / large.rows) ** (1 + exponent);
    return around(at(growth), at(lower(growth)), at(higher(growth)));
  }
  const built = (search.build * sorting(rows)) / sorting(probed);
  const trialled = Math.max(0, large.knn - (search.build * sorting(large.rows)) / sorting(probed));
  const growth = growthBetween(trialled / large.rows, large.rows, search.perRow, probed);
  const spanOf = (perRow: number, slower: number): Span => {
    const at = (exponent: number): number => built + perRow * rows * (rows / probed) ** (slower * exponent);
    return around(at(growth), at(lower(growth)), at(higher(growth)));
  };
  const exact = spanOf(search.perRow, 1);
  if (search.skipping === null) return exact;
  const skipping = spanOf(search.skipping, SKIPPING_EXPONENT);
  return skipping.ms < exact.ms ? skipping : exact;
}

/** Exponent of the time a row, within bounds; the least where the times tell nothing. */
function growthBetween(early: number, rows: number, late: number, moreRows: number): number {
  const exponent = Math.log(late / early) / Math.log(moreRows / rows);
  return Number.isFinite(exponent) ? Math.max(LEAST_GROWTH, Math.min(MOST_GROWTH, exponent)) : LEAST_GROWTH;
}

function lower(growth: number): number {
  return Math.max(LEAST_GROWTH, growth - 0.15);
}

function higher(growth: number): number {
  return Math.min(MOST_GROWTH, growth + 0.15);
}

function linear(rows: number): number {
  return rows;
}

function sorting(rows: number): number {
  return rows * Math.log2(Math.max(2, rows));
}

/** About the last of several answers to one question. */
function spread(answers: number[]): Span {
  return around(answers[answers.length - 1], Math.min(...answers), Math.max(...answers));
}

function around(ms: number, a: number, b: number): Span {
  return { ms, low: Math.min(ms, a, b) * (1 - NOISE), high: Math.max(ms, a, b) * (1 + NOISE) };
}

function sum(parts: Span[]): Span {
  const total = { ms: 0, low: 0, high: 0 };
  for (const part of parts) {
    total.ms += part.ms;
    total.low += part.low;
    total.high += part.high;
  }
  return total;
}
