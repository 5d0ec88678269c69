import { quantileAt } from '../stats/quantile.ts';
import { countBits } from '../table/bits.ts';
import { type Column, isMissing, numberAt, rowCountOf, type TextColumn } from '../table/column.ts';
import type { ColumnSummary } from './effect.ts';
import { type RankedColumn, rankColumn, valueAtRank } from './ranked-column.ts';

const EXTREMES = 3;
const LEVELS = 8;

/**
 * What the column panel shows. Quantiles, extremes and histogram are of the finite values (NaN where there are
 * none); NaN counts as missing. O(rows).
 * @param log draw the histogram over log10 where enough values are positive
 * @param known the same column ranked before, which spares sorting it again
 */
export function summarise(column: Column, log: boolean, known?: RankedColumn): ColumnSummary {
  if (column.type === 'text') return summariseText(column);
  const ranked = known ?? rankColumn(column, log);
  const { order, bins, rows } = ranked;
  const count = order.length;
  const valueAt = (position: number): number => valueAtRank(ranked, position);
  let distinct = 0;
  for (let i = 0; i < count; i++) distinct += order[i] & 1;
  const infinite = countInfinite(column, rows - count);
  const extreme = (position: number): { row: number; value: number } => ({
    row: order[position] >>> 1,
    value: valueAt(position),
  });
  const low = Math.min(EXTREMES, count);
  const high = Math.min(EXTREMES, count - low);
  return {
    column: column.name,
    rows,
    missing: rows - count - infinite,
    infinite,
    distinct,
    min: count === 0 ? Number.NaN : valueAt(0),
    max: count === 0 ? Number.NaN : valueAt(count - 1),
    median: quantileAt(valueAt, count, 0.5),
    q05: quantileAt(valueAt, count, 0.05),
    q95: quantileAt(valueAt, count, 0.95),
    edges: Float32Array.from(bins?.edges ?? []),
    counts: Float32Array.from(bins?.ends ?? [], (end, i) => end - (i === 0 ? 0 : (bins?.ends[i - 1] ?? 0))),
    log: bins?.log ?? false,
    extremes: [
      ...Array.from({ length: low }, (_, i) => extreme(i)),
      ...Array.from({ length: high }, (_, i) => extreme(count - high + i)),
    ],
    levels: null,
  };
}

function countInfinite(column: Column, withoutValue: number): number {
  if (withoutValue === 0) return 0;
  let infinite = 0;
  for (let row = 0; row < rowCountOf(column); row++) {
    if (Math.abs(numberAt(column, row)) === Number.POSITIVE_INFINITY) infinite++;
  }
  return infinite;
}

function summariseText(column: TextColumn): ColumnSummary {
  const counts = new Int32Array(column.levels.length);
  column.codes.forEach((code, row) => {
    if (!isMissing(column, row)) counts[code]++;
  });
  const levels = column.levels
    .map((value, code) => ({ value, count: counts[code] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const none = Number.NaN;
  return {
    column: column.name,
    rows: column.codes.length,
    missing: column.missing === null ? 0 : countBits(column.missing),
    infinite: 0,
    distinct: levels.length,
    min: none,
    max: none,
    median: none,
    q05: none,
    q95: none,
    edges: new Float32Array(),
    counts: new Float32Array(),
    log: false,
    extremes: [],
    levels: levels.slice(0, LEVELS),
  };
}
