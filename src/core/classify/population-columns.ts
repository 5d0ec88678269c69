import type { FeatureSpec, Transform } from '../rq/proposal.ts';
import { quantileSorted, sortedFinite } from '../stats/quantile.ts';
import { numbersOf } from '../table/column.ts';
import { columnNamed, type Table } from '../table/table.ts';

const NEVER: Record<string, string> = {
  id: 'an identifier',
  time: 'a time stamp',
  truth: 'a truth label is never a feature',
  label: 'a label is never a feature',
};
/** As for embeddings: log10 of a value that is not positive is set to the low edge of its column. */
const LOW_EDGE = 0.001;

export interface ColumnEntry {
  name: string;
  transform: Transform;
  /** 0 for linear ones. */
  edge: number;
}

export interface PopulationColumns {
  names: string[];
  /** Transformed values of each column, NaN where a row has none. One a row of the table. */
  values: Float32Array[];
  /** How each enters; of a logarithm with what stands in for that of a value that is not positive. */
  entries: ColumnEntry[];
  left: { column: string; reason: string }[];
}

/** The measured quantities of a table as a classifier may see them. O(rows columns). */
export function populationColumns(table: Table, features: readonly FeatureSpec[]): PopulationColumns {
  const found: PopulationColumns = { names: [], values: [], entries: [], left: [] };
  for (const { column: name, transform } of features) {
    const column = columnNamed(table, name);
    const reason = column.type === 'text' ? 'text' : NEVER[column.role];
    const numbers = reason === undefined ? numbersOf(column) : null;
    const entry = { name, transform, edge: numbers && transform === 'log10' ? lowEdgeOf(numbers) : 0 };
    const values = numbers && enteredValues(numbers, entry);
    const why = reason ?? sayNothing(values!);
    if (why !== null) found.left.push({ column: name, reason: why });
    else {
      found.names.push(name);
      found.values.push(values!);
      found.entries.push(entry);
    }
  }
  return found;
}

function lowEdgeOf(values: Float64Array | Float32Array): number {
  return Math.log10(quantileSorted(sortedFinite(values.filter((value) => value > 0)), LOW_EDGE));
}

/** The numbers of a column as they enter a classifier; NaN where there is none. O(rows). */
export function enteredValues(
  values: Float64Array | Float32Array,
  { transform, edge }: ColumnEntry,
): Float32Array {
  if (transform !== 'log10') {
    return Float32Array.from(values, (value) => (Number.isFinite(value) ? value : Number.NaN));
  }
  return Float32Array.from(values, (value) => {
    if (!Number.isFinite(value)) return Number.NaN;
    return value > 0 ? Math.log10(value) : edge;
  });
}

function sayNothing(values: Float32Array): string | null {
  const first = values.find(Number.isFinite);
  if (first === undefined) return 'no value in any row';
  return values.every((value) => value === first) ? 'the same value in every row' : null;
}
