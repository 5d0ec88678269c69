import { Problem } from '../core/problem.ts';
import type { RowChoice } from './format.ts';
import { pickRows } from './picked-rows.ts';

/**
 * What of each of several files a sample of all of their rows falls on: the same rows as a sample, by the same seed, of one
 * file that holds them all in their order. `totals`: rows of each. An empty list of rows: none of that file. O(rows of all).
 * Throws a Problem `bad-parameter` beyond 2^32 rows.
 */
export function shareSample(
  choice: Extract<RowChoice, { type: 'sample' }>,
  totals: readonly number[],
): (Extract<RowChoice, { type: 'rows' }> | null)[] {
  const all = totals.reduce((sum, rows) => sum + rows, 0);
  if (all >= 2 ** 32) {
    throw new Problem(
      'bad-parameter',
      `${all} rows in ${totals.length} files; expected fewer than 2^32 to sample`,
    );
  }
  const { rows } = pickRows(choice, Math.max(1, all), `${totals.length} files`);
  if (rows === null) return totals.map(() => null);
  let start = 0;
  let place = 0;
  return totals.map((total) => {
    const end = start + total;
    const first = place;
    while (place < rows.length && rows[place] < end) place++;
    const own = rows.slice(first, place);
    for (let i = 0; i < own.length; i++) own[i] -= start;
    start = end;
    return { type: 'rows', rows: own };
  });
}
