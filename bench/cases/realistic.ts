import { prepareMatrix } from '../../src/core/embed/prepare.ts';
import { decideTable } from '../../src/core/rq/decide.ts';
import { simulateRun } from '../../src/core/simulate/simulate-run.ts';
import { columnNamed } from '../../src/core/table/table.ts';
import type { Case } from './case.ts';

/** Offered as positions, not as features; here they complete 32 columns. */
const POSITIONS = ['drift_time_us', 'r_cm'];

/**
 * A simulated LZ run as the app would embed it: all proposed features and two positions, robust scaling, missing
 * values filled in, with the indicators of what was missing. 32 columns.
 */
export function realistic(events: number, seed: number): Case {
  const run = simulateRun({ preset: 'lz-sr1', events, seed }, () => undefined);
  const { table, proposals } = decideTable(run, {});
  const features = proposals
    .filter(({ column, feature }) => feature || POSITIONS.includes(column))
    .map(({ column, transform }) => ({ column, transform }));
  const { matrix, dims, rows } = prepareMatrix(table, features, { scaling: 'robust', missing: 'impute' });
  const truth = columnNamed(table, 'truth');
  if (truth.type !== 'text') throw new Error(`truth is ${truth.type}; expected text`);
  const labels = Int32Array.from(rows, (row) => truth.codes[row]);
  return { name: `realistic-${events}-${seed}`, matrix, rows: rows.length, columns: dims, labels };
}
