import type { PlaneColumns } from '../../../workers/cluster/api.ts';
import { type ClusteringResult, type ClusterParams, NOT_EMBEDDED } from '../../core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { Problem } from '../../core/problem.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import type { Column } from '../../core/table/column.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import { passingBoth, passingRows, placesWithin } from '../cut/passing-rows.ts';
import type { DataResult } from '../data/compute.ts';

export async function computeCluster(
  context: ComputeContext,
  params: ClusterParams,
  inputs: Record<string, CellInput>,
): Promise<ClusteringResult> {
  const plane = inputs.embed.result as EmbeddingResult;
  const call = { cell: context.cell, signal: context.signal };
  const within = passingRows(inputs);
  const columns = params.space === 'columns' ? columnsBehind(inputs) : undefined;
  const x = within === null ? plane.x : placesWithin(plane.x, within);
  return context.jobs.cluster(call, x, plane.y, params, context.progress, columns);
}

/** What the plane was made from; only these columns go to the worker. */
function columnsBehind(own: Record<string, CellInput>): PlaneColumns {
  const { cell, result, inputs } = own.embed;
  const data = inputs?.data?.result as DataResult | undefined;
  if (!data) throw new Problem('internal', `the table behind the plane of ${cell} is not at hand`);
  const { scaling, missing } = (result as EmbeddingResult).params;
  const wanted = new Set(data.features.map((feature) => feature.column));
  const table = { rows: data.table.rows, columns: data.table.columns.filter((c) => wanted.has(c.name)) };
  return {
    table: { ...table, within: passingBoth(own.embed, { cell, result, inputs: own }) },
    features: data.features,
    scaling: { scaling, missing },
  };
}

export const CLUSTER_COLUMN = 'cluster';
export const STRENGTH_COLUMN = 'membership strength';

export function clusterColumns(result: ClusteringResult): Column[] {
  const rows = result.labels.length;
  const leftOut = result.labels.includes(NOT_EMBEDDED);
  const missing = leftOut ? bitsFrom(rows, (row) => result.labels[row] === NOT_EMBEDDED) : null;
  const columns: Column[] = [
    { name: CLUSTER_COLUMN, unit: '', role: 'label', type: 'int32', values: result.labels, missing },
  ];
  if (result.strengths) {
    const values = result.strengths;
    columns.push({ name: STRENGTH_COLUMN, unit: '', role: 'label', type: 'float32', values, missing });
  }
  return columns;
}
