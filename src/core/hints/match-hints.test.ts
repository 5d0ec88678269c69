import { expect, test } from 'vitest';
import { computeEffects } from '../explain/effects.ts';
import { rankColumns } from '../explain/ranked-columns.ts';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { decideTable } from '../rq/decide.ts';
import { quantityColumns } from '../rq/defaults.ts';
import { simulateRun } from '../simulate/simulate-run.ts';
import { type Bits, bitsFrom, countBits } from '../table/bits.ts';
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
