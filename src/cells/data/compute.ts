import { Problem } from '../../core/problem.ts';
import { defaultFeatures, quantityColumns } from '../../core/rq/defaults.ts';
import type { ColumnProposal, FeatureSpec } from '../../core/rq/proposal.ts';
import type { Quantity } from '../../core/rq/quantity.ts';
import type { Table } from '../../core/table/table.ts';
import type { ComputeContext } from '../contract.ts';
import type { DataParams } from './params.ts';
import { describeSource } from './source.ts';

export interface DataResult {
  /** As read, with units and roles set, sentinels masked, TBA made from AFT. */
  table: Table;
  /** What was decided about each column of `table`. */
  proposals: ColumnProposal[];
  features: FeatureSpec[];
  quantities: Partial<Record<Quantity, string>>;
  source: { label: string; format: string; bytes: number; sha256: string };
  warnings: string[];
}

interface Read {
  table: Table;
  warnings: string[];
  source: DataResult['source'];
}

/** Reads or simulates the rows, then decides what each column is for. Reading is memoised by source. */
export async function computeData(context: ComputeContext, params: DataParams): Promise<DataResult> {
  const { source, delimiter, header } = params;
  const read = await context.memo(JSON.stringify({ source, delimiter, header }), () =>
    readSource(context, params),
  );
  context.progress({ stage: 'recognise columns', done: 0, total: 0 });
  const call = { cell: context.cell, signal: context.signal };
  const { overrides } = params;
  const { table, proposals, notes } = await context.memo(
    JSON.stringify({ source, delimiter, header, overrides }),
    () => context.jobs.decide(call, read.table, overrides),
  );
  return {
    table,
    proposals,
    features: defaultFeatures(proposals),
    quantities: quantityColumns(proposals),
    source: read.source,
    warnings: [...read.warnings, ...notes],
  };
}

async function readSource(context: ComputeContext, params: DataParams): Promise<Read> {
  const { source } = params;
  const call = { cell: context.cell, signal: context.signal };
  const label = describeSource(source);
  if (source.type === 'none') {
    throw new Problem('bad-data', 'no data yet: open a file, simulate a run, or take the bundled one');
  }
  if (source.type === 'simulate') {
    const table = await context.jobs.simulate(call, source, context.progress);
    return { table, warnings: [], source: { label, format: 'simulated', bytes: 0, sha256: '' } };
  }
  const file =
    source.type === 'bundled'
      ? await context.files.bundled(source.name)
      : await context.files.opened(source.key);
  if (!file) {
    throw new Problem(
      'bad-data',
      `${source.name} is not kept in this browser; open the file again to go on (its notebook is untouched)`,
    );
  }
  const options = { delimiter: params.delimiter, header: params.header, columns: null };
  const outcome = await context.jobs.read(call, file, source.name, options, context.progress);
  return {
    table: outcome.table,
    warnings: outcome.warnings,
    source: { label, format: outcome.format, bytes: outcome.bytes, sha256: outcome.sha256 },
  };
}
