import { createRng } from '../random/rng.ts';
import { midRanks } from '../stats/ranks.ts';
import { correlation } from '../stats/spearman.ts';
import { hasBit } from '../table/bits.ts';
import type { RankedColumn } from './ranked-column.ts';

/** Columns at least this correlated, either sign, say one thing twice. */
export const SAME_THING = 0.9;
const SAMPLE_ROWS = 5000;

/**
 * A group number for each column: |Spearman| >= 0.9 between all pairs of a group (complete linkage, so that a
 * chain of half-related columns does not become one group). Ranks are taken over each column's own values in a
 * seeded sample of up to 5,000 rows, correlated over the rows that both have. O(columns^2 x sample + columns^3).
 */
export function correlatedGroups(columns: readonly RankedColumn[], seed = 1): Int32Array {
  const rows = sampleRows(columns.length === 0 ? 0 : columns[0].rows, seed);
  const ranks = columns.map((column) =>
    midRanks(
      Float64Array.from(rows, (row) =>
        column.present === null || hasBit(column.present, row) ? column.values[row] : Number.NaN,
      ),
    ),
  );
  const strength = columns.map(() => new Float64Array(columns.length));
  for (let i = 0; i < columns.length; i++) {
    for (let j = 0; j < i; j++) {
      const found = Math.abs(correlation(ranks[i], ranks[j]));
      strength[i][j] = strength[j][i] = Number.isNaN(found) ? 0 : found;
    }
  }
  return completeLinkage(strength, SAME_THING);
}

/** Merges the closest two groups, by their weakest pair, until none reaches the threshold. */
export function completeLinkage(strength: readonly Float64Array[], threshold: number): Int32Array {
  const weakest = strength.map((row) => row.slice());
  const members = strength.map((_, i) => [i]);
  for (;;) {
    let best = threshold;
    let pair: [number, number] | null = null;
    for (let i = 0; i < members.length; i++) {
      for (let j = 0; j < i; j++) {
        if (members[i].length > 0 && members[j].length > 0 && weakest[i][j] >= best) {
          if (pair !== null && weakest[i][j] === best) continue;
          best = weakest[i][j];
          pair = [j, i];
        }
      }
    }
    if (pair === null) break;
    const [kept, gone] = pair;
    members[kept].push(...members[gone]);
    members[gone] = [];
    for (let k = 0; k < members.length; k++) {
      weakest[kept][k] = weakest[k][kept] = Math.min(weakest[kept][k], weakest[gone][k]);
    }
  }
  const groups = new Int32Array(members.length);
  let next = 0;
  for (const group of members) {
    if (group.length === 0) continue;
    for (const column of group) groups[column] = next;
    next++;
  }
  return groups;
}

/** Rows without replacement: Floyd's algorithm. */
function sampleRows(rows: number, seed: number): Int32Array {
  if (rows <= SAMPLE_ROWS) return Int32Array.from({ length: rows }, (_, row) => row);
  const rng = createRng(seed);
  const picked = new Set<number>();
  for (let top = rows - SAMPLE_ROWS; top < rows; top++) {
    const row = rng.integer(top + 1);
    picked.add(picked.has(row) ? top : row);
  }
  return Int32Array.from(picked);
}
