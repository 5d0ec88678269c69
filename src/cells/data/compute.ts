import { Problem } from '../../core/problem.ts';
import { defaultFeatures, quantityColumns } from '../../core/rq/defaults.ts';
import type { ColumnProposal, FeatureSpec } from '../../core/rq/proposal.ts';
import type { Quantity } from '../../core/rq/quantity.ts';
import type { Table } from '../../core/table/table.ts';
import { readAnything } from '../../io/format.ts';
import type { ComputeContext } from '../contract.ts';
import type { DataParams } from './params.ts';
import { type DataSource, describeSource } from './source.ts';

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
  const bytes = JSON.stringify({ source: bytesBehind(source), delimiter, header });
  const read = await context.memo(bytes, () => readSource(context, params));
  checkUnchanged(source, read);
  context.progress({ stage: 'recognise columns', done: 0, total: 0 });
  const call = { cell: context.cell, signal: context.signal };
  const { overrides } = params;
  const { table, proposals, notes } = await context.memo(JSON.stringify({ bytes, overrides }), () =>
    context.jobs.decide(call, read.table, overrides),
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

/** The same for all expectations of one file, so that it is read once. */
function bytesBehind(source: DataSource): DataSource {
  return source.type === 'file' ? { ...source, sha256: undefined, rows: undefined } : source;
}

/** What a notebook says of its file holds, or the user is asked: results on other events are other results. */
function checkUnchanged(source: DataSource, { table, source: { sha256, bytes } }: Read): void {
  if (source.type !== 'file' || source.sha256 === undefined || source.sha256 === sha256) return;
  const count = (n: number): string => n.toLocaleString('en');
  const expected = source.rows === undefined ? '' : `${count(source.rows)} events, `;
  throw new Problem(
    'file-changed',
    `${source.name} is not the file that this notebook was made on: ${count(table.rows)} events, ${count(bytes)} bytes, sha256 ${sha256.slice(0, 8)}…; expected ${expected}sha256 ${source.sha256.slice(0, 8)}…`,
  );
}

async function readSource(context: ComputeContext, params: DataParams): Promise<Read> {
  const { source } = params;
  const call = { cell: context.cell, signal: context.signal };
  const label = describeSource(source);
  if (source.type === 'none') {
    throw new Problem('bad-data', 'no data yet: open a file, simulate a run, or take the bundled one');
  }
  if (source.type === 'simulate') {
    const { sealed = false, ...params } = source;
    const full = await context.jobs.simulate(call, params, context.progress);
    const columns = sealed ? full.columns.filter(({ role }) => role !== 'truth') : full.columns;
    return {
      table: { rows: full.rows, columns },
      warnings: [],
      source: { label, format: 'simulated', bytes: 0, sha256: '' },
    };
  }
  const file =
    source.type === 'bundled'
      ? await context.files.bundled(source.name)
      : await context.files.opened(source.key);
  if (!file) {
    throw new Problem(
      'file-missing',
      `${source.name} is not kept in this browser; choose the file again to go on (its notebook is untouched)`,
    );
  }
  const pick = source.type === 'file' ? source.pick : undefined;
  const options = { ...readAnything, delimiter: params.delimiter, header: params.header, ...pick };
  const outcome = await context.jobs.read(call, file, source.name, options, context.progress);
  return {
    table: outcome.table,
    warnings: outcome.warnings,
    source: { label, format: outcome.format, bytes: outcome.bytes, sha256: outcome.sha256 },
  };
}
