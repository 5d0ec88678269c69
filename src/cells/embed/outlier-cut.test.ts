import { expect, test } from 'vitest';
import { outlierStep } from './outlier-cut.ts';

test('it is a cut on a column, so it can be named and undone', () => {
  expect(outlierStep('u1', 'LOF', 2.5, 'add')).toEqual({
    mode: 'add',
    clause: { type: 'range', column: 'u1:LOF', low: 2.5, high: null },
  });
});
