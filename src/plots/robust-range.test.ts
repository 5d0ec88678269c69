import { describe, expect, it } from 'vitest';
import { robustSpan } from './robust-range.ts';

describe('the robust range', () => {
  it('holds all values where none lies far off', () => {
    const span = robustSpan(Float64Array.from({ length: 1000 }, (_, i) => i))!;
    expect(span.low).toBeCloseTo(-29.97, 6);
    expect(span.high).toBeCloseTo(1028.97, 6);
  });

  it('leaves out far values on their side only', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, i) => (i < 5 ? 1e6 : i % 100));
    const span = robustSpan(values)!;
    expect(span.high).toBeLessThan(110);
    expect(span.low).toBeLessThanOrEqual(0);
    expect(robustSpan(values.slice(), true)!.high).toBeGreaterThan(1e6);
  });

  it('passes over values without a place, and gives a single one some air', () => {
    const span = robustSpan(Float64Array.from([Number.NaN, -Infinity, 5, Infinity]))!;
    expect(span).toEqual({ low: 4.5, high: 5.5 });
    expect(robustSpan(Float64Array.from([Number.NaN]))).toBeNull();
    expect(robustSpan(Float64Array.from([0, 0]))).toEqual({ low: -1, high: 1 });
  });
});
