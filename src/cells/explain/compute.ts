import type { EffectList } from '../../core/explain/effect.ts';
import { Problem } from '../../core/problem.ts';
import { isNumeric } from '../../core/table/column.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import { onlyPassing, passingRows } from '../cut/passing-rows.ts';
import type { DataResult } from '../data/compute.ts';
import type { ExplainParams } from './params.ts';

/** Ranks the quantities by how well they tell one population from another. */
export async function computeExplain(
  context: ComputeContext,
  params: ExplainParams,
  inputs: Record<string, CellInput>,
): Promise<EffectList> {
  if (!params.of) {
    throw new Problem('bad-parameter', 'no population is chosen; pick a cluster or a named selection');
  }
  const { table, proposals } = inputs.data.result as DataResult;
  const columns = proposals
    .filter(({ column: name, role }) => {
      const column = table.columns.find((each) => each.name === name);
      return (role === 'feature' || role === 'position') && column !== undefined && isNumeric(column);
    })
    .map(({ column }) => column);
  const inspection = await context.inspection(dataCellOf(inputs.data));
  const of = params.of.steps;
  const against = params.against?.steps ?? null;
  if (passingRows(inputs) === null) return inspection.effects(of, against, columns);
  const only = onlyPassing(inputs.cuts.cell);
  return inspection.effects([...of, only], [...(against ?? [...of, { mode: 'invert' }]), only], columns);
}

/** The data cell behind cells that derive columns. */
export function dataCellOf({ cell, inputs }: CellInput): string {
  return inputs?.data ? dataCellOf(inputs.data) : cell;
}
