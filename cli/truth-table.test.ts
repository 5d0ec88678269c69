import { expect, test } from 'vitest';
import { bitsFrom } from '../src/core/table/bits.ts';
import type { Column } from '../src/core/table/column.ts';
import { compareWithTruth } from './truth-table.ts';

test('purity and recall by hand', () => {
  //              gas gas gas bulk bulk bulk bulk  wall (unknown)
  const codes = [0, 0, 0, 1, 1, 1, 1, 2, 2];
  const labels = [1, 1, 0, 0, 0, 0, 1, -1, 0];
  const truth: Column = {
    name: 'truth',
    unit: null,
    role: 'truth',
    type: 'text',
    codes: Int32Array.from(codes),
    levels: ['gas', 'bulk', 'wall'],
    missing: bitsFrom(9, (row) => row === 8),
  };
  const table = compareWithTruth(truth, Int32Array.from(labels));
  expect(table.unknown).toBe(1);
  expect(table.clusters).toEqual([
    { label: 0, size: 4, value: 'bulk', count: 3, purity: 3 / 4, recall: 3 / 4 },
    { label: 1, size: 3, value: 'gas', count: 2, purity: 2 / 3, recall: 2 / 3 },
    { label: -1, size: 1, value: 'wall', count: 1, purity: 1, recall: 1 },
  ]);
  expect(table.classes).toEqual([
    { value: 'bulk', size: 4, best: { label: 0, purity: 3 / 4, recall: 3 / 4 } },
    { value: 'gas', size: 3, best: { label: 1, purity: 2 / 3, recall: 2 / 3 } },
    { value: 'wall', size: 1, best: null },
  ]);
});
