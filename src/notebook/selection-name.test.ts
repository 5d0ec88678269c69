import { expect, test } from 'vitest';
import type { SelectionStep } from '../core/table/clause.ts';
import { selectionName } from './selection-name.ts';

const low: SelectionStep = {
  mode: 'replace',
  clause: { type: 'range', column: 'data:s2_tba', low: null, high: 0 },
};

test('selected events go by their own name where they have one', () => {
  const selections = [{ id: 'a', name: 'gas', steps: [{ ...low }] }];
  expect(selectionName({ selection: [low], selections }, 1433)).toBe('gas');
  expect(selectionName({ selection: [low, { mode: 'invert' }], selections }, 1433)).toBe(
    '1,433 selected events',
  );
  expect(selectionName({ selection: [], selections }, 0)).toBe('0 selected events');
});
