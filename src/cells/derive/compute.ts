import type { DerivedColumn } from '../../../workers/derive/api.ts';
import { Problem } from '../../core/problem.ts';
import type { ColumnProposal } from '../../core/rq/proposal.ts';
import { rowCountOf } from '../../core/table/column.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import type { DeriveParams } from './params.ts';
import { type PlannedColumn, planColumns } from './plan-columns.ts';
import { readableColumns } from './readable-columns.ts';

/** The data that went in with the new columns behind its own, so that whatever reads a data cell can read this one. */
export interface DeriveResult extends DataResult {
  /** In the order of their definitions; unfinished ones are left out. */
  derived: DerivedColumn[];
  /** Columns that could not be made, each with the reason; the others are not held up by them. */
  refused: string[];
}

export async function computeDerive(
  context: ComputeContext,
  params: DeriveParams,
  inputs: Record<string, CellInput>,
): Promise<DeriveResult> {
  const data = inputs.data.result as DataResult;
  const { rows } = data.table;
  const readable = readableColumns(data, inputs.beside?.result);
  const other = readable.find((column) => rowCountOf(column) !== rows);
  if (other) {
    throw new Problem(
      'bad-parameter',
      `column ${other.name} has ${rowCountOf(other)} rows; expected ${rows}, as the data has: choose a cell of the same events`,
    );
  }
  const planned: PlannedColumn[] = [];
  const refused: string[] = [];
  for (const [i, plan] of planColumns(params.columns, readable).entries()) {
    if (plan.state === 'ready') planned.push(plan.column);
    else if (plan.state === 'wrong' && params.columns[i].expression.trim() !== '') {
      const name = params.columns[i].name.trim();
      refused.push(`${name === '' ? `column ${i + 1}` : name}: ${plan.message}`);
    }
  }
  if (planned.length === 0 && refused.length > 0) throw new Problem('bad-parameter', refused[0]);
  const derived = planned.length === 0 ? [] : await compute(context, planned, rows, readable);
  const proposals = [...data.proposals, ...planned.map(proposalOf)];
  return {
    ...data,
    table: { rows, columns: [...data.table.columns, ...derived.map(({ column }) => column)] },
    proposals,
    derivations: [...(data.derivations ?? []), ...planned],
    features: [
      ...(params.alone ? [] : data.features),
      ...planned.flatMap(({ name, role, feature }) =>
        feature !== null && role === 'feature' ? [{ column: name, transform: feature }] : [],
      ),
    ],
    derived,
    refused,
  };
}

/** Only what is read goes to the worker. */
function compute(
  context: ComputeContext,
  planned: readonly PlannedColumn[],
  rows: number,
  readable: ReturnType<typeof readableColumns>,
): Promise<DerivedColumn[]> {
  const read = new Set(planned.flatMap(({ reads }) => reads));
  const columns = readable.filter(({ name }) => read.has(name));
  const call = { cell: context.cell, signal: context.signal };
  const wanted = planned.map(({ name, expression, unit, role }) => ({ name, expression, unit, role }));
  return context.jobs.derive(call, { rows, columns }, wanted, context.progress);
}

function proposalOf({ name, unit, role, feature }: PlannedColumn): ColumnProposal {
  const taken = feature !== null && role === 'feature';
  const reason = role === 'feature' ? 'derived; not chosen' : `made from ${role}: never a feature`;
  return {
    column: name,
    quantity: null,
    vocabulary: null,
    unit,
    role,
    transform: feature ?? 'linear',
    feature: taken,
    excluded: taken ? null : reason,
    sentinels: [],
    derive: null,
  };
}
