import { columnOfEvaluation, evaluateExpression } from '../../src/core/expression/evaluate.ts';
import { runningCalls } from '../../src/core/expression/fit-curves.ts';
import { kernelOperations } from '../../src/core/expression/kernel-operations.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import { withCurves } from '../../src/core/expression/with-curves.ts';
import { makeTable } from '../../src/core/table/table.ts';
import type { DeriveApi, DerivedColumn } from './api.ts';

/** Columns by expression as a job of a worker, so that a million rows stop no page. */
export const deriveApi: DeriveApi = {
  async derive(table, columns, progress) {
    const derived: DerivedColumn[] = [];
    for (const [done, { name, expression, unit, role }] of columns.entries()) {
      progress({ stage: `computing ${name}`, done, total: columns.length });
      const known = makeTable([...table.columns, ...derived.map(({ column }) => column)]);
      const parsed = parseExpression(expression);
      const whole = { ...known, rows: table.rows };
      const evaluation = evaluateExpression(parsed, whole, kernelOperations);
      const column = columnOfEvaluation(evaluation, { name, unit, role });
      const running = runningCalls(parsed).length > 0;
      const explicit = running ? withCurves(parsed, evaluation.curveOf) : null;
      derived.push({ column, report: evaluation.report, explicit });
    }
    return derived;
  },
};
