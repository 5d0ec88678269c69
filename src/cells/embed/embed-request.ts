import { defaultEmbedParams } from '../../core/embed/defaults.ts';
import type { EmbedParams } from '../../core/embed/embedding.ts';
import type { FeatureSpec } from '../../core/rq/proposal.ts';
import { type Bits, countBits } from '../../core/table/bits.ts';
import type { SomeRows } from '../../core/table/table.ts';
import type { DataResult } from '../data/compute.ts';
import type { EmbedCellParams } from './params.ts';

/** What the embed job is asked, to run or to estimate: only the columns of the features go to the worker, and the rows that pass the cuts. */
export function embedRequest(
  { table, features }: Pick<DataResult, 'table' | 'features'>,
  params: EmbedCellParams,
  within: Bits | null,
): [SomeRows, FeatureSpec[], EmbedParams] {
  const wanted = new Set(features.map((feature) => feature.column));
  const { rows } = table;
  const columns = table.columns.filter((column) => wanted.has(column.name));
  const nNeighbors =
    params.nNeighbors ?? defaultEmbedParams(within === null ? rows : countBits(within)).nNeighbors;
  return [{ rows, columns, within }, features, { ...params, nNeighbors }];
}
