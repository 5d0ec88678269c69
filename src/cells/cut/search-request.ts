import type { Column } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import type { Frame } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';

export interface SearchRequest {
  table: Table;
  quantities: { column: string; log: boolean }[];
}

/**
 * The measured quantities of a data cell's events, its own and those derived from them: what cuts are searched in. Areas
 * and times are seen in log10 as the features propose.
 * @param resultOf the result of a cell
 */
export function searchRequest(frame: Frame, resultOf: (cell: string) => unknown): SearchRequest {
  const columns = new Map<string, Column>();
  const quantities: SearchRequest['quantities'] = [];
  for (const { cell, column, isDerived } of frame.columns) {
    const measured = cell === frame.dataCell && (column.role === 'feature' || column.role === 'position');
    if (!measured && !(isDerived && column.role === 'feature')) continue;
    if (column.type === 'text' || columns.has(column.name)) continue;
    columns.set(column.name, column);
    const { proposals } = resultOf(cell) as DataResult;
    const log = proposals.some((p) => p.column === column.name && p.transform === 'log10');
    quantities.push({ column: column.name, log });
  }
  return { table: { rows: frame.rows, columns: [...columns.values()] }, quantities };
}
