import type { EffectList } from '../../core/explain/effect.ts';
import { Problem } from '../../core/problem.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import { onlyPassing, passingRows } from '../cut/passing-rows.ts';
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
  const inspection = await context.inspection(inputs.data.cell);
  const of = params.of.steps;
  const against = params.against?.steps ?? null;
  if (passingRows(inputs) === null) return inspection.effects(of, against);
  const only = onlyPassing(inputs.cuts.cell);
  return inspection.effects([...of, only], [...(against ?? [...of, { mode: 'invert' }]), only]);
}
