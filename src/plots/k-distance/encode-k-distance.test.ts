import { describe, expect, it } from 'vitest';
import type { KDistanceCurve } from '../../core/cluster/clustering.ts';
import { encodeKDistance, kneeLabelX, shareBeyond } from './encode-k-distance.ts';

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

  it('writes the word of its knee beside the curve and clear of the label of eps', () => {
    const knee = (share: number) => ({ ...curve, share: Float32Array.from([0, share, 1, 1, 1]) });
    expect(kneeLabelX(knee(0.1), 400, 170)).toBeCloseTo(50, 4);
    for (const share of [0, 0.2, 0.5, 0.9]) {
      for (const width of [250, 400, 900]) {
        const x = kneeLabelX(knee(share), width, 170);
        expect(x).toBeGreaterThanOrEqual(4);
        expect(x + 40).toBeLessThanOrEqual(width - 170);
      }
    }
  });

  it('tells the share of events beyond eps', () => {
    expect(shareBeyond(curve, 5)).toBe(0);
    expect(shareBeyond(curve, 0.6)).toBe(0.25);
    expect(shareBeyond(curve, 0.1)).toBe(1);
  });
});
