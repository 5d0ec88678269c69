import { columnOfEvaluation, evaluateExpression } from '../../src/core/expression/evaluate.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import { makeTable } from '../../src/core/table/table.ts';
import type { DeriveApi, DerivedColumn } from './api.ts';

/** Columns by expression as a job of a worker, so that a million rows stop no page. */
export const deriveApi: DeriveApi = {
  async derive(table, columns, progress) {
    const derived: DerivedColumn[] = [];
    for (const [done, { name, expression, unit, role }] of columns.entries()) {
      progress({ stage: `computing ${name}`, done, total: columns.length });
      const known = makeTable([...table.columns, ...derived.map(({ column }) => column)]);
      const evaluation = evaluateExpression(parseExpression(expression), { ...known, rows: table.rows });
      const column = columnOfEvaluation(evaluation, { name, unit, role });
      derived.push({ column, report: evaluation.report });
    }
    return derived;
  },
};
