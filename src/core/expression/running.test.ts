import { expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { hasBit } from '../table/bits.ts';
import { makeTable, type Table } from '../table/table.ts';
import { checkExpression } from './check.ts';
import { evaluateExpression } from './evaluate.ts';
import { kernelOperations } from './kernel-operations.ts';
import { parseExpression } from './parse.ts';
import { rowsWhere } from './rows-where.ts';
import { unitOf } from './unit-of.ts';
import { withCurves } from './with-curves.ts';

const ROWS = 6000;

/** A width that grows as the root of the drift time, more exactly known for large areas; every 100th event is odd. */
function run(seed: number): Table {
  const rng = createRng(seed);
  const drift = Float64Array.from({ length: ROWS }, () => 900 * rng.uniform());
  const area = drift.map(() => Math.exp(3 + 4 * rng.uniform()));
  const width = drift.map((time, row) =>
    row % 100 === 0
      ? 1 + 4 * rng.uniform()
      : (0.4 + 0.1 * Math.sqrt(time)) * (1 + rng.normal() / Math.sqrt(area[row])),
  );
  drift[17] = Number.NaN;
  width[18] = Number.NaN;
  area[19] = Number.NaN;
  const columns = Object.entries({ drift, area, width });
  return makeTable(
    columns.map(([name, values]) => ({
      ...{ name, unit: name === 'drift' ? 'us' : null, role: 'feature', type: 'float64', missing: null },
      values,
    })),
  );
}

function valuesOf(text: string, table = run(1)): Float64Array {
  const found = evaluateExpression(parseExpression(text), table);
  if (found.type !== 'number') throw new Error(`${text} is no number`);
  return found.values;
}

it('a residual is a standard normal of the ordinary events, and large for planted ones', () => {
  const sigma = valuesOf('residual_sigma(width, drift, log10(area))');
  const ordinary = [...sigma].filter((value, row) => row % 100 !== 0 && !Number.isNaN(value));
  const mean = ordinary.reduce((sum, value) => sum + value, 0) / ordinary.length;
  const within = ordinary.filter((value) => Math.abs(value) < 1).length / ordinary.length;
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(within).toBeGreaterThan(0.66);
  expect(within).toBeLessThan(0.71);
  const odd = [...sigma].filter((value, row) => row % 100 === 0 && Math.abs(value) > 5);
  expect(odd.length).toBeGreaterThan(25);
  for (const row of [17, 18, 19]) expect(sigma[row]).toBeNaN();
});

it('the running median is that of the run, also where y has no value', () => {
  const median = valuesOf('running_quantile(width, drift, 0.5)');
  const drift = valuesOf('drift');
  for (const row of [18, 19, 500, 4000]) {
    expect(Math.abs(median[row] / (0.4 + 0.1 * Math.sqrt(drift[row])) - 1)).toBeLessThan(0.03);
  }
  expect(median[17]).toBeNaN();
});

it('one curve may be of what another gives, and a comparison of it is a truth value', () => {
  const nested = valuesOf('residual_sigma(residual_sigma(width, drift), log10(area))');
  expect(nested.filter((value) => Math.abs(value) < 1).length / ROWS).toBeGreaterThan(0.6);
  const table = run(1);
  const found = evaluateExpression(parseExpression('residual_sigma(width, drift) > 5'), table);
  const sigma = valuesOf('residual_sigma(width, drift)');
  if (found.type !== 'truth') throw new Error('expected a truth value');
  for (let row = 0; row < ROWS; row++) expect(hasBit(found.holds, row)).toBe(sigma[row] > 5);
});

it.each([
  'residual_sigma(width, drift, log10(area))',
  'residual_sigma(width, drift)',
  'running_quantile(width, drift, 0.9) - width',
  'log10(abs(residual_sigma(width, 1, area)) + running_quantile(area, area, 0.1))',
])('written out for each row by itself it gives the same: %s', (text) => {
  const table = run(2);
  const parsed = parseExpression(text);
  const whole = evaluateExpression(parsed, table);
  const byKernel = evaluateExpression(parsed, table, kernelOperations);
  expect({ ...byKernel, curveOf: null }).toEqual({ ...whole, curveOf: null });
  const explicit = evaluateExpression(withCurves(parsed, whole.curveOf), table);
  if (whole.type !== 'number' || explicit.type !== 'number') throw new Error('expected numbers');
  for (let row = 0; row < ROWS; row++) {
    const [a, b] = [whole.values[row], explicit.values[row]];
    if (!Object.is(a, b) && !(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))))
      expect([row, b]).toEqual([row, a]);
  }
});

it('too few rows have no residual, and it is told whose fault that is', () => {
  const table = run(3);
  const few = makeTable(
    table.columns.map((column) => ({
      ...column,
      values: valuesOf(column.name, table).slice(20, 35),
    })) as Table['columns'],
  );
  const { report } = evaluateExpression(parseExpression('residual_sigma(width, drift)'), few);
  expect(report).toMatchObject({
    missing: 15,
    undefined: 15,
    reasons: [{ operation: 'residual_sigma', rows: 15 }],
  });
});

it('says what it cannot take', () => {
  const table = run(1);
  const check = (text: string): unknown =>
    checkExpression(parseExpression(text), new Map(table.columns.map((column) => [column.name, column])));
  expect(() => check('residual_sigma(width)')).toThrow('expected residual_sigma(y, x, by)');
  expect(() => check('running_quantile(width, drift, area)')).toThrow('expected a number from 0 to 1');
  expect(() => check('running_quantile(width, drift, 1.5)')).toThrow('expected a number from 0 to 1');
  expect(() => rowsWhere('residual_sigma(width, drift) > 3', table)).toThrow(
    'make a column by it in a Derive cell',
  );
  const many = Array.from({ length: 13 }, () => 'residual_sigma(width, drift)').join(' + ');
  expect(() => valuesOf(many)).toThrow('expected at most 12');
});

it('has the unit of sigma, or that of the curve', () => {
  const unit = (text: string) =>
    unitOf(parseExpression(text), (name) => ({ width: 'ns', drift: 'us' })[name]);
  expect(unit('residual_sigma(width, drift)')).toBe('sigma');
  expect(unit('running_quantile(width, drift, 0.5) - width')).toBe('ns');
});
