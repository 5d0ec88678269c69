import { ownTrainer } from '../../src/core/classify/own-trainer.ts';
import { separatePopulations } from '../../src/core/classify/separate-populations.ts';
import type { SeparationParams } from '../../src/core/classify/separation.ts';
import { computeEffects } from '../../src/core/explain/effects.ts';
import { rankColumns } from '../../src/core/explain/ranked-columns.ts';
import { unwatched } from '../../src/core/progress.ts';
import { createRng } from '../../src/core/random/rng.ts';
import { decideTable } from '../../src/core/rq/decide.ts';
import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import { Z95 } from '../../src/core/stats/normal.ts';
import { bitsFrom } from '../../src/core/table/bits.ts';
import { columnNamed } from '../../src/core/table/table.ts';

const EVENTS = 3000;
/** Two-sided 95 % over about 40 quantities (Bonferroni). */
const Z_OF_ALL = 3.23;
/** Classifiers are dear: every fifth selection. */
const CLASSIFIED = 5;
const SMALL: Omit<SeparationParams, 'seed'> = {
  folds: 5,
  repeats: 1,
  hidden: [16],
  epochs: 20,
  eventsASide: 200,
  missing: 'impute',
};

export interface NullSelections {
  selections: number;
  quantities: number;
  outside: number;
  flagged: number;
  classifiers: number;
  separable: number;
}

/** Explains selections of 60 to 600 events that were drawn by lot. */
export async function nullSelections(selections: number, seed: number): Promise<NullSelections> {
  const { table, proposals } = decideTable(
    simulateRun({ preset: 'lz-sr1', events: EVENTS, seed }, unwatched),
    {},
  );
  const asked = proposals.filter(({ role }) => role === 'feature' || role === 'position');
  const names = asked.map(({ column }) => column);
  const features = asked.map(({ column, transform }) => ({ column, transform }));
  const ranked = rankColumns(
    asked.map(({ column, transform }) => ({
      column: columnNamed(table, column),
      log: transform === 'log10',
    })),
  );
  const found: NullSelections = {
    selections,
    quantities: 0,
    outside: 0,
    flagged: 0,
    classifiers: 0,
    separable: 0,
  };
  for (let i = 0; i < selections; i++) {
    const rng = createRng(seed + 1 + i);
    const share = 0.02 + 0.18 * rng.uniform();
    const rows = bitsFrom(EVENTS, () => rng.uniform() < share);
    const { effects } = computeEffects(ranked, rows, null, names);
    found.quantities += effects.length;
    found.outside += effects.filter(({ low, high }) => low > 0 || high < 0).length;
    const beyond = effects.some(
      ({ score, low, high }) => Math.abs(score) > (Z_OF_ALL * (high - low)) / (2 * Z95),
    );
    found.flagged += Number(beyond);
    if (i % CLASSIFIED !== 0) continue;
    const { auc } = await separatePopulations(
      table,
      features,
      rows,
      null,
      { ...SMALL, seed: seed + i },
      ownTrainer,
      unwatched,
    );
    found.classifiers++;
    found.separable += Number(auc.low > 0.5 || auc.high < 0.5);
  }
  return found;
}
