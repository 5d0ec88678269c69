import { expect, test } from 'vitest';
import { createEmbedApi } from '../../../workers/embed/embed.ts';
import { defaultEmbedParams } from '../../core/embed/defaults.ts';
import { createRng } from '../../core/random/rng.ts';
import { isMissing } from '../../core/table/column.ts';
import { makeTable } from '../../core/table/table.ts';
import { alone } from '../../core/threads/crew.ts';
import { embedKind } from './kind.ts';

test('an embedding adds its plane and the figures of its events, none of them a measured quantity', async () => {
  const rng = createRng(1);
  const rows = 120;
  const column = (name: string) => ({
    name,
    unit: null,
    role: 'feature' as const,
    missing: null,
    type: 'float64' as const,
    values: Float64Array.from({ length: rows }, (_, row) => (row === 5 ? Number.NaN : rng.normal())),
  });
  const table = makeTable(['a', 'b', 'c'].map(column));
  const result = await createEmbedApi(alone).embed(
    table,
    ['a', 'b', 'c'].map((name) => ({ column: name, transform: 'linear' as const })),
    { ...defaultEmbedParams(rows), epochs: 20 },
    () => undefined,
    () => undefined,
  );
  const columns = embedKind.columns!(result);
  expect(columns.map(({ name }) => name)).toEqual([
    'UMAP 1',
    'UMAP 2',
    'trustworthiness',
    'continuity',
    'neighbor preservation',
    'LOF',
    'k-distance',
  ]);
  for (const made of columns) {
    expect(made.role).toBe('label');
    for (let row = 0; row < rows; row++) expect(isMissing(made, row)).toBe(row === 5);
  }
  const shares = [result.quality.trustworthiness, result.quality.continuity, result.quality.preservation];
  for (const { perEvent, mean } of shares) {
    expect(mean).toBeGreaterThan(0);
    expect(mean).toBeLessThanOrEqual(1);
    expect(perEvent.filter(Number.isFinite)).toHaveLength(rows - 1);
  }
  expect(result.outliers.most).toHaveLength(10);
  expect(result.outliers.lof[result.outliers.most[0].row]).toBe(result.outliers.most[0].lof);
  expect(embedKind.summary(result, embedKind.defaults())).toBe('umap: 119 events, 1 left out, 3 features');
});
