import type { EvaluationReport } from '../../src/core/expression/evaluate.ts';
import type { Expression } from '../../src/core/expression/expression.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { NumberColumn, Role } from '../../src/core/table/column.ts';
import type { Table } from '../../src/core/table/table.ts';

/** A new column, checked; `expression` may read those of the table and the ones before it. */
export interface ColumnToDerive {
  name: string;
  expression: string;
  unit: string | null;
  role: Role;
}

export interface DerivedColumn {
  column: NumberColumn;
  report: EvaluationReport;
  /** With the curves that its running functions found, for languages that know no such functions; null without any. */
  explicit: Expression | null;
}

export interface DeriveApi {
  derive(table: Table, columns: ColumnToDerive[], progress: Progress): Promise<DerivedColumn[]>;
}
