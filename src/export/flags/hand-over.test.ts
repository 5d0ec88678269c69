import { expect, it } from 'vitest';
import type { Frame } from '../../cells/contract.ts';
import type { DataResult } from '../../cells/data/compute.ts';
import { appendRecord, flagsOf, type Ledger } from '../../core/flag/ledger.ts';
import { garwood, ONE_SIGMA } from '../../core/stats/poisson-interval.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import { packRows } from '../../core/table/packed-rows.ts';
import { handOver } from './hand-over.ts';
import { handOverMarkdown } from './hand-over-markdown.ts';
import { handOverPage } from './hand-over-page.ts';

/** Two runs of 1000 s with 100 events each and 1000 s between them; every tenth event of the second is odd. */
const ROWS = 200;
const ids = (name: string, values: Int32Array): Column => ({
  ...{ name, unit: null, role: 'id', type: 'int32', values, missing: null },
});
const table = {
  rows: ROWS,
  columns: [
    ids(
      'run',
      Int32Array.from({ length: ROWS }, (_, row) => (row < 100 ? 1 : 2)),
    ),
    ids(
      'event',
      Int32Array.from({ length: ROWS }, (_, row) => row),
    ),
    {
      ...{ name: 't', unit: 's', role: 'time', type: 'float64', missing: null },
      values: Float64Array.from(
        { length: ROWS },
        (_, row) => (row < 100 ? 0 : 2000) + ((row % 100) * 1000) / 99,
      ),
    },
  ] as Column[],
};
const result = {
  ...{ table, proposals: [], features: [], warnings: [] },
  quantities: { run_id: 'run', event_id: 'event', event_time: 't' },
  source: { label: 'night.csv', format: 'csv', bytes: 1, sha256: 'ff' },
} satisfies DataResult;
const frame: Frame = { dataCell: 'data', rows: ROWS, columns: [], find: () => undefined };
const NASTY = '<img src=x onerror=alert(1)> | [a](b) `c`';

function ledger(): Ledger {
  const odd = bitsFrom(ROWS, (row) => row >= 100 && row % 10 === 0);
  const draft = {
    ...{
      author: NASTY,
      supersedes: [],
      withdrawn: false,
      category: 'noise',
      severity: 'minor' as const,
      note: NASTY,
    },
    ...{ rule: null, seconds: null, events: packRows(odd), count: 10 },
    data: { name: 'night.csv', hash: 'ff', rows: ROWS },
  };
  const stamp = { time: Date.UTC(2026, 0, 1), nonce: 'nonce001' };
  const one = appendRecord([], { ...draft, name: NASTY }, stamp);
  const two = appendRecord(one.ledger, { ...draft, name: 'worse', severity: 'critical' }, stamp);
  const lost = { ...draft, name: 'elsewhere', data: { name: 'old.csv', hash: '00', rows: 5 } };
  return appendRecord(two.ledger, lost, stamp).ledger;
}

const ABOUT = { title: NASTY, app: '1', made: new Date(Date.UTC(2026, 0, 2)) };

it('rates are counts per livetime with exact intervals, and gaps between runs are no drop', () => {
  const livetimes = [
    { run: '1', seconds: 900 },
    { run: '2', seconds: 500 },
  ];
  const { flags, runs, seconds, flagged, basis } = handOver(
    flagsOf(ledger()),
    frame,
    result,
    livetimes,
    ABOUT,
  );
  expect(flags.map(({ record }) => record.name)).toEqual(['worse', NASTY, 'elsewhere']);
  expect(flagged).toBe(10);
  expect(seconds).toBe(1400);
  expect(basis).toBe('Rates are per livetime of the run table.');
  expect(runs.map(({ run, events, given }) => ({ run, events, given }))).toEqual([
    { run: '1', events: 100, given: true },
    { run: '2', events: 100, given: true },
  ]);
  const [worse, , elsewhere] = flags;
  const { low, high } = garwood(10, ONE_SIGMA);
  expect(worse.rate.value).toBeCloseTo(10_000 / 1400, 9);
  expect(worse.rate.low).toBeCloseTo((1000 * low) / 1400, 9);
  expect(worse.rate.high).toBeCloseTo((1000 * high) / 1400, 9);
  expect(worse.runs.map(({ value }) => value)).toEqual([0, 20]);
  // 24 bins of 125 s over 3000 s: live in the first and last eight, at 0.9 and 0.5 of the time.
  const live = worse.bins.map(({ seconds: each }) => Math.round(10 * each) / 10);
  expect(live).toEqual([...Array(8).fill(112.5), ...Array(8).fill(0), ...Array(8).fill(62.5)]);
  expect(worse.bins.reduce((sum, { count }) => sum + count, 0)).toBe(10);
  expect(worse.bins[10].value).toBeNaN();
  expect(elsewhere.lost).toMatch('without a rule');
});

it('without a run table it says what rates rest on', () => {
  const { seconds, basis } = handOver(flagsOf(ledger()), frame, result, [], ABOUT);
  expect(seconds).toBeCloseTo(2000, 9);
  expect(basis).toMatch('dead time is not corrected for');
  const timeless = { ...result, quantities: {} };
  expect(handOver(flagsOf(ledger()), frame, timeless, [], ABOUT).basis).toMatch('There are no rates');
});

it('pages hold text as text, load nothing and run nothing', () => {
  const report = handOver(flagsOf(ledger()), frame, result, [], ABOUT);
  const page = handOverPage(report);
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  expect(page).toContain(`content="${policy.replaceAll("'", '&#39;')}"`);
  expect(page).not.toMatch(/<img|<script|<iframe|https?:|url\(/);
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  const markdown = handOverMarkdown(report);
  expect(markdown).not.toMatch(/<img|[^\\]\[a\]/);
  expect(markdown).toContain('\\[a\\](b) \\`c\\`');
  for (const line of markdown.split('\n').filter((each) => each.startsWith('| critical'))) {
    expect(line.match(/(?<!\\)\|/g)).toHaveLength(8);
  }
});
