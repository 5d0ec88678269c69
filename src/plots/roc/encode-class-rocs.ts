import type { RocCurve } from '../../core/classify/roc.ts';
import { clusterColor, paletteOf } from '../palette.ts';
import type { AxisModel, FigureModel, Theme } from '../plot.ts';
import { shareAxis, shareFigure } from './encode-roc.ts';

/** The curve of each class against all others, in the colours of clusters. */
export function encodeClassRocs(
  curves: readonly { name: string; auc: number; roc: RocCurve }[],
  events: number,
  theme: Theme,
): FigureModel {
  const axes: [AxisModel, AxisModel] = [shareAxis('Others let through'), shareAxis('Class kept')];
  for (const axis of axes) [axis.low, axis.high] = [-0.02, 1.02];
  return shareFigure(
    'roc',
    axes,
    [
      { name: 'chance', mark: 'line', x: [0, 1], y: [0, 1], color: paletteOf(theme).axis },
      ...curves.map(({ name, roc }, c) => ({
        name,
        mark: 'line' as const,
        x: Array.from(roc.falseRate),
        y: Array.from(roc.trueRate),
        color: clusterColor(theme, c),
      })),
    ],
    theme,
    events,
    `ROC curves on held-out events, each class against all others: ${curves.map(({ name, auc }) => `${name} ${auc.toFixed(3)}`).join(', ')}.`,
  );
}
