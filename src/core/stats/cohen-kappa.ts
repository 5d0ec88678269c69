import { Problem } from '../problem.ts';
import { type Interval, Z95 } from './normal.ts';

export interface Kappa extends Interval {
  /** 1 is full agreement, 0 what chance alone would give; NaN where both give one and the same label to all. */
  value: number;
  /** Standard error; NaN as the value is. */
  error: number;
  /** Items that both labelled. */
  items: number;
  /** Share of items with the same label, and what chance would give. */
  agreed: number;
  expected: number;
}

/**
 * Agreement of two raters beyond chance (Cohen 1960), with the large-sample interval of Fleiss, Cohen & Everitt (1969),
 * cut to [-1, 1]. Below some 50 items, or where a label is very rare, that interval is too narrow.
 * @param table counts: table[i][j] items to which the first gave label i and the second label j; square
 */
export function cohenKappa(table: readonly (readonly number[])[], z: number = Z95): Kappa {
  const k = table.length;
  if (table.some((row) => row.length !== k || row.some((n) => !(n >= 0 && Number.isFinite(n))))) {
    throw new Problem('bad-parameter', 'invalid table of labels; expected a square of counts >= 0');
  }
  const items = table.flat().reduce((sum, n) => sum + n, 0);
  const first = table.map((row) => row.reduce((sum, n) => sum + n, 0) / items);
  const second = table.map((_, j) => table.reduce((sum, row) => sum + row[j], 0) / items);
  const agreed = table.reduce((sum, row, i) => sum + row[i], 0) / items;
  const expected = first.reduce((sum, share, i) => sum + share * second[i], 0);
  if (items === 0 || expected >= 1) {
    return { value: Number.NaN, error: Number.NaN, low: -1, high: 1, items, agreed, expected };
  }
  const value = (agreed - expected) / (1 - expected);
  let onDiagonal = 0;
  let beside = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const share = table[i][j] / items;
      if (i === j) onDiagonal += share * (1 - (first[i] + second[i]) * (1 - value)) ** 2;
      else beside += share * (second[i] + first[j]) ** 2;
    }
  }
  const variance = onDiagonal + (1 - value) ** 2 * beside - (value - expected * (1 - value)) ** 2;
  const error = Math.sqrt(Math.max(0, variance) / items) / (1 - expected);
  return {
    ...{ value, error, items, agreed, expected },
    low: Math.max(-1, value - z * error),
    high: Math.min(1, value + z * error),
  };
}
