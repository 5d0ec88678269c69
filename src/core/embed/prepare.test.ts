import { describe, expect, it } from 'vitest';
import { createRng } from '../random/rng.ts';
import { bitsFrom, countBits } from '../table/bits.ts';
import type { NumberColumn, Role } from '../table/column.ts';
import { makeTable } from '../table/table.ts';
import { prepareMatrix } from './prepare.ts';

function column(name: string, values: number[], role: Role = 'feature'): NumberColumn {
  const missing = values.some(Number.isNaN)
    ? bitsFrom(values.length, (row) => Number.isNaN(values[row]))
    : null;
  return { name, unit: null, role, missing, type: 'float64', values: Float64Array.from(values) };
}

const robust = { scaling: 'robust', missing: 'impute' } as const;
const linear = (name: string) => ({ column: name, transform: 'linear' as const });
const log = (name: string) => ({ column: name, transform: 'log10' as const });

describe('prepareMatrix', () => {
  it('centres at the median and divides by IQR / 1.349', () => {
    const table = makeTable([column('a', [1, 2, 3, 4, 5]), column('b', [10, 100, 1000, 1e4, 1e5])]);
    const { matrix, dims, features } = prepareMatrix(table, [linear('a'), log('b')], robust);
    expect(dims).toBe(2);
    for (let row = 0; row < 5; row++) {
      expect(matrix[row * 2]).toBeCloseTo(((row - 2) * 1.34898) / 2, 4);
      expect(matrix[row * 2 + 1]).toBeCloseTo(((row - 2) * 1.34898) / 2, 4);
    }
    expect(features[1]).toMatchObject({ column: 'b', transform: 'log10', center: 3, imputed: 0 });
  });

  it('tells what has no logarithm, and where it was put', () => {
    const values = Array.from({ length: 2000 }, (_, i) => (i < 3 ? -i : i));
    const { warnings, matrix } = prepareMatrix(makeTable([column('area', values)]), [log('area')], robust);
    expect(warnings[0]).toBe(
      'values at or below zero have no logarithm and were set to the low edge of their column: area (3)',
    );
    expect(matrix[0]).toBe(matrix[1]);
    expect(matrix[0]).toBeLessThan(matrix[10]);
  });

  it('fills with the median, counts, names the columns, and keeps the missing apart', () => {
    const rng = createRng(4);
    const lost = Array.from({ length: 2000 }, () => rng.uniform() < 0.05);
    const s1 = lost.map((none) => (none ? Number.NaN : rng.normal()));
    const other = lost.map(() => rng.normal());
    const odd = other.map((v, row) => (row === 7 ? Number.POSITIVE_INFINITY : row === 9 ? Number.NaN : v));
    const table = makeTable([
      column('s1_a', s1),
      column(
        's1_b',
        s1.map((v) => v * v),
      ),
      column('odd', odd),
    ]);
    const found = prepareMatrix(table, [linear('s1_a'), linear('s1_b'), linear('odd')], robust);
    const count = lost.filter(Boolean).length;
    expect(found.matrix.every(Number.isFinite)).toBe(true);
    expect(countBits(found.used)).toBe(2000);
    expect(found.dims).toBe(4);
    expect(found.features[0].imputed).toBe(count);
    expect(found.features[2]).toMatchObject({ imputed: 2, infinite: 1 });
    expect(found.features[3]).toMatchObject({
      column: 's1_a and 1 more missing',
      indicatorOf: ['s1_a', 's1_b'],
    });
    expect(found.matrix[lost.indexOf(true) * 4 + 3]).toBeCloseTo(2 * Math.SQRT2);
    expect(found.warnings.join('\n')).toContain(`s1_a (${count})`);
    expect(found.warnings.join('\n')).toContain('odd (2)');
  });

  it('leaves rows out where told to, and says so', () => {
    const values = [1, 2, Number.NaN, 4, 5, Number.NEGATIVE_INFINITY];
    const table = makeTable([column('a', values), column('b', [1, 2, 3, 4, 5, 6])]);
    const found = prepareMatrix(table, [linear('a'), linear('b')], { scaling: 'robust', missing: 'exclude' });
    expect([...found.rows]).toEqual([0, 1, 3, 4]);
    expect(found.matrix).toHaveLength(8);
    expect(found.warnings).toEqual(['2 of 6 rows left out: no finite value in a (2)']);
  });

  it('leaves out a row without any value even when imputing', () => {
    const table = makeTable([column('a', [1, Number.NaN, 3, 4]), column('b', [1, Number.NaN, 7, 4])]);
    const found = prepareMatrix(table, [linear('a'), linear('b')], robust);
    expect([...found.rows]).toEqual([0, 2, 3]);
    expect(found.warnings.some((w) => w.startsWith('1 of 4 rows left out'))).toBe(true);
  });

  it('sets log10 of what is not positive to the low edge', () => {
    const values = Array.from({ length: 1001 }, (_, i) => (i < 3 ? -i : 10 ** (i / 500)));
    const { matrix, features } = prepareMatrix(makeTable([column('a', values)]), [log('a')], robust);
    expect(features[0]).toMatchObject({ nonPositive: 3, imputed: 3 });
    expect(matrix[0]).toBe(matrix[2]);
    expect(Math.abs(matrix[0] - matrix[3])).toBeLessThan(0.02);
  });

  it('compresses far values and keeps their order', () => {
    const values = Array.from({ length: 100 }, (_, i) => i);
    values.push(1e6, 1e7);
    const { matrix, warnings } = prepareMatrix(makeTable([column('a', values)]), [linear('a')], robust);
    expect(matrix[100]).toBeLessThan(70);
    expect(matrix[101]).toBeGreaterThan(matrix[100]);
    expect(warnings.join()).toContain('a (2)');
  });

  it('leaves out what can be no feature, with the reason', () => {
    const table = makeTable([
      column('good', [1, 2, 3]),
      column('same', [2, 2, 2]),
      column('none', [Number.NaN, Number.NaN, Number.NaN]),
      column('truth', [0, 1, 0], 'truth'),
    ]);
    const found = prepareMatrix(table, ['good', 'same', 'none', 'truth'].map(linear), robust);
    expect(found.features.map((f) => f.column)).toEqual(['good']);
    expect(found.excluded).toEqual([
      { column: 'none', reason: 'no row has a value' },
      { column: 'truth', reason: 'a truth label is never a feature' },
      { column: 'same', reason: 'constant' },
    ]);
  });

  it('takes the standard deviation where the quartiles agree', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i < 10 ? 5 : 0));
    const { features } = prepareMatrix(makeTable([column('a', values)]), [linear('a')], robust);
    expect(features[0].center).toBe(0);
    expect(features[0].scale).toBeCloseTo(1.5);
  });

  it('says in a sentence what is wrong', () => {
    const table = makeTable([column('a', [1, 1, 1, 1]), column('b', [2, 2, 2, 2])]);
    expect(() => prepareMatrix(table, [], robust)).toThrow('no features are chosen; expected at least one');
    expect(() => prepareMatrix(table, [linear('a'), linear('b')], robust)).toThrow(
      'all 4 rows are identical in the chosen features (a, b)',
    );
    expect(() => prepareMatrix(table, [linear('a')], robust, 16)).toThrow(
      '4 rows in the table; expected at least 16',
    );
    expect(() => prepareMatrix(makeTable([column('a', [1])]), [linear('a')], robust)).toThrow(
      '1 row in the table',
    );
    expect(() => prepareMatrix(table, [linear('zzz')], robust)).toThrow('no column zzz');
  });
});
