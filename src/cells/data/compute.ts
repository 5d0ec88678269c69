import type { FileRead, ReadOutcome } from '../../../workers/read/api.ts';
import { Problem } from '../../core/problem.ts';
import { defaultFeatures, quantityColumns } from '../../core/rq/defaults.ts';
import type { ColumnProposal, FeatureSpec } from '../../core/rq/proposal.ts';
import type { Quantity } from '../../core/rq/quantity.ts';
import type { Table } from '../../core/table/table.ts';
import { readAnything } from '../../io/format.ts';
import type { ComputeContext } from '../contract.ts';
import type { ColumnDefinition } from '../derive/params.ts';
import type { DataParams } from './params.ts';
import { type DataSource, describeFiles, describeSource, filesOf, isOpened } from './source.ts';

export interface DataResult {
  /** As read, with units and roles set, sentinels masked, TBA made from AFT. */
  table: Table;
  /** What was decided about each column of `table`. */
  proposals: ColumnProposal[];
  features: FeatureSpec[];
  quantities: Partial<Record<Quantity, string>>;
  /** Columns of `table` that were made by expression, for other tables to be given the same. */
  derivations?: readonly ColumnDefinition[];
  source: {
    label: string;
    format: string;
    bytes: number;
    /** See io/digest.ts. */
    sha256: string;
    /** Each of several files read as one, whose fingerprints `sha256` is made of. */
    files?: FileRead[];
  };
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
function bytesBehind(source: DataSource): unknown {
  if (!isOpened(source)) return source;
  const files = filesOf(source).map(({ key, name, size }) => ({ key, name, size }));
  return { files, pick: source.pick };
}

const digits = (n: number): string => n.toLocaleString('en');

/** What a notebook says of its files holds, or the user is asked: results on other events are other results. */
function checkUnchanged(source: DataSource, { table, source: read }: Read): void {
  if (!isOpened(source)) return;
  const found = read.files ?? [{ ...read, rows: table.rows }];
  const changed = filesOf(source).flatMap(({ name, sha256, rows }, i) => {
    const now = found[i];
    if (sha256 === undefined || sha256 === now.sha256) return [];
    const expected = rows === undefined ? '' : `${digits(rows)} events, `;
    return [
      `${name} is not the file that this notebook was made on: ${digits(now.rows)} events, ${digits(now.bytes)} bytes, sha256 ${now.sha256.slice(0, 8)}…; expected ${expected}sha256 ${sha256.slice(0, 8)}…`,
    ];
  });
  if (changed.length === 0) return;
  const more = changed.length > 1 ? ` (and ${changed.length - 1} more of the files changed)` : '';
  throw new Problem('file-changed', `${changed[0]}${more}`);
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
  const pick = isOpened(source) ? source.pick : undefined;
  const options = { ...readAnything, delimiter: params.delimiter, header: params.header, ...pick };
  if (source.type === 'bundled') {
    const file = await context.files.bundled(source.name);
    const read = await context.jobs.read(call, file, source.name, options, context.progress);
    return described(read, label);
  }
  const references = filesOf(source);
  const names = references.map(({ name }) => name);
  const files = await Promise.all(references.map(({ key }) => context.files.opened(key)));
  const missing = names.filter((_, i) => files[i] === undefined);
  if (missing.length > 0) throw notAtHand(missing);
  const here = files.filter((file) => file !== undefined);
  if (here.length === 1)
    return described(await context.jobs.read(call, here[0], names[0], options, context.progress), label);
  const read = await context.jobs.readSeveral(call, names, options, context.progress, ...here);
  return described(read, label, read.files);
}

function described(read: ReadOutcome, label: string, files?: FileRead[]): Read {
  const { table, warnings, format, bytes, sha256 } = read;
  return { table, warnings, source: { label, format, bytes, sha256, ...(files && { files }) } };
}

function notAtHand(names: string[]): Problem {
  const which = names.length > 3 ? describeFiles(names) : names.join(', ');
  const [are, them] = names.length > 1 ? ['are', 'the files'] : ['is', 'the file'];
  return new Problem(
    'file-missing',
    `${which} ${are} not kept in this browser; choose ${them} again to go on (its notebook is untouched)`,
  );
}
