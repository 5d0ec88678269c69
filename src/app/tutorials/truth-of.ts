import type { DataResult } from '../../cells/data/compute.ts';
import { type DataParams, noOverrides } from '../../cells/data/params.ts';
import type { DataSource } from '../../cells/data/source.ts';
import { Problem } from '../../core/problem.ts';
import { unwatched } from '../../core/progress.ts';
import type { TextColumn } from '../../core/table/column.ts';
import { findCell } from '../../notebook/document.ts';
import type { Outcrop } from '../context.ts';

type Simulated = Extract<DataSource, { type: 'simulate' }>;

export interface KnownRun {
  data: DataResult;
  truth: TextColumn;
}

/** Added to the seed for a run like the student's that the student has not seen. */
const UNSEEN = 1_000_003;

/** The run behind a data cell with what each event truly is; another run of its kind where `unseen`. */
export async function knownRun(outcrop: Outcrop, cell: string, unseen: boolean): Promise<KnownRun> {
  const { document } = outcrop.session.store.getState();
  const params = findCell(document, cell)?.params as DataParams | undefined;
  if (params?.source.type !== 'simulate') {
    throw new Problem(
      'bad-data',
      'the data of this step are no simulated run any more: nothing is known to judge by',
    );
  }
  const { sealed: _, ...run }: Simulated = params.source;
  const source = unseen ? { ...run, seed: run.seed + UNSEEN } : run;
  const never = new AbortController().signal;
  const data = await outcrop.session.probe({ ...noOverrides, source }, never, unwatched);
  const truth = data.table.columns.find(({ role }) => role === 'truth');
  if (truth?.type !== 'text') throw new Problem('internal', 'the simulated run has no truth');
  return { data, truth };
}
