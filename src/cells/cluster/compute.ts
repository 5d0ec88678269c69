import { type ClusteringResult, type ClusterParams, NOT_EMBEDDED } from '../../core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import type { CellInput, ComputeContext } from '../contract.ts';

export async function computeCluster(
  context: ComputeContext,
  params: ClusterParams,
  inputs: Record<string, CellInput>,
): Promise<ClusteringResult> {
  const plane = inputs.embed.result as EmbeddingResult;
  const call = { cell: context.cell, signal: context.signal };
  return context.jobs.cluster(call, plane.x, plane.y, params, context.progress);
}

export const CLUSTER_COLUMN = 'cluster';

export function clusterColumns(result: ClusteringResult): Column[] {
  const rows = result.labels.length;
  const leftOut = result.labels.includes(NOT_EMBEDDED);
  return [
    {
      name: CLUSTER_COLUMN,
      unit: '',
      role: 'label',
      type: 'int32',
      values: result.labels,
      missing: leftOut ? bitsFrom(rows, (row) => result.labels[row] === NOT_EMBEDDED) : null,
    },
  ];
}
