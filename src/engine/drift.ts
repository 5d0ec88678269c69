import type { CellKind, CellState } from '../cells/contract.ts';
import { adjustedRand } from '../core/stats/adjusted-rand.ts';
import type { NotebookDocument } from '../notebook/document.ts';
import { unpackLabels } from '../notebook/packed-labels.ts';
import type { ResultRecord } from '../notebook/result-record.ts';

/**
 * identical: the same to the bit. alike: not to the bit, but the same clusters, or figures within the kind's
 * tolerance. drifted: something else. failed: it could not run. unrecorded: nothing to compare with.
 */
export type Verdict = 'identical' | 'alike' | 'drifted' | 'failed' | 'unrecorded';

/** One cell, then and now. */
export interface Drift {
  cell: string;
  title: string;
  kind: string;
  verdict: Verdict;
  /** What differs or why, one line each. */
  details: string[];
  /** Of clusters: rows compared, rows whose label changed, adjusted Rand index. */
  labels: { rows: number; changed: number; ari: number } | null;
  /** Figures that are not the same. */
  figures: { name: string; before: number | null; after: number | null }[];
}

const TOLERANCE = 1e-6;

/** What a run gives against what was recorded, one a cell that computes, in notebook order. */
export function findDrift(
  document: NotebookDocument,
  kinds: Map<string, CellKind>,
  recorded: Record<string, ResultRecord>,
  now: Record<string, ResultRecord>,
  stateOf: (cell: string) => CellState | undefined,
): Drift[] {
  return document.cells.flatMap((cell): Drift[] => {
    const kind = kinds.get(cell.kind);
    if (!kind?.compute) return [];
    const before = Object.hasOwn(recorded, cell.id) ? recorded[cell.id] : undefined;
    const after = Object.hasOwn(now, cell.id) ? now[cell.id] : undefined;
    const drift = { cell: cell.id, title: cell.title, kind: cell.kind, labels: null, figures: [] };
    if (!after) {
      const state = stateOf(cell.id);
      const why = state?.error?.message ?? state?.reason ?? 'it did not run';
      return [{ ...drift, verdict: 'failed', details: [`could not run: ${why}`] }];
    }
    if (!before) return [{ ...drift, verdict: 'unrecorded', details: ['no result of it was saved'] }];
    return [{ ...drift, ...compareRecords(before, after, kind.tolerance ?? TOLERANCE) }];
  });
}

/** True where a check should fail. */
export function hasDrifted(drifts: readonly Drift[]): boolean {
  return drifts.some(({ verdict }) => verdict === 'drifted' || verdict === 'failed');
}

export function compareRecords(
  then: ResultRecord,
  now: ResultRecord,
  tolerance: number,
): Pick<Drift, 'verdict' | 'details' | 'labels' | 'figures'> {
  const details: string[] = [];
  if (then.kind !== now.kind) {
    return {
      verdict: 'drifted',
      details: [`it was a ${then.kind} cell, it is a ${now.kind} cell`],
      labels: null,
      figures: [],
    };
  }
  const data = dataDetails(then, now);
  details.push(...data);
  const columns = changedColumns(then, now);
  const figures = changedFigures(then, now);
  if (columns.length === 0 && figures.length === 0 && data.length === 0) {
    return { verdict: 'identical', details: ['the same to the bit'], labels: null, figures: [] };
  }
  const labels = compareLabels(then, now);
  const within = figures.every(
    ({ before: a, after: b }) => a !== null && b !== null && isNear(a, b, tolerance),
  );
  const sameClusters =
    labels !== null && labels.changed === 0 && figureOf(then, 'clusters') === figureOf(now, 'clusters');
  const alike = data.length === 0 && (labels === null ? within : sameClusters);
  if (then.key !== now.key)
    details.push('its parameters, or what it reads, are not those of the saved result');
  if (then.app !== now.app) details.push(`saved by Outcrop ${then.app}, this is ${now.app}`);
  if (then.engine !== now.engine) {
    details.push(
      `made by ${then.engine}, this is ${now.engine}: their exp and log differ in the last digit, which a simulation or a layout amplifies`,
    );
  }
  if (labels) details.push(labelDetails(labels));
  for (const { name, before: a, after: b } of figures)
    details.push(`${name}: ${text(a)} then, ${text(b)} now`);
  if (columns.length > 0) details.push(`not the same bits in ${columns.join(', ')}`);
  return { verdict: alike ? 'alike' : 'drifted', details, labels, figures };
}

function dataDetails(then: ResultRecord, now: ResultRecord): string[] {
  const [a, b] = [then.data, now.data];
  if (!a || !b) return [];
  if (a.sha256 !== b.sha256) {
    return [`other data: ${a.name} (sha256 ${short(a.sha256)}) then, ${b.name} (${short(b.sha256)}) now`];
  }
  return a.rows === b.rows ? [] : [`rows: ${text(a.rows)} then, ${text(b.rows)} now`];
}

function short(sha256: string): string {
  return sha256 === '' ? 'none' : `${sha256.slice(0, 12)}…`;
}

function changedColumns(then: ResultRecord, now: ResultRecord): string[] {
  const before = new Map(then.columns.map(({ name, digest }) => [name, digest]));
  const after = new Map(now.columns.map(({ name, digest }) => [name, digest]));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}

function changedFigures(then: ResultRecord, now: ResultRecord): Drift['figures'] {
  const before = new Map(then.figures.map(({ name, value }) => [name, value]));
  const after = new Map(now.figures.map(({ name, value }) => [name, value]));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, before: before.get(name) ?? null, after: after.get(name) ?? null }));
}

function figureOf(record: ResultRecord, wanted: string): number | undefined {
  return record.figures.find(({ name }) => name === wanted)?.value;
}

/** Counts must be the same; measures may differ by a share of the larger. */
function isNear(a: number, b: number, tolerance: number): boolean {
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** null where labels were not kept, or are of other rows. */
function compareLabels(then: ResultRecord, now: ResultRecord): Drift['labels'] {
  if (!then.labels || !now.labels) return null;
  if (then.labels.rows !== now.labels.rows || then.labels.every !== now.labels.every) return null;
  const before = unpackLabels(then.labels);
  const after = unpackLabels(now.labels);
  let changed = 0;
  for (let i = 0; i < before.length; i++) if (before[i] !== after[i]) changed++;
  return { rows: before.length, changed, ari: before.length < 2 ? 1 : adjustedRand(before, after) };
}

function labelDetails({ rows, changed, ari }: NonNullable<Drift['labels']>): string {
  if (changed === 0) return `the same clusters in all ${rows.toLocaleString('en')} rows compared (ARI 1.000)`;
  // Rounded down, so that 1.000 is said of the same partition alone.
  return `${changed.toLocaleString('en')} of ${rows.toLocaleString('en')} rows have another label (ARI ${(Math.floor(ari * 1000) / 1000).toFixed(3)})`;
}

function text(value: number | null): string {
  if (value === null) return 'none';
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(6)));
}
