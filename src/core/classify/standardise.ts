import { compressTail } from '../embed/scaling.ts';
import { quantileSorted, sortedFinite } from '../stats/quantile.ts';
import { NORMAL_IQR } from '../stats/robust-scale.ts';

/** How one column enters a classifier, as fitted on its training rows. */
export interface ColumnScale {
  median: number;
  /** IQR / 1.349, the standard deviation where that is 0; 1 for a constant column, which then says nothing. */
  scale: number;
  /** Whether a column follows that is 1 where this one has no value. */
  indicator: boolean;
}

/** Share of training rows without a value from which the absence is told to the classifier. */
const WORTH_TELLING = 0.005;

/**
 * Medians and scales of columns of transformed values (NaN where there is none), over the training rows alone.
 * O(rows log rows) a column.
 */
export function fitScales(columns: readonly Float32Array[], train: Int32Array): ColumnScale[] {
  return columns.map((values) => {
    const sorted = sortedFinite(Float64Array.from(train, (row) => values[row]));
    const median = sorted.length === 0 ? 0 : quantileSorted(sorted, 0.5);
    const iqr = quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25);
    const scale = iqr > 0 ? iqr / NORMAL_IQR : deviationOf(sorted);
    return {
      median,
      scale: scale > 0 ? scale : 1,
      indicator: train.length - sorted.length > WORTH_TELLING * train.length,
    };
  });
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

export const widthOf = (scales: readonly ColumnScale[]): number =>
  scales.reduce((sum, { indicator }) => sum + (indicator ? 2 : 1), 0);

/**
 * Rows of columns as a classifier takes them: scaled, far tails compressed, the median where there is no value,
 * and the indicators. Row by row, rows.length x widthOf(scales). O(rows columns).
 * @param rowOf for each column the rows to take instead of `rows`, for permuted columns; null takes `rows`
 */
export function scaledRows(
  columns: readonly Float32Array[],
  scales: readonly ColumnScale[],
  rows: Int32Array,
  rowOf?: (column: number) => Int32Array | null,
): Float32Array {
  const width = widthOf(scales);
  const matrix = new Float32Array(rows.length * width);
  let at = 0;
  scales.forEach(({ median, scale, indicator }, c) => {
    const values = columns[c];
    const from = rowOf?.(c) ?? rows;
    for (let i = 0; i < rows.length; i++) {
      const value = values[from[i]];
      const there = value - value === 0;
      matrix[i * width + at] = there ? compressTail((value - median) / scale) : 0;
      if (indicator) matrix[i * width + at + 1] = there ? 0 : 1;
    }
    at += indicator ? 2 : 1;
  });
  return matrix;
}
