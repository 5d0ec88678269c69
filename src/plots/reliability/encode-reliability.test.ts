import { expect, test } from 'vitest';
import { reliabilityOf } from '../../core/classify/calibration.ts';
import { wilson } from '../../core/stats/binomial-interval.ts';
import { encodeReliability } from './encode-reliability.ts';

test.each(['light', 'dark'] as const)(
  'bars are intervals of the events in a bin, in the %s theme',
  (theme) => {
    const said = [0.05, 0.05, 0.05, 0.95, 0.95, 0.95, 0.95];
    const truth = Int32Array.of(0, 1, 0, 1, 1, 1, 0);
    const plain = reliabilityOf(said, truth, null);
    const [, , bars] = encodeReliability(plain, plain, theme).frame.series;
    expect(bars.y).toEqual([expect.closeTo(1 / 3, 10), expect.closeTo(3 / 4, 10)]);
    const { low, high } = wilson(3, 4);
    expect(bars.low?.[1]).toBeCloseTo(low, 10);
    expect(bars.high?.[1]).toBeCloseTo(high, 10);
    // Each event of class 0 counts ten times: the odds fall by ten, so do those of the limits.
    const weights = Float64Array.from(truth, (label) => (label === 1 ? 1 : 10));
    const weighted = reliabilityOf(said, truth, weights);
    const moved = encodeReliability(plain, weighted, theme).frame.series[2];
    expect(moved.y[1]).toBeCloseTo(3 / 13, 10);
    expect(moved.low?.[1]).toBeCloseTo(low / 10 / (1 - low + low / 10), 10);
  },
);
