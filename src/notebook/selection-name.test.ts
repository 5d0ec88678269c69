import { expect, test } from 'vitest';
import type { SelectionStep } from '../core/table/clause.ts';
import type { CellDocument } from './document.ts';
import { selectionName } from './selection-name.ts';

const low: SelectionStep = {
  mode: 'replace',
  clause: { type: 'range', column: 'data:s2_tba', low: null, high: 0 },
};

const cells: CellDocument[] = ['data', 'cluster'].map((kind) => ({
  ...{ id: kind, kind, version: 1, title: '', params: {}, inputs: {}, view: {}, collapsed: false },
}));

test('whole clusters are called so', () => {
  const name = (...labels: [SelectionStep['mode'], string, ...number[]][]): string =>
    selectionName(
      {
        cells,
        selections: [],
        selection: labels.map(([mode, column, ...labels]) =>
          mode === 'invert' ? { mode } : { mode, clause: { type: 'labels', column, labels } },
        ),
      },
      12,
    );
  expect(name(['replace', 'cluster:cluster', 3])).toBe('cluster 3');
  expect(name(['replace', 'cluster:cluster', -1])).toBe('noise');
  expect(name(['replace', 'cluster:cluster', 3], ['add', 'cluster:cluster', 1, -1])).toBe(
    'clusters 1, 3 and noise',
  );
  expect(name(['replace', 'cluster:cluster', 3], ['subtract', 'cluster:cluster', 3])).toBe(
    '12 selected events',
  );
  expect(name(['replace', 'cluster:cluster', 3], ['invert', ''])).toBe('12 selected events');
  expect(name(['replace', 'data:stage', 3])).toBe('12 selected events');
  expect(name(['replace', 'cluster:cluster', 1, 2, 3, 4, 5])).toBe('12 selected events');
});

test('selected events go by their own name where they have one', () => {
  const selections = [{ id: 'a', name: 'gas', steps: [{ ...low }] }];
  expect(selectionName({ cells, selection: [low], selections }, 1433)).toBe('gas');
  expect(selectionName({ cells, selection: [low, { mode: 'invert' }], selections }, 1433)).toBe(
    '1,433 selected events',
  );
  expect(selectionName({ cells, selection: [], selections }, 0)).toBe('0 selected events');
});
