import { expect, test } from 'vitest';
import { encodeRoc } from './encode-roc.ts';

test.each(['light', 'dark'] as const)('all folds lie over the single ones, in the %s theme', (theme) => {
  const curve = { falseRate: Float32Array.of(0, 0, 1), trueRate: Float32Array.of(0, 1, 1) };
  const model = encodeRoc(curve, [curve, curve], 1, 20, theme);
  expect(model.frame.series.map(({ name }) => name)).toEqual(['chance', 'fold 1', 'fold 2', 'all folds']);
  expect(model.frame.series[3]).toMatchObject({ x: [0, 0, 1], y: [0, 1, 1] });
  expect(model.summary).toContain('1.000; the 2 folds');
});
