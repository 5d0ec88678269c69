import type { Reliability } from '../../core/classify/calibration.ts';
import { wilson } from '../../core/stats/binomial-interval.ts';
import { paletteOf } from '../palette.ts';
import type { FigureModel, SeriesModel, Theme } from '../plot.ts';
import { shareAxis, shareFigure } from '../roc/encode-roc.ts';

/**
 * What was said against what was found, in bins of the probability: on the diagonal where calibrated. Bars are 95 %
 * Wilson intervals of the events in a bin, moved to the share that the bin has with each event counted in full.
 */
export function encodeReliability(raw: Reliability, calibrated: Reliability, theme: Theme): FigureModel {
  const palette = paletteOf(theme);
  const { bins } = calibrated;
  const limits = bins.map(({ found, events, positives }) => {
    const { low, high } = wilson(positives, events);
    const share = positives / events;
    // Odds of weighted events are those of counted ones times one factor.
    const factor =
      found > 0 && found < 1 && share > 0 && share < 1 ? found / (1 - found) / (share / (1 - share)) : 1;
    const move = (p: number): number => (p >= 1 ? 1 : (factor * p) / (1 - p + factor * p));
    return { low: move(low), high: move(high) };
  });
  const series: SeriesModel[] = [
    { name: 'calibrated exactly', mark: 'line', x: [0, 1], y: [0, 1], color: palette.axis },
    {
      name: 'as trained',
      mark: 'line',
      x: raw.bins.map(({ said }) => said),
      y: raw.bins.map(({ found }) => found),
      color: palette.context,
    },
    {
      name: 'after calibration',
      mark: 'error-bars',
      x: bins.map(({ said }) => said),
      y: bins.map(({ found }) => found),
      low: limits.map(({ low }) => low),
      high: limits.map(({ high }) => high),
      counts: bins.map(({ events }) => events),
      color: palette.selected,
    },
  ];
  const axes = [shareAxis('Probability said'), shareAxis('Share found')] as const;
  for (const axis of axes) [axis.low, axis.high] = [-0.02, 1.02];
  return shareFigure(
    'reliability',
    [...axes],
    series,
    theme,
    bins.reduce((sum, { events }) => sum + events, 0),
    `Reliability on held-out events: expected calibration error ${calibrated.ece.toFixed(3)} after calibration, ${raw.ece.toFixed(3)} as trained (grey line).`,
  );
}
