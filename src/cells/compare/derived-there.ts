import type { Column } from '../../core/table/column.ts';
import type { ComputeContext } from '../contract.ts';
import type { DataResult } from '../data/compute.ts';
import { planColumns } from '../derive/plan-columns.ts';

/**
 * The other data with those derived columns of the reviewed data that it lacks and allows, made there by the same
 * expressions (running curves are its own), and what there is to say of that.
 */
export async function derivedThere(
  context: ComputeContext,
  mine: DataResult,
  theirs: DataResult,
): Promise<{ table: DataResult['table']; notes: string[] }> {
  const { table } = theirs;
  const there = new Set(table.columns.map(({ name }) => name));
  const lacking = (mine.derivations ?? []).filter(({ name }) => !there.has(name));
  const planned = planColumns(lacking, table.columns).flatMap((plan) =>
    plan.state === 'ready' ? [plan.column] : [],
  );
  if (planned.length === 0) return { table, notes: [] };
  const read = new Set(planned.flatMap(({ reads }) => reads));
  const columns: Column[] = table.columns.filter(({ name }) => read.has(name));
  const call = { cell: context.cell, signal: context.signal };
  const made = await context.jobs.derive(call, { rows: table.rows, columns }, planned, context.progress);
  const names = planned.map(({ name }) => name).join(', ');
  return {
    table: { rows: table.rows, columns: [...table.columns, ...made.map(({ column }) => column)] },
    notes: [
      `${names} ${planned.length === 1 ? 'was' : 'were'} derived of ${theirs.source.label} as well, running curves of its own events`,
    ],
  };
}
