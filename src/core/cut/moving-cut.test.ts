import { expect, test } from 'vitest';
import { parseExpression } from '../expression/parse.ts';
import { rowsWhere } from '../expression/rows-where.ts';
import { createRng } from '../random/rng.ts';
import { andBits, andNotBits, bitsFrom, countBits } from '../table/bits.ts';
import type { Column } from '../table/column.ts';
import { makeTable } from '../table/table.ts';
import { partsOfExpression } from './cut-parts.ts';
import { movingCut } from './moving-cut.ts';

const ROWS = 3000;
const random = createRng(5);
const column = (name: string, values: Float64Array): Column => {
  const missing = bitsFrom(ROWS, (row) => row % 17 === 0);
  return { name, unit: '', role: 'feature', type: 'float64', values, missing };
};
const table = makeTable([
  column(
    'x',
    Float64Array.from({ length: ROWS }, () => random.normal()),
  ),
  column(
    'y',
    Float64Array.from({ length: ROWS }, () => random.normal()),
  ),
]);

test('a moved cut counts what its expression selects, of a target and the rest on the held-out rows', () => {
  const within = bitsFrom(ROWS, (row) => row % 2 === 0);
  const target = bitsFrom(ROWS, (row) => row % 5 === 0);
  const chosen = bitsFrom(ROWS, (row) => row % 7 === 0);
  const count = movingCut(table, { within, target, chosen });
  for (const expression of [
    'x > 0.1',
    '-0.5 <= x < 0.5 && y >= -1',
    'y <= 0.2 - 0.7 * x',
    'log10(x) > 0.1 + 0.3 * log10(y)',
    'y < 1 + x && y > -0.5 - 2 * x && x < 1.5',
  ]) {
    const rows = rowsWhere(expression, table);
    const found = count(partsOfExpression(parseExpression(expression)) ?? []);
    expect(found.selected, expression).toBe(countBits(rows));
    const held = andBits(rows, within);
    expect(found.target).toMatchObject({ count: countBits(andBits(held, target)), of: 300 });
    expect(found.rest).toMatchObject({ count: countBits(andNotBits(held, target)), of: 1200 });
    expect(found.chosen).toEqual({ selected: countBits(andBits(rows, chosen)), of: 429 });
  }
  const alone = movingCut(table, { within: null, target: null, chosen: null });
  expect(alone([])).toEqual({ selected: ROWS, rows: ROWS, target: null, rest: null, chosen: null });
});
