import { MOST_CLASSES } from '../../core/classify/model-limits.ts';
import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import { Problem } from '../../core/problem.ts';
import type { FeatureSpec } from '../../core/rq/proposal.ts';
import { type Bits, bitsFrom, hasBit } from '../../core/table/bits.ts';
import { type Column, isMissing, isNumeric, numbersOf, rowCountOf, textAt } from '../../core/table/column.ts';
import type { DataResult } from '../data/compute.ts';

/** The class of each row, -1 where it has none, and what the classes are called. */
export interface RowLabels {
  labels: Int32Array;
  names: string[];
}

/** Noise is a class of its own only where asked for; events without a place in the plane are none. */
export function labelsOfClusters({ labels, sizes }: ClusteringResult, noise: boolean): RowLabels {
  const names = sizes.map((_, label) => `cluster ${label}`);
  if (noise) names.push('noise');
  return {
    labels: labels.map((label) => (label === -1 && noise ? sizes.length : Math.max(-1, label))),
    names,
  };
}

/** Each distinct value a class, in the order of the values. @throws Problem where there are too many of them */
export function labelsOfColumn(column: Column): RowLabels {
  const rows = rowCountOf(column);
  const texts = Array.from({ length: rows }, (_, row) => (isMissing(column, row) ? '' : textAt(column, row)));
  const names = distinctValues(column);
  if (names === null || names.length < 2) {
    throw new Problem(
      'bad-parameter',
      `the column ${column.name} has ${names === null ? `more than ${MOST_CLASSES}` : names.length} distinct values; expected 2 to ${MOST_CLASSES}`,
    );
  }
  const place = new Map(names.map((name, i) => [name, i]));
  return { labels: Int32Array.from(texts, (text) => place.get(text) ?? -1), names };
}

const known = new WeakMap<Column, string[] | null>();

/** The values of a column that could be classes, sorted; null where they are too many. O(rows), once a column. */
export function distinctValues(column: Column): string[] | null {
  const before = known.get(column);
  if (before !== undefined) return before;
  const found = new Set<string>();
  const rows = rowCountOf(column);
  for (let row = 0; row < rows && found.size <= MOST_CLASSES; row++) {
    if (!isMissing(column, row)) found.add(textAt(column, row));
  }
  for (const none of ['', 'NaN', 'Infinity', '-Infinity']) found.delete(none);
  const numeric = isNumeric(column);
  const names =
    found.size > MOST_CLASSES
      ? null
      : [...found].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
  known.set(column, names);
  return names;
}

/** Rows of several populations belong to the first of them. */
export function labelsOfPopulations(rows: number, named: readonly { name: string; bits: Bits }[]): RowLabels {
  const labels = Int32Array.from({ length: rows }, (_, row) =>
    named.findIndex(({ bits }) => hasBit(bits, row)),
  );
  return { labels, names: named.map(({ name }) => name) };
}

/** Below this share of events without an S1 that have a value, a quantity is one of the S1's. */
const PRESENT_WITHOUT = 0.05;
/** Quantities that need an S1, or are corrected by the depth which it gives. */
const NEED_S1 = /^(s1_|drift_time$|z$|energy$|s2_area_corrected$)/;

/** Events with an S1, and the quantities that events without one have as well. */
export function s1Tagged(
  { table, quantities }: DataResult,
  features: readonly FeatureSpec[],
): { tagged: Bits; features: FeatureSpec[] } {
  const name = quantities.s1_area ?? quantities.s1_area_corrected;
  const area = table.columns.find((column) => column.name === name);
  if (!area || !isNumeric(area)) {
    throw new Problem('bad-parameter', 'no column of S1 areas was found; train on all events instead');
  }
  const areas = numbersOf(area);
  const tagged = bitsFrom(table.rows, (row) => areas[row] > 0);
  const without = Array.from(areas.keys()).filter((row) => !(areas[row] > 0));
  const needing = new Set(
    Object.entries(quantities).flatMap(([quantity, column]) => (NEED_S1.test(quantity) ? [column] : [])),
  );
  const kept = features.filter(({ column: own }) => {
    const column = table.columns.find((each) => each.name === own);
    if (!column || !isNumeric(column) || needing.has(own)) return false;
    const values = numbersOf(column);
    const present = without.filter((row) => Number.isFinite(values[row])).length;
    return present >= PRESENT_WITHOUT * without.length;
  });
  return { tagged, features: kept };
}
