import { countBits } from '../../core/table/bits.ts';
import { ONE_PIECE } from '../../io/digest-name.ts';
import { paramsParser } from '../../notebook/cell-kind.ts';
import type { Json, JsonObject } from '../../notebook/json.ts';
import type { CellKind } from '../contract.ts';
import { computeData, type DataResult } from './compute.ts';
import { type DataParams, dataParams, noOverrides } from './params.ts';

export const dataKind: CellKind<DataParams, DataResult> = {
  kind: 'data',
  version: 3,
  title: 'Data',
  about: 'A file or a simulated run: its columns, and what each is for.',
  inputs: {},
  parse: paramsParser(dataParams),
  defaults: () => structuredClone(noOverrides),
  needs: ({ source }) =>
    source.type === 'none'
      ? 'it has no data yet: open a file, simulate a run, or take the bundled one'
      : null,
  migrations: [
    {
      version: 2,
      name: 'several files as one table; large files have another fingerprint',
      up: (params, view) => ({ params: withoutOldDigest(params), view }),
    },
    {
      version: 3,
      name: 'samples are of all files together; lists are named alike',
      up: (params, view) => ({ params: withOlderPick(params), view }),
    },
  ],
  cost: 'cheap',
  compute: computeData,
  columns: (result) => result.table.columns,
  figures: ({ table, features }) => ({
    rows: table.rows,
    columns: table.columns.length,
    features: features.length,
    missing: table.columns.reduce((sum, { missing }) => sum + (missing ? countBits(missing) : 0), 0),
  }),
  summary: (result) =>
    `${result.table.rows.toLocaleString('en')} events × ${result.table.columns.length} columns, ${result.features.length} ${result.features.length === 1 ? 'feature' : 'features'}`,
};

/** What was chosen before gives the same rows by the same names. */
function withOlderPick(params: JsonObject): JsonObject {
  const { source } = params;
  if (!isObject(source) || !isObject(source.pick)) return params;
  const { pick } = source;
  const { rows } = pick;
  const sampled = source.type === 'files' && isObject(rows) && rows.type === 'sample';
  const older = { ...pick, shortNames: true, ...(sampled && { rows: { ...rows, each: true } }) };
  return { ...params, source: { ...source, pick: older } };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of files larger than ONE_PIECE the fingerprint was made in another way: theirs could only be called changed. */
function withoutOldDigest(params: JsonObject): JsonObject {
  const { source } = params;
  if (!isObject(source)) return params;
  if (typeof source.size !== 'number' || source.size <= ONE_PIECE) return params;
  const { sha256: _, ...rest } = source;
  return { ...params, source: rest };
}
