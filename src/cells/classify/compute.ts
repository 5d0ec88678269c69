import type { Separation } from '../../core/classify/separation.ts';
import { Problem } from '../../core/problem.ts';
import type { FeatureSpec } from '../../core/rq/proposal.ts';
import { andBits, andNotBits, type Bits } from '../../core/table/bits.ts';
import { type Column, isNumeric } from '../../core/table/column.ts';
import type { CellInput, ComputeContext, Inspection, Population } from '../contract.ts';
import { passingRows } from '../cut/passing-rows.ts';
import type { DataResult } from '../data/compute.ts';
import type { ClassifyParams } from './params.ts';

/** Trains classifiers of one population against another in the measured quantities. */
export async function computeClassify(
  context: ComputeContext,
  { of, against, ...params }: ClassifyParams,
  inputs: Record<string, CellInput>,
): Promise<Separation> {
  if (!of) throw new Problem('bad-parameter', 'no population is chosen; pick a cluster or a named selection');
  const { table, ...data } = inputs.data.result as DataResult;
  const inspection = await context.inspection(rootOf(inputs.data).cell);
  const within = passingRows(inputs);
  const pass = (rows: Bits): Bits => (within === null ? rows : andBits(rows, within));
  const all = await rowsOf(inspection, of);
  const population = pass(all);
  const others = against ? pass(await rowsOf(inspection, against)) : within && andNotBits(within, all);
  const features = quantitiesOf({ table, ...data });
  const wanted = new Set(features.map(({ column }) => column));
  const columns = table.columns.filter(({ name }) => wanted.has(name));
  const call = { cell: context.cell, signal: context.signal };
  return context.jobs.separate(
    call,
    { rows: table.rows, columns },
    features,
    population,
    others,
    params,
    context.progress,
  );
}

/** The data cell behind cells that derive columns. */
function rootOf(input: CellInput): CellInput {
  return input.inputs?.data ? rootOf(input.inputs.data) : input;
}

async function rowsOf(inspection: Inspection, { name, steps }: Population): Promise<Bits> {
  const { selected, skipped } = await inspection.rows(steps);
  if (skipped.length > 0) {
    throw new Problem('bad-parameter', `${name} cannot be found again: ${skipped.join('; ')}`);
  }
  return selected;
}

/** All that is measured or derived, as it enters a feature space; of an area fraction the asymmetry made from it. */
function quantitiesOf({ table, proposals }: DataResult): FeatureSpec[] {
  return proposals.flatMap(({ column: name, role, transform, derive }) => {
    const column = table.columns.find((each) => each.name === name);
    if (derive !== null || column === undefined || !isNumeric(column)) return [];
    return role === 'feature' || role === 'position' ? [{ column: name, transform }] : [];
  });
}

export const PROBABILITY_COLUMN = 'class probability';
export const SPREAD_COLUMN = 'class probability spread';

export function classifyColumns({ probability, spread }: Separation): Column[] {
  const base = { unit: '', role: 'label', type: 'float32', missing: null } as const;
  return [
    { ...base, name: PROBABILITY_COLUMN, values: probability },
    { ...base, name: SPREAD_COLUMN, values: spread },
  ];
}
