import { CLUSTER_COLUMN } from '../cells/cluster/compute.ts';
import type { CellKind, CellState } from '../cells/contract.ts';
import type { DataResult } from '../cells/data/compute.ts';
import type { Column } from '../core/table/column.ts';
import type { CellDocument, NotebookDocument } from '../notebook/document.ts';
import { limits } from '../notebook/limits.ts';
import { packLabels } from '../notebook/packed-labels.ts';
import { resultKeys } from '../notebook/result-keys.ts';
import type { DataReference, ResultRecord } from '../notebook/result-record.ts';
import { APP_VERSION } from './app-version.ts';
import { columnDigest } from './column-digest.ts';
import { engineName } from './engine-name.ts';
import { nextTask } from './next-task.ts';

type Digest = Pick<ResultRecord, 'figures' | 'columns' | 'labels'>;

/** Digests of results, made once each: a column of a million rows takes some 10 ms. */
const digests = new WeakMap<object, Promise<Digest>>();

/**
 * How each fresh result of a notebook came about, with its digest, by cell id. Cells that are not fresh, or have
 * nothing to compute, have none.
 */
export async function recordResults(
  document: NotebookDocument,
  kinds: Map<string, CellKind>,
  stateOf: (cell: string) => CellState | undefined,
): Promise<Record<string, ResultRecord>> {
  const keys = resultKeys(document, kinds);
  const records: Record<string, ResultRecord> = {};
  for (const cell of document.cells) {
    const kind = kinds.get(cell.kind);
    const state = stateOf(cell.id);
    const key = keys.get(cell.id);
    if (!kind?.compute || state?.status !== 'fresh' || state.result === undefined || !key) continue;
    records[cell.id] = {
      kind: cell.kind,
      version: cell.version,
      key,
      app: APP_VERSION,
      engine: engineName(),
      started: new Date(state.startedAt).toISOString(),
      elapsed: state.elapsed ?? 0,
      seed: seedOf(cell),
      reads: Object.entries(cell.inputs).flatMap(([input, source]) => {
        const read = keys.get(source);
        return read === undefined ? [] : [{ input, cell: source, key: read }];
      }),
      data: cell.kind === 'data' ? dataReference(state.result as DataResult) : null,
      ...(await digestOf(kind, state.result as object)),
    };
  }
  return records;
}

/** A document with the records of its fresh results; of other cells it keeps what still holds. */
export async function withRecords(
  document: NotebookDocument,
  kinds: Map<string, CellKind>,
  stateOf: (cell: string) => CellState | undefined,
): Promise<NotebookDocument> {
  const keys = resultKeys(document, kinds);
  const kept = Object.entries(document.results).filter(([id, { key }]) => keys.get(id) === key);
  return {
    ...document,
    results: { ...Object.fromEntries(kept), ...(await recordResults(document, kinds, stateOf)) },
  };
}

function digestOf(kind: CellKind, result: object): Promise<Digest> {
  let digest = digests.get(result);
  if (!digest) {
    digest = makeDigest(kind, result);
    digests.set(result, digest);
  }
  return digest;
}

async function makeDigest(kind: CellKind, result: object): Promise<Digest> {
  const added: Column[] = kind.columns?.(result) ?? [];
  const columns: ResultRecord['columns'] = [];
  for (const column of added.slice(0, limits.recordedColumns)) {
    await nextTask();
    columns.push({ name: column.name.slice(0, 500), digest: await columnDigest(column) });
  }
  await nextTask();
  const clusters = added.find(({ name }) => kind.kind === 'cluster' && name === CLUSTER_COLUMN);
  return {
    figures: Object.entries(kind.figures?.(result) ?? {})
      .filter(([, value]) => Number.isFinite(value))
      .slice(0, limits.recordedFigures)
      .map(([name, value]) => ({ name: name.slice(0, 500), value })),
    columns,
    labels: clusters?.type === 'int32' ? packLabels(clusters.values as Int32Array) : null,
  };
}

function seedOf({ params }: CellDocument): number | null {
  if (typeof params.seed === 'number') return params.seed;
  const { source } = params;
  return typeof source === 'object' &&
    source !== null &&
    !Array.isArray(source) &&
    typeof source.seed === 'number'
    ? source.seed
    : null;
}

function dataReference({ source, table }: DataResult): DataReference {
  return {
    name: source.label.slice(0, 2000),
    format: source.format,
    bytes: source.bytes,
    // Several files read as one have several.
    sha256: /^[0-9a-f]{64}$/.test(source.sha256) ? source.sha256 : '',
    rows: table.rows,
  };
}
