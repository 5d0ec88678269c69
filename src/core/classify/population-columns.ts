import type { FeatureSpec } from '../rq/proposal.ts';
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

export interface PopulationColumns {
  names: string[];
  /** Transformed values of each column, NaN where a row has none. One a row of the table. */
  values: Float32Array[];
  left: { column: string; reason: string }[];
}

/** The measured quantities of a table as a classifier may see them. O(rows columns). */
export function populationColumns(table: Table, features: readonly FeatureSpec[]): PopulationColumns {
  const found: PopulationColumns = { names: [], values: [], left: [] };
  for (const { column: name, transform } of features) {
    const column = columnNamed(table, name);
    const reason = column.type === 'text' ? 'text' : NEVER[column.role];
    const values = reason === undefined ? transformed(numbersOf(column), transform === 'log10') : null;
    const why = reason ?? sayNothing(values!);
    if (why !== null) found.left.push({ column: name, reason: why });
    else {
      found.names.push(name);
      found.values.push(values!);
    }
  }
  return found;
}

function transformed(values: Float64Array | Float32Array, log: boolean): Float32Array {
  if (!log) return Float32Array.from(values, (value) => (Number.isFinite(value) ? value : Number.NaN));
  const positive = sortedFinite(values.filter((value) => value > 0));
  const edge = Math.log10(quantileSorted(positive, LOW_EDGE));
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
