import { type ClusteringResult, NOT_EMBEDDED } from '../../core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { Problem } from '../../core/problem.ts';
import type { RealityProgress } from '../../core/reality/judge-clusters.ts';
import type { RealityReport } from '../../core/reality/reality.ts';
import { hasBit } from '../../core/table/bits.ts';
import { numbersOf } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import { passingBoth } from '../cut/passing-rows.ts';
import type { DataResult } from '../data/compute.ts';
import type { RealityCellParams } from './params.ts';

export interface RealityResult extends RealityReport {
  /** What the card is of, where that is a selection and no cluster: it has the label after the last cluster's. */
  selection: { name: string; label: number } | null;
  looks: RealityCellParams['looks'];
}

export type PartialReality = RealityProgress;

/** Judges the clusters of a cluster cell, or a selection among them, by all that they were made from. */
export async function computeReality(
  context: ComputeContext,
  { of, withinRuns, looks, ...params }: RealityCellParams,
  { clusters }: Record<string, CellInput>,
): Promise<RealityResult> {
  const found = clusters.result as ClusteringResult;
  const plane = clusters.inputs?.embed;
  const data = plane?.inputs?.data;
  if (!plane || !data) {
    throw new Problem('internal', `the plane or the table behind ${clusters.cell} is not at hand`);
  }
  const embedding = plane.result as EmbeddingResult;
  const { table, features, quantities } = data.result as DataResult;
  const { labels, label } = await labelsOf(context, of, found, data);
  const wanted = new Set(features.map(({ column }) => column));
  const runs = withinRuns ? runsOf(table, quantities.run_id) : null;
  const { eps, minSamples, method, params: cluster } = found;
  const call = { cell: context.cell, signal: context.signal };
  const request = {
    table: {
      rows: table.rows,
      columns: table.columns.filter(({ name }) => wanted.has(name)),
      within: passingBoth(plane, clusters),
    },
    features,
    embed: embedding.params,
    x: embedding.x,
    y: embedding.y,
    labels,
    clustering: { eps, minSamples, method },
    cluster,
    of: label === null ? null : [label],
    runs,
  };
  const report = await context.jobs.judge(call, request, params, context.progress, context.partial);
  const selection = of?.type === 'selection' && label !== null ? { name: of.name, label } : null;
  return { ...report, selection, looks };
}

/** The label of each row, and the one that is judged; null for all. A selection becomes a cluster of its own. */
async function labelsOf(
  context: ComputeContext,
  of: RealityCellParams['of'],
  { labels, sizes }: ClusteringResult,
  data: CellInput,
): Promise<{ labels: Int32Array; label: number | null }> {
  if (of === null) return { labels, label: null };
  if (of.type === 'cluster') {
    if (of.label < sizes.length) return { labels, label: of.label };
    throw new Problem('bad-parameter', `no cluster ${of.label}; expected one of 0 to ${sizes.length - 1}`);
  }
  const inspection = await context.inspection(dataCellOf(data));
  const { selected, skipped } = await inspection.rows(of.steps);
  if (skipped.length > 0) {
    throw new Problem(
      'bad-data',
      `not all of the selection ${of.name} could be found: ${skipped.join('; ')}`,
    );
  }
  const label = sizes.length;
  let count = 0;
  const apart = labels.map((own, row) => {
    if (own === NOT_EMBEDDED || !hasBit(selected, row)) return own;
    count++;
    return label;
  });
  if (count > 0) return { labels: apart, label };
  throw new Problem('bad-data', `none of the events of ${of.name} has a place in the plane`);
}

/** The data cell that rows belong to: derived columns are beside those of another. */
function dataCellOf({ cell, inputs }: CellInput): string {
  return inputs?.data ? dataCellOf(inputs.data) : cell;
}

/** The run of each row as a small number; rows without one are one group. */
function runsOf(table: Table, name: string | undefined): Int32Array {
  const column = table.columns.find((one) => one.name === name);
  if (!column) {
    throw new Problem('bad-parameter', 'no column of run numbers was found; shuffle over all events instead');
  }
  const values =
    column.type === 'text' ? column.codes : column.type === 'int64' ? column.values : numbersOf(column);
  const ids = new Map<string, number>();
  return Int32Array.from({ length: values.length }, (_, row) => {
    const key = String(values[row]);
    let id = ids.get(key);
    if (id === undefined) {
      id = ids.size;
      ids.set(key, id);
    }
    return id;
  });
}
