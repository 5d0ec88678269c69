import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bits, bitsFrom, countBits, rowsOf } from '../table/bits.ts';
import { packRows, unpackRows } from '../table/packed-rows.ts';
import { agreementOf } from './agreement.ts';
import type { FlagRecord } from './flag-record.ts';
import { appendRecord, type FlagDraft, flagsOf, type Ledger, ledgerNews, mergeLedgers } from './ledger.ts';
import { recordId, recordText } from './record-id.ts';

const DRAFT: FlagDraft = {
  author: 'Ada',
  supersedes: [],
  withdrawn: false,
  name: 'small S2s',
  category: 'reconstruction',
  severity: 'minor',
  note: '',
  rule: null,
  events: packRows(bitsFrom(10, (row) => row < 3)),
  count: 3,
  seconds: 60,
  data: { name: 'run1.csv', hash: 'ab', rows: 10 },
};

const NIGHT = Date.UTC(2026, 0, 2, 4, 0);

function append(
  ledger: Ledger,
  draft: Partial<FlagDraft> = {},
  time = NIGHT,
  nonce = 'n0000001',
): [Ledger, FlagRecord] {
  const done = appendRecord(ledger, { ...DRAFT, ...draft }, { time, nonce });
  return [done.ledger, done.record];
}

test('an edit supersedes, a withdrawal supersedes, and all of it stays to be read', () => {
  const [one, first] = append([]);
  const [two, edit] = append(one, { supersedes: [first.id], severity: 'major' });
  const [three, back] = append(two, { supersedes: [edit.id], withdrawn: true });
  expect(flagsOf(one)).toMatchObject([{ state: 'standing', heads: [{ severity: 'minor' }] }]);
  expect(flagsOf(two)).toMatchObject([{ id: first.id, state: 'standing', heads: [{ severity: 'major' }] }]);
  const [flag] = flagsOf(three);
  expect(flag.state).toBe('withdrawn');
  expect(flag.records).toEqual([first, edit, back]);
});

test('a clock that goes back does not break the order', () => {
  const [one, first] = append([], {}, NIGHT);
  const [two, second] = append(one, { name: 'later' }, NIGHT - 3_600_000);
  expect(two).toEqual([first, second]);
  expect(second.time < first.time).toBe(true);
});

test('two that supersede the same are a conflict, which a third settles', () => {
  const [base, first] = append([]);
  const [mine, a] = append(base, { supersedes: [first.id], severity: 'critical' }, NIGHT, 'machine1');
  const [theirs, b] = append(
    base,
    { supersedes: [first.id], withdrawn: true, author: 'Bob' },
    NIGHT,
    'machine2',
  );
  expect(ledgerNews(mine, theirs)).toMatchObject({
    fresh: [b],
    shared: 1,
    conflicts: [{ state: 'conflict' }],
  });
  const both = mergeLedgers(mine, theirs);
  const [flag] = flagsOf(both);
  expect(flag.state).toBe('conflict');
  expect(new Set(flag.heads)).toEqual(new Set([a, b]));
  const [settled] = append(both, { supersedes: flag.heads.map(({ id }) => id) });
  expect(flagsOf(settled)).toMatchObject([{ state: 'standing' }]);
  expect(flagsOf(settled)[0].records).toHaveLength(4);
  // The forerunner missing, the conflict still shows.
  expect(flagsOf([a, b])).toMatchObject([{ state: 'conflict' }]);
});

test('ids come from the content: what is tampered with has another one, two machines never share one', () => {
  const [, record] = append([]);
  const { id, ...content } = record;
  expect(recordId(content)).toBe(id);
  expect(recordId({ ...content, count: 4 })).not.toBe(id);
  expect(recordId({ ...content, nonce: 'n0000002' })).not.toBe(id);
  const reversed = Object.fromEntries(Object.entries(record).reverse()) as unknown as FlagRecord;
  expect(recordText(reversed)).toBe(recordText(record));
});

