import { expect, test } from 'vitest';
import { computeEffects } from '../explain/effects.ts';
import { rankColumns } from '../explain/ranked-columns.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { decideTable } from '../rq/decide.ts';
import { quantityColumns } from '../rq/defaults.ts';
import { POPULATIONS } from '../simulate/labels.ts';
import { simulateRun } from '../simulate/simulate-run.ts';
import { type Bits, bitsFrom, countBits, hasBit } from '../table/bits.ts';
import { numbersOf } from '../table/column.ts';
import { columnNamed } from '../table/table.ts';
import { matchHints, shiftsOf } from './match-hints.ts';

const EVENTS = 4000;
const { table, proposals } = decideTable(
  simulateRun({ preset: 'lz-sr1', events: EVENTS, seed: 21 }, unwatched),
  {},
);
const asked = proposals.filter(({ role }) => role === 'feature' || role === 'position');
const ranked = rankColumns(
  asked.map(({ column, transform }) => ({ column: columnNamed(table, column), log: transform === 'log10' })),
);
const names = asked.map(({ column }) => column);

function profile(of: typeof table, rows: Bits): string[] {
  const columns = asked.map(({ column, transform }) => ({
    column: columnNamed(of, column),
    log: transform === 'log10',
  }));
  const list = computeEffects(rankColumns(columns), rows, null, names);
  return matchHints(shiftsOf(list, quantityColumns(proposals)), countBits(rows)).map(({ entry }) => entry.id);
}

function hintsOf(rows: Bits): string[] {
  const list = computeEffects(ranked, rows, null, names);
  return matchHints(shiftsOf(list, quantityColumns(proposals)), countBits(rows)).map(({ entry }) => entry.id);
}

function ofPopulation(population: string): Bits {
  const truth = columnNamed(table, 'truth');
  if (truth.type !== 'text') throw new Error('expected a text column of truth');
  return bitsFrom(EVENTS, (row) => truth.levels[truth.codes[row]] === population);
}

test.each([
  ['gas_above_anode', 'gas-above-anode'],
  ['gate_wire', 'gate-wire'],
  ['cathode_wire', 'cathode-wire'],
  ['wall_charge_loss', 'wall-charge-loss'],
  ['electron_train', 'electron-train'],
  ['accidental', 'accidental'],
  ['pmt_flash', 'pmt-flash'],
  ['alpha', 'alpha'],
  ['reco_long_rise', 'late-start'],
])('of a simulated run, %s is among the hypotheses of its selection', (population, id) => {
  expect(hintsOf(ofPopulation(population))).toContain(id);
});

test.each([21, 5, 33])('small S2s of one spot, wherever it is (seed %i)', (seed) => {
  const run = decideTable(simulateRun({ preset: 'lz-sr1', events: 2500, seed }, unwatched), {});
  const truth = columnNamed(run.table, 'truth');
  if (truth.type !== 'text') throw new Error('expected a text column of truth');
  const spot = bitsFrom(2500, (row) => truth.levels[truth.codes[row]] === 'small_s2');
  expect(profile(run.table, spot)).toEqual(['small-s2-spot']);
});

/** The run with a column changed, as its detector would have. */
function changed(column: string, value: (row: number, before: number) => number): typeof table {
  const found = columnNamed(table, column);
  const values = Float64Array.from(numbersOf(found), (before, row) => value(row, before));
  const made = { ...found, type: 'float64', values, missing: null } as const;
  return { ...table, columns: table.columns.map((one) => (one.name === column ? made : one)) };
}

test('pulses whose heights a digitiser clips are among the hypotheses', () => {
  const height = numbersOf(columnNamed(table, 's2_height_phd_per_ns'));
  const top = height
    .filter(Number.isFinite)
    .sort()
    .at(-Math.round(0.03 * EVENTS))!;
  const clipped = changed('s2_height_phd_per_ns', (_, before) => Math.min(before, top));
  expect(
    profile(
      clipped,
      bitsFrom(EVENTS, (row) => height[row] >= top),
    ),
  ).toContain('saturation');
});

test('S2s whose drift time counts from an S1 long before are among the hypotheses', () => {
  const drift = numbersOf(columnNamed(table, 'drift_time_us'));
  const rng = createRng(4);
  const wrong = bitsFrom(EVENTS, (row) => drift[row] < 400 && rng.uniform() < 0.05);
  const late = changed('drift_time_us', (row, before) => (hasBit(wrong, row) ? before + 500 : before));
  expect(profile(late, wrong)).toContain('wrong-pairing');
});

test('which populations have which hypotheses', () => {
  const told = POPULATIONS.map(
    (population) => `${population}: ${hintsOf(ofPopulation(population)).join(', ')}`,
  );
  console.log(`Hypotheses by population\n${told.join('\n')}`);
  // What no entry describes has none; two populations share one with their likes.
  expect(told.filter((line) => line.includes(',') && !line.startsWith('alpha'))).toEqual([]);
  expect(told).toContain('multiple_scatter_merged: ');
  expect(told).toContain('nr_bulk: accidental');
});

/** Nuclear recoils are small in S1 and S2, as accidentals are: their S2 width would tell, which a profile does not. */
test.each(['er_bulk', 'kr83m'])('ordinary %s has no pathology', (population) => {
  expect(hintsOf(ofPopulation(population))).toEqual([]);
});

test('selections by lot have no hypothesis, nor have a handful of events', () => {
  let found = 0;
  for (let seed = 0; seed < 100; seed++) {
    const rng = createRng(seed);
    found += Number(hintsOf(bitsFrom(EVENTS, () => rng.uniform() < 0.02)).length > 0);
  }
  expect(found).toBeLessThanOrEqual(5);
  expect(hintsOf(bitsFrom(EVENTS, (row) => row < 5))).toEqual([]);
});
