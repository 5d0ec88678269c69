import { expect, test } from 'vitest';
import { evaluateExpression } from '../../core/expression/evaluate.ts';
import { printExpression } from '../../core/expression/print.ts';
import { bitsFrom } from '../../core/table/bits.ts';
import type { Clause, SelectionStep } from '../../core/table/clause.ts';
import type { Column } from '../../core/table/column.ts';
import { resolveSteps } from '../../core/table/resolve.ts';
import { selectionExpression } from './selection-expression.ts';

const NONE = Number.NaN;
const numbers = (name: string, values: number[]): Column => ({
  ...{ name, unit: null, role: 'feature', type: 'float64', values: Float64Array.from(values) },
  missing: bitsFrom(values.length, (row) => Number.isNaN(values[row])),
});
const levels = ['gas', 'wall'];
const table = {
  rows: 8,
  columns: [
    numbers('a', [0, 1, 2, 3, NONE, NONE, -5, 2.5]),
    numbers('b', [NONE, 1, -1, 0, 4, NONE, 2, 2]),
    {
      ...{ name: 't', unit: null, role: 'label', type: 'text', levels },
      codes: Int32Array.from([0, 1, 0, 1, 0, 1, 0, 1]),
      missing: bitsFrom(8, (row) => row === 3),
    },
  ] as Column[],
};
const find = (ref: string): Column | undefined => table.columns.find(({ name }) => ref === `data:${name}`);

test('a selection and its expression hold for the same rows, inverted and subtracted too', () => {
  const range = (
    column: string,
    low: number | null,
    high: number | null,
  ): Extract<Clause, { type: 'range' }> => ({
    ...{ type: 'range', column: `data:${column}`, low, high },
  });
  const clauses: Clause[] = [
    range('a', 0.5, 2),
    range('b', -1, null),
    range('a', null, null),
    { type: 'box', x: range('a', null, 2.2), y: range('b', 0, 3) },
    { type: 'labels', column: 'data:t', labels: [0] },
    { type: 'labels', column: 'data:a', labels: [2, 3] },
    { type: 'labels', column: 'data:a', labels: [] },
  ];
  for (const first of clauses) {
    for (const second of clauses) {
      for (const mode of ['add', 'subtract', 'intersect'] as const) {
        for (const last of [[], [{ mode: 'invert' }]] as SelectionStep[][]) {
          const steps: SelectionStep[] = [
            { mode: 'replace', clause: first },
            { mode, clause: second },
            ...last,
          ];
          const expression = selectionExpression(steps, (ref) => (ref === 'data:t' ? levels : null));
          const found = evaluateExpression(expression, table);
          if (found.type === 'number') throw new Error('a number');
          expect(found.holds, printExpression(expression)).toEqual(resolveSteps(steps, 8, find).selected);
        }
      }
    }
  }
  const lasso: Clause = {
    type: 'polygon',
    x: 'data:a',
    y: 'data:b',
    xScale: 'linear',
    yScale: 'linear',
    points: [],
  };
  expect(() => selectionExpression([{ mode: 'add', clause: lasso }], () => null)).toThrow('take the TCutG');
  expect(() =>
    selectionExpression([{ mode: 'add', clause: { type: 'rows', rows: [1] } }], () => null),
  ).toThrow('no rule');
});