/** Ledgers that grew apart: each step appends to one of three, superseding nothing or records that it knows, or merges two. */
const step = fc.oneof(
  fc.record({
    to: fc.integer({ min: 0, max: 2 }),
    from: fc.constant(null),
    old: fc.option(fc.nat(6), { nil: null }),
    withdrawn: fc.boolean(),
    clock: fc.integer({ min: -1000, max: 1000 }),
  }),
  fc.record({ to: fc.integer({ min: 0, max: 2 }), from: fc.integer({ min: 0, max: 2 }) }),
);
const ledgers = fc.array(step, { maxLength: 14 }).map((steps) => {
  const all: Ledger[] = [[], [], []];
  for (const [i, one] of steps.entries()) {
    if (one.from !== null) {
      all[one.to] = mergeLedgers(all[one.to], all[one.from]);
      continue;
    }
    const known = all[one.to];
    const old = one.old === null || known.length === 0 ? [] : [known[one.old % known.length].id];
    const draft = { supersedes: old, withdrawn: one.withdrawn && old.length > 0, author: `author ${one.to}` };
    [all[one.to]] = append(known, draft, NIGHT + one.clock, `nonce${i}xx`);
  }
  return all as [Ledger, Ledger, Ledger];
});

test('merging is commutative, associative and idempotent, loses nothing and invents nothing', () => {
  fc.assert(
    fc.property(ledgers, ([a, b, c]) => {
      const ab = mergeLedgers(a, b);
      expect(mergeLedgers(b, a)).toEqual(ab);
      expect(mergeLedgers(ab, c)).toEqual(mergeLedgers(a, mergeLedgers(b, c)));
      expect(mergeLedgers(ab, ab)).toEqual(ab);
      expect(mergeLedgers(ab, a)).toEqual(ab);
      expect(new Set(ab.map(({ id }) => id))).toEqual(new Set([...a, ...b].map(({ id }) => id)));
      expect(flagsOf(mergeLedgers(b, a))).toEqual(flagsOf(ab));
      // What supersedes comes after what it supersedes, whatever the clocks said.
      const place = new Map(ab.map(({ id }, i) => [id, i]));
      for (const { id, supersedes } of ab) {
        for (const old of supersedes) expect(place.get(old)!).toBeLessThan(place.get(id)!);
      }
      // Every record is in one flag, and every flag shows what nothing superseded.
      const flags = flagsOf(ab);
      expect(flags.flatMap(({ records }) => records)).toHaveLength(ab.length);
      const superseded = new Set(ab.flatMap(({ supersedes }) => supersedes));
      for (const { heads } of flags) {
        expect(heads.length).toBeGreaterThan(0);
        for (const { id } of heads) expect(superseded.has(id)).toBe(false);
      }
    }),
    { numRuns: 120, seed: 3 },
  );
});

test('sets of rows come back from their text, each with one spelling', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(4999), { maxLength: 400 }), fc.nat(4999), (rows, from) => {
      const wanted = new Set(rows);
      const bits = bitsFrom(5000, (row) => wanted.has(row) || (row >= from && row < from + 70));
      const text = packRows(bits);
      expect(unpackRows(text, 5000, rowsOf(bits).length)).toEqual(bits);
    }),
    { numRuns: 60, seed: 9 },
  );
  expect(packRows(bitsFrom(100, (row) => row === 0 || row === 1 || row === 40))).toBe('ACmBB');
  expect(packRows(bitsFrom(100, () => false))).toBe('');
});

test('texts that are no set of rows are refused', () => {
  for (const text of ['A', 'AC!', 'ACmBBg', 'AzzzzzzzzzzzzzzzzzzzB', 'AgggggggE', '\u{1f4a5}A']) {
    expect(() => unpackRows(text, 100, 3), text).toThrow('invalid packed events');
  }
  expect(() => unpackRows('ACmBB', 30, 3)).toThrow('a row beyond 30');
  expect(() => unpackRows('ACmBB', 100, 4)).toThrow('3 rows where 4 are said to be');
});

test('two people agree on events, in any category and in each', () => {
  const among = (low: number, high: number): Bits => bitsFrom(50, (row) => row >= low && row < high);
  const [any, noise, shape] = agreementOf(
    [
      { category: 'noise', rows: among(0, 20) },
      { category: 'shape', rows: among(20, 25) },
    ],
    [
      { category: 'noise', rows: among(0, 20) },
      { category: 'noise', rows: among(25, 35) },
    ],
    50,
  );
  expect([any.both, any.onlyFirst, any.onlySecond].map(countBits)).toEqual([20, 5, 10]);
  // The table [[20, 5], [10, 15]] of cohen-kappa.test.ts, where scikit-learn gives 0.4.
  expect(any.kappa.value).toBeCloseTo(0.4, 12);
  expect(noise).toMatchObject({ category: 'noise' });
  expect(noise.kappa.value).toBeGreaterThan(any.kappa.value);
  expect(shape.kappa.value).toBeCloseTo(0, 12);
});
