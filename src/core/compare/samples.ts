import { Problem } from '../problem.ts';
import { rowCountOf, textAt } from '../table/column.ts';
import { columnNamed, type Table } from '../table/table.ts';

/** Beyond so many, a column of runs is none. */
export const MOST_RUNS = 32;

export interface RunRows {
  names: string[];
  /** One a row: index into names, -1 where the column has no value. */
  of: Int32Array;
}

/**
 * Rows by the value of a column, in order of their first appearance. O(rows).
 * @throws Problem where the column has more than MOST_RUNS values.
 */
export function runsOf(table: Table, column: string): RunRows {
  const found = columnNamed(table, column);
  const rows = rowCountOf(found);
  const of = new Int32Array(rows);
  const known = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const name = textAt(found, row);
    let run = name === '' || name === 'NaN' ? -1 : known.get(name);
    if (run === undefined) {
      run = known.size;
      if (run === MOST_RUNS) {
        throw new Problem(
          'bad-parameter',
          `${column} has more than ${MOST_RUNS} different values; expected a column of runs with at most ${MOST_RUNS}`,
        );
      }
      known.set(name, run);
    }
    of[row] = run;
  }
  return { names: [...known.keys()], of };
}

/** Rows of a run, ascending. */
export function rowsWith(of: Int32Array, run: number): Int32Array {
  let count = 0;
  for (const one of of) if (one === run) count++;
  const rows = new Int32Array(count);
  for (let row = 0, i = 0; row < of.length; row++) if (of[row] === run) rows[i++] = row;
  return rows;
}
