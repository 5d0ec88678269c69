import { defaultEmbedParams } from '../../core/embed/defaults.ts';
import type { EmbedParams } from '../../core/embed/embedding.ts';
import type { FeatureSpec } from '../../core/rq/proposal.ts';
import type { Table } from '../../core/table/table.ts';
import type { DataResult } from '../data/compute.ts';
import type { EmbedCellParams } from './params.ts';

/** What the embed job is asked, to run or to estimate: only the columns of the features go to the worker. */
export function embedRequest(
  { table, features }: Pick<DataResult, 'table' | 'features'>,
  params: EmbedCellParams,
): [Table, FeatureSpec[], EmbedParams] {
  const wanted = new Set(features.map((feature) => feature.column));
  const { rows } = table;
  const columns = table.columns.filter((column) => wanted.has(column.name));
  const nNeighbors = params.nNeighbors ?? defaultEmbedParams(rows).nNeighbors;
  return [{ rows, columns }, features, { ...params, nNeighbors }];
}
