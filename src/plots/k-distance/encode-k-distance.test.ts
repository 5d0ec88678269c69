import { describe, expect, it } from 'vitest';
import type { KDistanceCurve } from '../../core/cluster/clustering.ts';
import { encodeKDistance, lineLabels, shareBeyond } from './encode-k-distance.ts';

const curve: KDistanceCurve = {
  k: 5,
  share: Float32Array.from([0, 0.25, 0.5, 0.75, 1]),
  distance: Float32Array.from([4, 1, 0.5, 0.25, 0.125]),
  knee: 0.5,
};

describe('the k-distance curve', () => {
  it('is drawn in log places where it spans decades', () => {
    const { frame, message } = encodeKDistance(curve, 1000, 'light');
    expect(message).toBeNull();
    expect(frame.y.scale).toBe('log');
    expect(frame.series[0].x).toEqual([0, 25, 50, 75, 100]);
    expect(frame.series[0].y[1]).toBeCloseTo(0, 12);
    expect(frame.series[1].y[0]).toBeCloseTo(Math.log10(0.5), 12);
  });

  it('says so where all events lie on one another', () => {
    const flat = { ...curve, distance: new Float32Array(5), knee: 0 };
    expect(encodeKDistance(flat, 5, 'light').message).toMatch(/zero/);
  });

  it('writes over the upper line and under the lower one', () => {
    expect(lineLabels(40, 46)).toEqual({ eps: 22, knee: 49 });
    expect(lineLabels(46, 40)).toEqual({ eps: 49, knee: 22 });
    expect(lineLabels(40, 40)).toEqual({ eps: 22, knee: 43 });
    expect(lineLabels(2, 30).eps).toBe(-8);
  });

  it('tells the share of events beyond eps', () => {
    expect(shareBeyond(curve, 5)).toBe(0);
    expect(shareBeyond(curve, 0.6)).toBe(0.25);
    expect(shareBeyond(curve, 0.1)).toBe(1);
  });
});
