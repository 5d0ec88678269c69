import { describe, expect, it } from 'vitest';
import { histogram } from './histogram/kind.ts';
import { escapeText, peakOutline, rangeOf, stepOutline, tracesOf } from './plotly-picture.ts';

const steps = { x: [0, 1, 2, 3], y: [2, 0, 5] };

describe('the picture in terms of plotly', () => {
  it('outlines a histogram from the floor to the floor', () => {
    expect(stepOutline(steps, 0)).toEqual({ x: [0, 0, 1, 1, 2, 2, 3, 3], y: [0, 2, 2, 0, 0, 5, 5, 0] });
  });

  it('lifts the pen over empty bins', () => {
    expect(peakOutline(steps, 0)).toEqual({
      x: [Number.NaN, 0, 0, 1, 1, Number.NaN, 2, 2, 3, 3],
      y: [Number.NaN, 0, 2, 2, 0, Number.NaN, 0, 5, 5, 0],
    });
  });

  it('turns a reversed axis round', () => {
    expect(rangeOf({ reversed: true }, { low: 1, high: 2 })).toEqual([2, 1]);
  });

  it('gives values, not places, on log axes', () => {
    const { spec, input } = histogram.example('light');
    const { frame } = histogram.encode(spec, input);
    const [all] = tracesOf(frame, 0) as { y: number[] }[];
    expect(Math.max(...all.y)).toBeCloseTo(Math.max(...frame.series[0].counts!), 9);
  });

  it('takes no markup from names of columns', () => {
    expect(escapeText('<a href="x">S1</a> & b')).toBe('&lt;a href="x"&gt;S1&lt;/a&gt; &amp; b');
  });
});
