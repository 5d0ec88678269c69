import { expect, test } from 'vitest';
import { unwatched } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import { simulateRun } from '../simulate/simulate-run.ts';
import { type Bits, bitsFrom } from '../table/bits.ts';
import { type Column, isNumeric, numbersOf } from '../table/column.ts';
import { makeTable, type Table } from '../table/table.ts';
import { ownTrainer } from './own-trainer.ts';
import { separatePopulations } from './separate-populations.ts';
import { SEPARATION_DEFAULTS } from './separation.ts';
import { shuffle } from './training-rows.ts';

/** More of them by hand: OUTCROP_NULLS=100 npx vitest run src/core/classify/null-selections.test.ts */
const SELECTIONS = Number(process.env.OUTCROP_NULLS ?? 3);

/** A simulated run with every column exchanged among the events by a permutation of its own. */
function shuffledRun(seed: number): Table {
  const run = simulateRun({ preset: 'lz-sr1', events: 1200, seed }, unwatched);
  const rng = createRng(seed);
  const columns = run.columns.flatMap((column): Column[] => {
    if (!isNumeric(column) || column.role !== 'feature') return [];
    const order = Int32Array.from({ length: run.rows }, (_, row) => row);
    shuffle(order, rng);
    const values = numbersOf(column);
    return [
      {
        name: column.name,
        unit: column.unit,
        role: 'feature',
        type: 'float64',
        missing: null,
        values: Float64Array.from(order, (row) => values[row]),
      },
    ];
  });
  return makeTable(columns.slice(0, 12));
}

/** As a lasso would take them: the events in a box of two quantities are looked at in others; half at random. */
function nullSelection(table: Table, selection: number): { population: Bits; features: FeatureSpec[] } {
  const rng = createRng(1000 + selection);
  const all = table.columns.map(({ name }) => ({ column: name, transform: 'linear' as const }));
  const size = 40 + rng.integer(200);
  if (selection % 2 === 0) {
    const order = Int32Array.from({ length: table.rows }, (_, row) => row);
    shuffle(order, rng);
    const taken = new Set(order.slice(0, size));
    return { population: bitsFrom(table.rows, (row) => taken.has(row)), features: all };
  }
  const lassoed = selection % table.columns.length;
  const values = numbersOf(table.columns[lassoed]);
  const ordered = Array.from(values.keys()).sort((a, b) => values[b] - values[a]);
  const from = rng.integer(table.rows - size);
  const taken = new Set(ordered.slice(from, from + size));
  return {
    population: bitsFrom(table.rows, (row) => taken.has(row)),
    features: all.filter((_, i) => i !== lassoed),
  };
}

test(`${SELECTIONS} null selections of shuffled events are not called separable`, async () => {
  const params = { ...SEPARATION_DEFAULTS, repeats: 1 };
  let separable = 0;
  let above = 0;
  let below = 0;
  const aucs: number[] = [];
  let table = shuffledRun(7);
  for (let selection = 0; selection < SELECTIONS; selection++) {
    if (selection % 20 === 0) table = shuffledRun(7 + selection);
    const { population, features } = nullSelection(table, selection);
    const own = { ...params, seed: selection };
    const { auc, verdict } = await separatePopulations(
      table,
      features,
      population,
      null,
      own,
      ownTrainer,
      unwatched,
    );
    aucs.push(auc.auc);
    if (verdict !== 'not separable') separable++;
    if (auc.low > 0.5) above++;
    if (auc.high < 0.5) below++;
  }
  const mean = aucs.reduce((a, b) => a + b, 0) / SELECTIONS;
  console.log(
    `${SELECTIONS} null selections: ${separable} called separable in any degree, ${above} intervals of the AUC above 0.5, ${below} below it; mean AUC ${mean.toFixed(3)}, ${Math.min(...aucs).toFixed(3)} to ${Math.max(...aucs).toFixed(3)}`,
  );
  expect(separable).toBeLessThanOrEqual(0.05 * SELECTIONS);
  expect(above).toBeLessThanOrEqual(Math.max(1, 0.05 * SELECTIONS));
}, 3_600_000);
