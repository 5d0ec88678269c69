import { separate } from '../explain/auc.ts';
import { rankColumn } from '../explain/ranked-column.ts';
import type { Bits } from '../table/bits.ts';
import { countBits } from '../table/bits.ts';

/** 2 AUC - 1 of each column of a matrix, rows of a set against all others; NaN where a side is empty. */
export function columnScores(matrix: Float32Array, dims: number, inside: Bits): Float64Array {
  const rows = matrix.length / dims;
  const count = countBits(inside);
  const scores = new Float64Array(dims).fill(Number.NaN);
  if (count === 0 || count === rows) return scores;
  for (let d = 0; d < dims; d++) {
    const values = Float32Array.from({ length: rows }, (_, row) => matrix[row * dims + d]);
    const column = { name: '', unit: null, role: 'feature', missing: null, type: 'float32', values } as const;
    scores[d] = 2 * separate(rankColumn(column, false), inside, null, count, rows - count).auc - 1;
  }
  return scores;
}

/** The column of the largest score, either sign. */
export function leadingColumn(scores: Float64Array): number {
  let lead = 0;
  for (let d = 1; d < scores.length; d++) if (Math.abs(scores[d]) > Math.abs(scores[lead])) lead = d;
  return lead;
}

/** From this score on, either sign, a column helps to set a cluster apart; of fewer columns one may be all there is. */
const COMPANY = 0.5;
const FEWEST_COLUMNS = 4;

/**
 * The one column that sets a cluster apart, where no second one goes with it; else null. Shuffled tables have such clusters:
 * lumps and tails of one column. So may a population that differs in one quantity alone, which this cannot tell from them.
 */
export function onlyColumn(scores: Float64Array): number | null {
  const apart = Array.from(scores.keys()).filter((d) => Math.abs(scores[d]) >= COMPANY);
  return scores.length >= FEWEST_COLUMNS && apart.length === 1 ? apart[0] : null;
}
