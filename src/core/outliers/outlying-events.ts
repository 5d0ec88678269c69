import type { PreparedMatrix } from '../embed/prepare.ts';
import type { OrderedNeighbors } from '../space/nearest-neighbors.ts';
import { quantileSorted, sortedFinite } from '../stats/quantile.ts';
import { numberAt } from '../table/column.ts';
import { findColumn, type Table } from '../table/table.ts';
import type { OutlierScores } from './local-outlier-factor.ts';

/** A column in which an event differs from its nearest neighbours. */
export interface OutlyingColumn {
  column: string;
  unit: string | null;
  /** As measured; NaN where it has no value and the median stood in. */
  value: number;
  /** Median of its neighbours that have a value, as measured; NaN where none has. */
  typical: number;
  /** Signed, from the median of its neighbours, in units of the column's scale as embedded. */
  deviation: number;
}

export interface OutlyingEvent {
  /** Of the table. */
  row: number;
  lof: number;
  kDistance: number;
  /** Farthest first. */
  columns: OutlyingColumn[];
}

/** The nearest of some matrix rows, as matrix rows; in the order of those asked for. */
export type NearOf = (wanted: number[]) => { row: number; near: number[] }[];

/**
 * The events of largest local outlier factor, and in which columns each lies farthest from its neighbours.
 * Equal factors go by row. O(rows + count k dims log k).
 * @param scores of the rows of the prepared matrix, as those that `nearOf` speaks of.
 */
export function outlyingEvents(
  scores: OutlierScores,
  nearOf: NearOf,
  { matrix, dims, rows, features }: Pick<PreparedMatrix, 'matrix' | 'dims' | 'rows' | 'features'>,
  table: Table,
  count = 10,
  columns = 3,
): OutlyingEvent[] {
  const { lof, kDistance } = scores;
  return nearOf(largest(lof, count)).map(({ row, near }) => {
    const deviations = features.map((feature, d) => {
      const typical = medianOf(near.map((other) => matrix[other * dims + d]));
      return { d, feature, deviation: matrix[row * dims + d] - typical };
    });
    deviations.sort((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation) || a.d - b.d);
    const told = deviations.slice(0, columns).filter(({ deviation }) => deviation !== 0);
    return {
      row: rows[row],
      lof: lof[row],
      kDistance: kDistance[row],
      columns: told.map(({ d, feature, deviation }) => {
        const source = feature.indicatorOf ? undefined : findColumn(table, feature.column);
        // A 0/1 feature of ours is no column of the table: its flag is its value.
        const measured = (i: number): number =>
          source ? numberAt(source, rows[i]) : Math.sign(matrix[i * dims + d]);
        return {
          column: feature.column,
          unit: source?.unit ?? null,
          value: measured(row),
          typical: medianOf(near.map(measured)),
          deviation,
        };
      }),
    };
  });
}

/** Places of the largest values, falling. */
export function largest(values: Float32Array, count: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (found.length === count && values[i] <= values[found[count - 1]]) continue;
    if (found.length === count) found.pop();
    let slot = found.length;
    while (slot > 0 && values[found[slot - 1]] < values[i]) slot--;
    found.splice(slot, 0, i);
  }
  return found;
}

/** The neighbours of matrix rows, in the order of neighbours that are known. */
export function nearFrom({ order, indices, k }: OrderedNeighbors): NearOf {
  return (wanted) => {
    const near = new Map<number, number[]>(wanted.map((row) => [row, []]));
    for (let position = 0; position < order.length; position++) {
      const own = near.get(order[position]);
      if (!own) continue;
      for (let n = position * k + 1; n < (position + 1) * k; n++) own.push(order[indices[n]]);
    }
    return Array.from(near, ([row, rows]) => ({ row, near: rows }));
  };
}

function medianOf(values: number[]): number {
  return quantileSorted(sortedFinite(values), 0.5);
}
