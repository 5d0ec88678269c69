import { expect, test } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { logGamma } from '../stats/beta.ts';
import { makeTable, type Table } from '../table/table.ts';
import { alone } from '../threads/crew.ts';
import { type Balls, SIZES, shuffledSurprises, surprises, surprisingBalls } from './pocket-scan.ts';
import { findPockets, NO_POCKET } from './pockets.ts';

const QUANTITIES = ['a', 'b', 'c'];

/** Normal events, of which the first lie in one place far out that others reach as well. */
function events(seed: number, rows: number, planted: number): Table {
  const rng = createRng(seed);
  return makeTable(
    QUANTITIES.map((name) => ({
      ...{ name, unit: '', role: 'feature', type: 'float64', missing: null },
      values: Float64Array.from({ length: rows }, (_, row) =>
        row < planted ? 2 + 0.3 * rng.normal() : rng.normal(),
      ),
    })),
  );
}

const features = QUANTITIES.map((column) => ({ column, transform: 'linear' as const }));
const rowsOf = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row);

function pocketsOf(seed: number, planted: number) {
  const [reference, other] = [events(seed, 3000, 0), events(seed + 1000, 2500, planted)];
  return findPockets(
    { reference, other, features, quantities: {} },
    ...([rowsOf(3000), new Int32Array(2500), 1, alone, unwatched] as const),
  );
}

test('a surprise is the binomial tail', () => {
  const tables = surprises(0.3);
  for (const [size, k] of SIZES.entries()) {
    for (let c = 0; c <= k; c += 3) {
      let tail = 0;
      for (let i = c; i <= k; i++) {
        const choose = logGamma(k + 1) - logGamma(i + 1) - logGamma(k - i + 1);
        tail += Math.exp(choose + i * Math.log(0.3) + (k - i) * Math.log(0.7));
      }
      expect(tables[size][c]).toBeCloseTo(-Math.log(tail), 6);
    }
  }
});

test('by hand: of three events with all 10 nearest new, one ball has one old', () => {
  const balls: Balls = {
    events: rowsOf(12),
    nearest: Int32Array.from({ length: 120 }, (_, i) => ((i % 10) + Math.floor(i / 10)) % 12),
    k: 10,
  };
  const isNew = Uint8Array.from({ length: 12 }, (_, i) => Number(i !== 11));
  const found = surprisingBalls([balls], isNew, 0.5, 0.999 * 10 * Math.LN2);
  expect(found.map(({ center }) => center)).toEqual([0, 1]);
  expect(found[0].surprise).toBeCloseTo(10 * Math.LN2, 9);
  const chance = shuffledSurprises([balls], 11, 12, 50, createRng(3), () => undefined);
  // Two of twelve places of the old one leave each ball one; else some ball is all new.
  expect(new Set(chance).size).toBeLessThanOrEqual(2);
  expect(Math.max(...chance)).toBeCloseTo(-10 * Math.log(11 / 12), 6);
});

test('forty events in one place are a pocket with its directions; two draws of one population have none', async () => {
  const { pockets, pocket, unusual } = await pocketsOf(1, 40);
  expect(unusual).toBeGreaterThan(200);
  expect(pockets).toHaveLength(1);
  const [{ count, expected, shuffles, leads }] = pockets;
  expect(shuffles.as).toBeLessThan(10);
  expect(count).toBeGreaterThan(3 * expected);
  expect(leads.map(({ feature }) => feature).sort()).toEqual(QUANTITIES);
  const of = pocket.reduce((sum, label) => sum + Number(label !== NO_POCKET), 0);
  const planted = pocket.slice(0, 40).reduce((sum, label) => sum + Number(label === 0), 0);
  expect(of).toBe(count);
  expect(planted).toBeGreaterThan(0.5 * count);
  let found = 0;
  for (let seed = 100; seed < 104; seed++) found += (await pocketsOf(seed, 0)).pockets.length;
  expect(found).toBe(0);
});

test('too few events are not looked at', async () => {
  const few = events(1, 300, 0);
  const found = await findPockets(
    { reference: few, other: few, features, quantities: {} },
    ...([rowsOf(300), new Int32Array(300), 1, alone, unwatched] as const),
  );
  expect(found).toMatchObject({ pockets: [], events: 0, unusual: 0 });
});
