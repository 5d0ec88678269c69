import type { Applied, Classes } from '../../core/classify/classes.ts';
import type { Separation } from '../../core/classify/separation.ts';
import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import { Problem } from '../../core/problem.ts';
import type { FeatureSpec } from '../../core/rq/proposal.ts';
import { andBits, andNotBits, type Bits, bitsFrom, hasBit, notBits } from '../../core/table/bits.ts';
import { type Column, isNumeric } from '../../core/table/column.ts';
import type { CellInput, ComputeContext, Inspection, Population } from '../contract.ts';
import { passingRows } from '../cut/passing-rows.ts';
import type { DataResult } from '../data/compute.ts';
import { dataCellOf } from '../explain/compute.ts';
import {
  labelsOfClusters,
  labelsOfColumn,
  labelsOfPopulations,
  type RowLabels,
  s1Tagged,
} from './class-labels.ts';
import type { ClassifyParams, ClassLabels } from './params.ts';

export type ClassifyResult = Separation | Classes | Applied;

/** Trains classifiers in the measured quantities, or applies a kept one. */
export async function computeClassify(
  context: ComputeContext,
  params: ClassifyParams,
  inputs: Record<string, CellInput>,
): Promise<ClassifyResult> {
  const data = inputs.data.result as DataResult;
  const { table } = data;
  const call = { cell: context.cell, signal: context.signal };
  const { task, of, against, labels, among, model, trainer, ...training } = params;
  if (task === 'apply') {
    if (!model)
      throw new Problem('bad-parameter', 'no model is kept here; load one, or keep one from a cell');
    const wanted = new Set(model.columns.map(({ name }) => name));
    const columns = table.columns.filter(({ name }) => wanted.has(name));
    return context.jobs.applyModel(call, { rows: table.rows, columns }, model, context.progress);
  }
  const { tagged, features } =
    among === 'tagged' ? s1Tagged(data, quantitiesOf(data)) : { tagged: null, features: quantitiesOf(data) };
  const measured = columnsFor(data, features);
  // What is trained on: what the cuts let through, and of it the events with an S1 where only those are wanted.
  const passing = passingRows(inputs);
  const taken = passing && tagged ? andBits(passing, tagged) : (passing ?? tagged);
  const within = (bits: Bits): Bits => (taken === null ? bits : andBits(bits, taken));
  if (task === 'classes') {
    if (!labels) throw new Problem('bad-parameter', 'no classes are chosen; expected where they come from');
    const given = await labelsOf(context, labels, inputs);
    const used = given.labels.map((label, row) => (taken === null || hasBit(taken, row) ? label : -1));
    return context.jobs.classify(
      call,
      measured,
      features,
      used,
      given.names,
      training,
      trainer,
      context.progress,
    );
  }
  if (!of) throw new Problem('bad-parameter', 'no population is chosen; pick a cluster or a named selection');
  const inspection = await context.inspection(dataCellOf(inputs.data));
  const population = await rowsOf(inspection, of);
  const chosen = against && (await rowsOf(inspection, against));
  const others = taken === null ? chosen : within(chosen ?? notBits(population));
  return context.jobs.separate(
    call,
    measured,
    features,
    within(population),
    others && andNotBits(others, population),
    training,
    trainer,
    context.progress,
  );
}

/** Only what is learned from goes to the worker. */
function columnsFor({ table }: DataResult, features: readonly FeatureSpec[]) {
  const wanted = new Set(features.map(({ column }) => column));
  return { rows: table.rows, columns: table.columns.filter(({ name }) => wanted.has(name)) };
}

async function labelsOf(
  context: ComputeContext,
  labels: ClassLabels,
  inputs: Record<string, CellInput>,
): Promise<RowLabels> {
  const { table } = inputs.data.result as DataResult;
  if (labels.from === 'clusters') {
    if (!inputs.clusters)
      throw new Problem('bad-parameter', 'no clusters are plugged in; choose a cluster cell');
    const found = labelsOfClusters(inputs.clusters.result as ClusteringResult, labels.noise);
    if (found.labels.length === table.rows) return found;
    throw new Problem(
      'bad-parameter',
      `the clusters are of ${found.labels.length} events; expected the ${table.rows} of the data`,
    );
  }
  if (labels.from === 'column') {
    const column = table.columns.find(({ name }) => name === labels.column);
    if (column) return labelsOfColumn(column);
    throw new Problem('bad-parameter', `the events have no column ${labels.column}`);
  }
  const inspection = await context.inspection(dataCellOf(inputs.data));
  const named: { name: string; bits: Bits }[] = [];
  for (const population of labels.populations) {
    named.push({ name: population.name, bits: await rowsOf(inspection, population) });
  }
  return labelsOfPopulations(table.rows, named);
}

async function rowsOf(inspection: Inspection, { name, steps }: Population): Promise<Bits> {
  const { selected, skipped } = await inspection.rows(steps);
  if (skipped.length > 0) {
    throw new Problem('bad-parameter', `${name} cannot be found again: ${skipped.join('; ')}`);
  }
  return selected;
}

/** All that is measured or derived, as it enters a feature space; of an area fraction the asymmetry made from it. */
function quantitiesOf({ table, proposals }: DataResult): FeatureSpec[] {
  return proposals.flatMap(({ column: name, role, transform, derive }) => {
    const column = table.columns.find((each) => each.name === name);
    if (derive !== null || column === undefined || !isNumeric(column)) return [];
    return role === 'feature' || role === 'position' ? [{ column: name, transform }] : [];
  });
}

export const PROBABILITY_COLUMN = 'class probability';
export const SPREAD_COLUMN = 'class probability spread';
export const CLASS_COLUMN = 'likeliest class';

/** Of several classes a probability each, and the likeliest. */
export function classifyColumns(result: ClassifyResult): Column[] {
  const base = { unit: '', role: 'label', missing: null } as const;
  const number = (name: string, values: Float32Array): Column => ({ ...base, type: 'float32', name, values });
  if (result.type === 'two') {
    return [number(PROBABILITY_COLUMN, result.probability), number(SPREAD_COLUMN, result.spread)];
  }
  const names = classNamesOf(result);
  const spread = number(SPREAD_COLUMN, result.spread);
  if (names.length === 2) return [number(PROBABILITY_COLUMN, result.probabilities[1]), spread];
  const { label } = result;
  const missing = label.includes(-1) ? bitsFrom(label.length, (row) => label[row] < 0) : null;
  const codes = label.map((own) => Math.max(0, own));
  return [
    { ...base, type: 'text', name: CLASS_COLUMN, codes, levels: names, missing },
    ...names.map((name, c) => number(`probability of ${name}`, result.probabilities[c])),
    spread,
  ];
}

export const classNamesOf = (result: Classes | Applied): string[] =>
  result.type === 'applied' ? result.classes : result.classes.map(({ name }) => name);
