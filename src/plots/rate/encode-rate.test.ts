import { describe, expect, it } from 'vitest';
import { exampleInput } from '../example-columns.ts';
import { encodeRate } from './encode-rate.ts';
import { rate } from './kind.ts';
import { poissonInterval } from './poisson-interval.ts';

const { spec } = rate.example('light');
const input = exampleInput('light');

describe('the rate', () => {
  it('is that of the events, in a unit that keeps the number readable', () => {
    const { frame } = encodeRate(spec, input);
    expect(frame.x.label).toBe('Time since first event [min]');
    expect(frame.y.label).toBe('Rate [Hz]');
    const [{ y, counts }] = frame.series;
    expect(counts!.reduce((sum, n) => sum + n, 0)).toBe(2000);
    for (const one of y.slice(0, -1)) expect(one).toBeCloseTo(2000 / 3600, 1);
  });

  it('takes mHz for rare events', () => {
    const { frame } = encodeRate(spec, { ...input, ...exampleInput('light', 40) });
    expect(frame.y.label).toBe('Rate [mHz]');
  });

  it('corrects the last bin for its shorter time', () => {
    const { frame } = encodeRate({ ...spec, bins: 1000 }, input);
    const [{ y, counts }] = frame.series;
    expect(y).toHaveLength(4);
    expect(counts![3]).toBeLessThan(0.7 * counts![2]);
    expect(y[3]).toBeCloseTo(y[2], 1);
  });

  it('lays the rate of the selected events under it', () => {
    const { overlay } = encodeRate(spec, input);
    expect(overlay[0].counts!.reduce((sum, n) => sum + n, 0)).toBe(118);
  });

  it('keeps its whole time beside a saved range, for a reset', () => {
    const whole = encodeRate(spec, input).frame.x;
    const start = 1_700_000_000;
    const saved = encodeRate({ ...spec, x: { ...spec.x, range: [start + 60, start + 120] } }, input).frame.x;
    expect(saved.high).toBeLessThan(whole.high);
    expect(saved.robust).toEqual({ low: whole.low, high: whole.high });
  });

  it('says that it needs a time', () => {
    const { message } = encodeRate({ ...spec, x: { ...spec.x, column: 'data:r' } }, input);
    expect(message).toBe('r has [cm]; a rate needs a time in ns, us, ms, s, min or h.');
  });
});

describe('the Poisson interval', () => {
  // Exact 68.27 % limits (Garwood): 0: 0 to 1.841, 1: 0.1727 to 3.300, 10: 6.891 to 14.27.
  it('is near the exact one', () => {
    for (const [n, low, high] of [
      [0, 0, 1.841],
      [1, 0.1727, 3.3],
      [10, 6.891, 14.27],
    ]) {
      expect(poissonInterval(n).high / high).toBeCloseTo(1, 1);
      expect(Math.abs(poissonInterval(n).low - low)).toBeLessThan(0.02);
    }
  });
});
