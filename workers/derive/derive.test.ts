import { expect, it } from 'vitest';
import { unwatched } from '../../src/core/progress.ts';
import { deriveApi } from './derive.ts';

const table = {
  rows: 3,
  columns: [
    {
      name: 'a',
      unit: 'phd',
      role: 'feature' as const,
      type: 'float64' as const,
      values: Float64Array.of(1, 0, 100),
      missing: null,
    },
  ],
};

it('makes columns, later ones of earlier ones', async () => {
  const about = { unit: '', role: 'feature' as const };
  const [first, second] = await deriveApi.derive(
    table,
    [
      { name: 'b', expression: 'log10(a)', ...about },
      { name: 'c', expression: 'b > 1', ...about },
    ],
    unwatched,
  );
  expect(first.column).toMatchObject({ name: 'b', unit: '', type: 'float64' });
  expect(first.report).toMatchObject({ missing: 1, undefined: 1 });
  expect(second.column).toMatchObject({ name: 'c', type: 'int32', values: Int32Array.of(0, 0, 1) });
  expect(second.report).toMatchObject({ missing: 1, undefined: 0, reasons: [] });
});

it('makes constants, of as many rows as the table has', async () => {
  const [{ column }] = await deriveApi.derive(
    { rows: 3, columns: [] },
    [{ name: 'two', expression: '2', unit: null, role: 'feature' }],
    unwatched,
  );
  expect(column.values).toEqual(Float64Array.of(2, 2, 2));
});
