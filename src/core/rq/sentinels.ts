import { type BigintColumn, isMissing, type NumberColumn, rowCountOf } from '../table/column.ts';

/** Numbers that programs write where they have none. */
const WRITTEN_FOR_MISSING = [
  -99,
  -999,
  -9999,
  -99999,
  -999999,
  -9999999,
  -99.9,
  -999.9,
  -9999.9,
  -999.25,
  -1e5,
  -1e6,
  -1e9,
  -1e10,
  -1e30,
  9999,
  99999,
  999999,
  9999999,
  99999999,
  999999999,
  1e9,
  1e10,
  1e20,
  1e30,
  -2147483648,
  2147483647,
  -3.4028234663852886e38,
  3.4028234663852886e38,
  -Number.MAX_VALUE,
  Number.MAX_VALUE,
  -1e20,
]; // prettier-ignore

/**
 * Values of a column that stand for "missing": one of the numbers that programs write for it, found at least
 * twice, and standing apart from the rest: ten times further from zero than any other value on its side, or with
 * a gap around it of a tenth of the span of the rest. A column of nothing else has none. O(rows).
 */
export function findSentinels(column: NumberColumn | BigintColumn): number[] {
  if (column.type === 'int64') return [];
  const { values } = column;
  const single = column.type === 'float32';
  const counts = new Map(WRITTEN_FOR_MISSING.map((value) => [single ? Math.fround(value) : value, 0]));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const rows = rowCountOf(column);
  for (let row = 0; row < rows; row++) {
    const value = values[row];
    if (value - value !== 0 || (column.missing !== null && isMissing(column, row))) continue;
    if (value <= -99 || value >= 9999) {
      const count = counts.get(value);
      if (count !== undefined) {
        counts.set(value, count + 1);
        continue;
      }
    }
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (high < low) return [];
  const suspects = [...counts].filter(([, count]) => count >= 2).map(([value]) => value);
  const found = suspects.filter((value) => standsApart(value, low, high));
  return found.sort((a, b) => a - b);
}

function standsApart(value: number, low: number, high: number): boolean {
  if (value < 0 && low >= value / 10) return true;
  if (value > 0 && high <= value / 10) return true;
  const gap = Math.max(low - value, value - high);
  return gap > 0.1 * Math.max(high - low, Math.abs(value) * 0.1);
}
