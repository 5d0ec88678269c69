import type { Column } from '../../core/table/column.ts';
import { clusterColumns } from '../cluster/compute.ts';
import type { DataResult } from '../data/compute.ts';
import { embedColumns } from '../embed/columns.ts';

/**
 * The columns that expressions of a cell may read: of its data, and of the plane or the clusters plugged in beside it.
 * The first of two columns of one name counts.
 */
export function readableColumns(data: DataResult, beside: unknown): Column[] {
  const names = new Set<string>();
  return [...data.table.columns, ...(beside ? columnsOf(beside as object) : [])].filter(({ name }) => {
    if (names.has(name)) return false;
    names.add(name);
    return true;
  });
}

const made = new WeakMap<object, Column[]>();

/** Of a clustering, which has labels, or else an embedding; made once. */
function columnsOf(result: object): Column[] {
  let columns = made.get(result);
  if (!columns) {
    columns =
      'labels' in result
        ? clusterColumns(result as Parameters<typeof clusterColumns>[0])
        : embedColumns(result as Parameters<typeof embedColumns>[0]);
    made.set(result, columns);
  }
  return columns;
}
