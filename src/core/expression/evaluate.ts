import { type Bits, bitsNone, countBits } from '../table/bits.ts';
import type { BigintColumn, Column, NumberColumn } from '../table/column.ts';
import { columnMemory } from '../table/share.ts';
import { findColumn, type Table } from '../table/table.ts';
import { checkExpression } from './check.ts';
import { eachSet } from './column-blocks.ts';
import type { Expression } from './expression.ts';
import { type CurveOf, fitCurves } from './fit-curves.ts';
import { BLOCK, type Operations, plainOperations } from './operations.ts';
import { compileProgram, type Undefined } from './program.ts';

/** What came of the rows. */
export interface EvaluationReport {
  rows: number;
  /** Rows without a result. */
  missing: number;
  /** Of these, the rows where every column that is read has a value: logarithms of 0, divisions by 0 and the like. */
  undefined: number;
  /** The operations that can be to blame for those, those with most rows first. */
  reasons: Undefined[];
  /** Columns with integers beyond 2^53, which were rounded to the nearest double, and in how many rows. */
  rounded: { column: string; rows: number }[];
}

export type Evaluation = {
  /** The curves of its running functions, for `withCurves`. */
  curveOf: CurveOf;
} & (
  | { type: 'number'; values: Float64Array; missing: Bits | null; report: EvaluationReport }
  | { type: 'truth'; holds: Bits; missing: Bits | null; report: EvaluationReport }
);

/**
 * An expression for every row of a table. All arithmetic is in doubles. A missing operand (NaN is one) makes a result
 * missing, but for `where`, which looks at the branch taken, `ismissing`, and `&&` and `||` where the other side alone
 * decides: false && missing is false, true || missing is true (Kleene's logic, as in SQL and pandas' boolean). What is not
 * defined (a logarithm of 0 or less, a division by 0, the root of a negative number, inf - inf) is missing and counted in
 * the report; what overflows is infinite. A missing truth value is not in `holds`. Throws the Problems of checkExpression.
 * Running functions first go through all rows to fit their curves, O(rows log rows) each, the innermost first.
 * One thread, O(rows x parts): a comparison of a logarithm and a power takes about 40 ns a row.
 * @param operationsFor those of kernels, which are quicker, for large tables. The bits are the same.
 */
export function evaluateExpression(
  expression: Expression,
  table: Table,
  operationsFor: (part: Expression) => Operations = () => plainOperations,
): Evaluation {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const { reads } = checkExpression(expression, columns);
  const { rows } = table;
  const compile = (part: Expression, curveOf: CurveOf) =>
    compileProgram(part, (name) => columns.get(name)!, curveOf, operationsFor(part));
  const curveOf = fitCurves(expression, rows, compile);
  const program = compile(expression, curveOf);
  const missing = bitsNone(rows);
  const { result, absent } = program;
  const values = new Float64Array(columnMemory(result.type === 'number' ? 8 * rows : 0));
  const holds = bitsNone(result.type === 'truth' ? rows : 0);
  let undefinedRows = 0;
  for (let base = 0; base < rows; base += BLOCK) {
    const n = Math.min(BLOCK, rows - base);
    program.run(base, n);
    let bad: number;
    if (result.type === 'number') {
      values.set(n === BLOCK ? result.block : result.block.subarray(0, n), base);
      bad = program.operations.anyMissing(result.block, n)
        ? packMissing(missing, result.block, absent, base, n)
        : 0;
    } else bad = packTruths(holds, missing, result.block, absent, base, n);
    if (bad > 0) program.blame();
    undefinedRows += bad;
  }
  const missingRows = countBits(missing);
  const report: EvaluationReport = {
    rows,
    missing: missingRows,
    undefined: undefinedRows,
    reasons:
      undefinedRows === 0 ? [] : program.undefined.filter((u) => u.rows > 0).sort((a, b) => b.rows - a.rows),
    rounded: roundedColumns(reads, table),
  };
  const gaps = missingRows === 0 ? null : missing;
  if (result.type === 'number') return { type: 'number', values, missing: gaps, report, curveOf };
  return { type: 'truth', holds, missing: gaps, report, curveOf };
}

function packMissing(
  missing: Bits,
  block: Float64Array,
  absent: Uint8Array,
  base: number,
  n: number,
): number {
  let undefinedRows = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isNaN(block[i])) continue;
    missing.words[(base + i) >>> 5] |= 1 << (i & 31);
    if (absent[i] === 0) undefinedRows++;
  }
  return undefinedRows;
}

function packTruths(
  holds: Bits,
  missing: Bits,
  block: Uint8Array,
  absent: Uint8Array,
  base: number,
  n: number,
): number {
  let undefinedRows = 0;
  for (let start = 0; start < n; start += 32) {
    const end = Math.min(n, start + 32);
    let yes = 0;
    let none = 0;
    for (let i = start; i < end; i++) {
      const value = block[i];
      yes |= (value >>> 1) << (i & 31);
      none |= (value & 1) << (i & 31);
      undefinedRows += value & 1 & (absent[i] ^ 1);
    }
    holds.words[(base + start) >>> 5] = yes;
    missing.words[(base + start) >>> 5] = none;
  }
  return undefinedRows;
}

const EXACT = 2n ** 53n;

function roundedColumns(reads: readonly string[], table: Table): EvaluationReport['rounded'] {
  return reads.flatMap((name) => {
    const column = findColumn(table, name);
    const rows = column?.type === 'int64' ? beyondExact(column) : 0;
    return rows > 0 ? [{ column: name, rows }] : [];
  });
}

/** Rows with a value that the high word alone shows to be beyond 2^53. */
function beyondExact(column: BigintColumn): number {
  const { values } = column;
  const high = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  let rows = 0;
  for (let row = 0; row < values.length; row++) {
    const word = high[2 * row + 1];
    if (word < 2097152 && word >= -2097152) continue;
    if (values[row] <= EXACT && values[row] >= -EXACT) continue;
    rows++;
  }
  if (column.missing) {
    for (let base = 0; base < values.length; base += BLOCK) {
      eachSet(column.missing, base, Math.min(BLOCK, values.length - base), (i) => {
        if (values[base + i] > EXACT || values[base + i] < -EXACT) rows--;
      });
    }
  }
  return rows;
}

/** A result as a column; truth values become 1 and 0. */
export function columnOfEvaluation(
  evaluation: Evaluation,
  { name, unit, role }: Pick<Column, 'name' | 'unit' | 'role'>,
): NumberColumn {
  const { missing } = evaluation;
  if (evaluation.type === 'number') {
    return { name, unit, role, type: 'float64', values: evaluation.values, missing };
  }
  const { length } = evaluation.holds;
  const values = new Int32Array(columnMemory(4 * length));
  for (let base = 0; base < length; base += BLOCK) {
    eachSet(evaluation.holds, base, Math.min(BLOCK, length - base), (i) => (values[base + i] = 1));
  }
  return { name, unit, role, type: 'int32', values, missing };
}
