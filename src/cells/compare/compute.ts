import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import type { Comparison } from '../../core/compare/comparison.ts';
import { runsOf } from '../../core/compare/samples.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';
import { Problem } from '../../core/problem.ts';
import type { Table } from '../../core/table/table.ts';
import type { CellInput, ComputeContext } from '../contract.ts';
import { passingBoth, placesWithin } from '../cut/passing-rows.ts';
import type { DataResult } from '../data/compute.ts';
import { derivedThere } from './derived-there.ts';
import type { CompareParams } from './params.ts';
import { placesOf } from './places.ts';

/** A comparison with what was chosen where the parameters leave it open. */
export interface CompareResult extends Comparison {
  runColumn: string | null;
  reviewed: string[];
  /** What was done to make the two comparable. */
  notes: string[];
  /** Columns that could tell events apart: in both tables. */
  idChoices: string[];
  runChoices: string[];
}

/** Compares the events of the data cell with those that the clusters were found on, or runs of these with each other. */
export async function computeCompare(
  context: ComputeContext,
  params: CompareParams,
  inputs: Record<string, CellInput>,
): Promise<CompareResult> {
  const clusters = inputs.cluster;
  const embed = clusters.inputs?.embed;
  const reviewed = embed?.inputs?.data;
  if (!embed || !reviewed) {
    throw new Problem('internal', `the table behind the clusters of ${clusters.cell} is not at hand`);
  }
  const plane = embed.result as EmbeddingResult;
  const { labels } = clusters.result as ClusteringResult;
  const mine = reviewed.result as DataResult;
  const opened = inputs.data.result as DataResult;
  const one = inputs.data.cell === reviewed.cell;
  const { table: completed, notes } = one
    ? { table: opened.table, notes: [] }
    : await derivedThere(context, mine, opened);
  const theirs = { ...opened, table: completed };
  const runColumn = params.runColumn ?? (one ? proposedRuns(mine) : null);
  const referenceRuns = one && runColumn !== null ? chosenRuns(mine.table, runColumn, params.reviewed) : [];
  const idChoices = one ? [] : sharedIds(mine, theirs);
  const ids = one ? [] : (params.ids ?? idChoices.slice(0, 2));
  const time = mine.quantities.event_time;
  const tie = theirs.table.columns.find(({ name }) => name === time)?.name ?? null;
  const compared = mine.proposals
    .filter(({ role }) => role === 'feature' || role === 'position')
    .map(({ column, transform }) => ({ column, log: transform === 'log10' }));
  const measured = new Set(compared.map(({ column }) => column));
  const quantities = Object.fromEntries(
    Object.entries(mine.quantities).filter(([, column]) => measured.has(column)),
  );
  const places = placesOf(mine);
  const within = passingBoth(embed, clusters);
  const [referenceName, otherName] = namesOf(mine, theirs);
  const wanted = new Set([
    ...mine.features.map(({ column }) => column),
    ...compared.map(({ column }) => column),
    ...places.flat(),
    ...Object.values(quantities),
    ...ids,
    ...(tie === null ? [] : [tie]),
    ...(runColumn === null ? [] : [runColumn]),
  ]);
  const found = await context.jobs.compareEvents(
    { cell: context.cell, signal: context.signal },
    {
      reference: { ...columnsIn(mine.table, wanted), within },
      referenceName,
      other: one ? null : columnsIn(theirs.table, wanted),
      otherName,
      features: mine.features,
      params: plane.params,
      x: within === null ? plane.x : placesWithin(plane.x, within),
      y: plane.y,
      fitted: plane.fitted,
      labels,
      runColumn,
      referenceRuns,
      livetimes: params.livetimes,
      compared,
      places,
      quantities,
      ids,
      tie,
      falseShare: params.falseShare,
    },
    context.progress,
  );
  const known = new Set(mine.table.columns.map(({ name }) => name));
  const onlyOther = one ? [] : theirs.table.columns.filter(({ name }) => !known.has(name));
  return {
    ...found,
    notes,
    // What only the other has is named, which needs no values: it was not sent.
    columns: { ...found.columns, onlyOther: onlyOther.map(({ name }) => name) },
    runColumn,
    reviewed: referenceRuns,
    idChoices,
    runChoices: runChoices(theirs),
  };
}

function columnsIn({ rows, columns }: Table, wanted: Set<string>): Table {
  return { rows, columns: columns.filter(({ name }) => wanted.has(name)) };
}

/** Two tables of one name are told apart. */
function namesOf(mine: DataResult, theirs: DataResult): [string, string] {
  const [a, b] = [mine.source.label, theirs.source.label];
  return a === b ? [`${a} (reviewed)`, `${b} (new)`] : [a, b];
}

function runChoices({ proposals }: DataResult): string[] {
  return proposals
    .filter(({ role, quantity }) => quantity !== 'event_id' && (role === 'id' || role === 'label'))
    .map(({ column }) => column);
}

/** Rows of several files carry the name of theirs. */
function proposedRuns({ quantities, table }: DataResult): string | null {
  return quantities.run_id ?? table.columns.find(({ name }) => name === 'file')?.name ?? null;
}

function chosenRuns(table: Table, column: string, reviewed: readonly string[]): string[] {
  return reviewed.length > 0 ? [...reviewed] : runsOf(table, column).names.slice(0, 1);
}

/** Run and event first, so that the two that say most are taken. */
function sharedIds(mine: DataResult, theirs: DataResult): string[] {
  const there = new Set(theirs.table.columns.map(({ name }) => name));
  const { run_id, event_id } = mine.quantities;
  const first = [run_id, event_id].filter((name) => name !== undefined);
  const others = mine.proposals
    .filter(({ role, column }) => role === 'id' && !first.includes(column))
    .map(({ column }) => column);
  return [...first, ...others].filter((name) => there.has(name));
}
