import { columnsOfCuts } from '../../core/cut/cut-expression.ts';
import type { CutFlow, FlowSample } from '../../core/cut/cut-flow.ts';
import type { TunedOn } from '../../core/cut/tuning-half.ts';
import { Problem } from '../../core/problem.ts';
import { type Bits, hasBit } from '../../core/table/bits.ts';
import type { Column, TextColumn } from '../../core/table/column.ts';
import { wholeSelection } from '../../core/table/whole-selection.ts';
import type { CellInput, ComputeContext, Inspection } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import type { CutParams } from './params.ts';
import { PASSES_COLUMN, PASSES_LEVELS } from './passes-column.ts';

/** What the events that a list of cuts is about make of it, and the column by which plots can tell them. */
export async function computeCut(
  context: ComputeContext,
  { cuts, samples }: CutParams,
  inputs: Record<string, CellInput>,
): Promise<CutFlow> {
  const data = inputs.data.result as DataResult;
  const { rows } = data.table;
  let inspection: Inspection | null = null;
  const rowsOf = async (steps: CutParams['samples'][number]['steps']): Promise<Bits> => {
    inspection ??= await context.inspection(dataCellBehind(inputs.data));
    const found = wholeSelection(await inspection.rows(steps));
    if (found.length !== rows) {
      throw new Problem('bad-data', `a sample of ${found.length} events; expected one of these ${rows}`);
    }
    return found;
  };
  const resolved: FlowSample[] = [];
  for (const { name, steps } of samples) resolved.push({ name, rows: await rowsOf(steps) });
  const tunedOn: TunedOn[] = [];
  for (const { on, tuned } of cuts) {
    if (on && tuned) tunedOn.push({ target: await rowsOf(tuned.target.steps), seed: tuned.seed });
  }
  const wanted = new Set(columnsOfCuts(cuts));
  const columns = cuttable(data.table.columns).filter(({ name }) => wanted.has(name));
  const call = { cell: context.cell, signal: context.signal };
  return context.jobs.cutFlow(call, { rows, columns }, cuts, resolved, tunedOn);
}

/** What cuts may read: no truth. */
export function cuttable(columns: readonly Column[]): Column[] {
  return columns.filter(({ role }) => role !== 'truth');
}

/** The data cell that new columns were made from, however often. */
function dataCellBehind(input: CellInput): string {
  let at = input;
  while (at.inputs?.data !== undefined) at = at.inputs.data;
  return at.cell;
}

export function cutColumns({ rows, passing }: CutFlow): TextColumn[] {
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) codes[row] = hasBit(passing, row) ? 1 : 0;
  return [
    {
      name: PASSES_COLUMN,
      unit: '',
      role: 'label',
      type: 'text',
      codes,
      levels: PASSES_LEVELS,
      missing: null,
    },
  ];
}
