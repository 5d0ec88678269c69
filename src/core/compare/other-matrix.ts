import type { EmbedParams, FeatureReport } from '../embed/embedding.ts';
import { compressTail } from '../embed/scaling.ts';
import { numbersOf } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** Other rows in the columns of a prepared matrix. */
export interface OtherMatrix {
  /** Row-major, rows.length x dims, finite. */
  matrix: Float32Array;
  /** Table row of each matrix row, ascending. */
  rows: Int32Array;
  /** Columns behind features that the table does not have as numbers. */
  lacking: string[];
}

/**
 * Rows of another table as prepareMatrix would have had them beside those that it prepared: the same transform,
 * centre, scale, median for what is missing and low edge for what is not positive, so that equal values come to
 * equal places to the bit. Under `exclude` a row that lacks a value is left out, under `impute` one that lacks all.
 * A column that the table does not have is missing in every row. O(rows features).
 * @param features as prepareMatrix reported them.
 */
export function otherMatrix(
  table: Table,
  features: readonly FeatureReport[],
  { scaling, missing }: Pick<EmbedParams, 'scaling' | 'missing'>,
): OtherMatrix {
  const dims = features.length;
  const measured = features.filter((feature) => !feature.indicatorOf);
  const values = new Map<string, Float64Array | Float32Array>();
  const lacking: string[] = [];
  const names = new Set(features.flatMap((feature) => feature.indicatorOf ?? [feature.column]));
  for (const name of names) {
    const column = table.columns.find((one) => one.name === name);
    if (column && column.type !== 'text') values.set(name, numbersOf(column));
    else lacking.push(name);
  }
  const numberIn = (name: string, row: number): number => values.get(name)?.[row] ?? Number.NaN;
  const limit = missing === 'exclude' ? 1 : measured.length;
  const rows = new Int32Array(table.rows);
  let count = 0;
  for (let row = 0; row < table.rows; row++) {
    let lost = 0;
    for (const { column } of measured) if (!Number.isFinite(numberIn(column, row))) lost++;
    if (lost < limit || measured.length === 0) rows[count++] = row;
  }
  const used = rows.slice(0, count);
  const matrix = new Float32Array(count * dims);
  for (const [d, feature] of features.entries()) {
    const { indicatorOf } = feature;
    if (indicatorOf) {
      for (let i = 0; i < count; i++) {
        let lost = 0;
        for (const name of indicatorOf) if (!Number.isFinite(numberIn(name, used[i]))) lost++;
        if (2 * lost > indicatorOf.length) matrix[i * dims + d] = 1 / feature.scale;
      }
      continue;
    }
    const { column, transform, center, scale, median, lowEdge } = feature;
    for (let i = 0; i < count; i++) {
      const value = numberIn(column, used[i]);
      let entered = value;
      if (!Number.isFinite(value)) entered = median;
      else if (transform === 'log10') entered = value > 0 ? Math.log10(value) : lowEdge;
      const scaled = (entered - center) / scale;
      matrix[i * dims + d] = scaling === 'none' ? scaled : compressTail(scaled);
    }
  }
  return { matrix, rows: used, lacking };
}
