import { describe, expect, it } from 'vitest';
import { exampleInput } from '../example-columns.ts';
import { encodeHistogram } from './encode-histogram.ts';
import { histogram } from './kind.ts';

const { spec } = histogram.example('light');
const input = exampleInput('light');

describe('the histogram', () => {
  it('counts every event with a value once', () => {
    const { frame, counts } = encodeHistogram({ ...spec, y: { ...spec.y, scale: 'linear' } }, input);
    const [all] = frame.series;
    expect(all.x.length).toBe(all.y.length + 1);
    expect(all.y.reduce((sum, n) => sum + n, 0)).toBe(counts.drawable);
  });

  it('agrees with a plain count in each bin', () => {
    const { frame } = encodeHistogram({ ...spec, bins: 7 }, input);
    const column = input.column('data:s1_tba')!;
    const values = column.type === 'text' ? [] : Array.from(column.values, Number);
    const [{ x, counts }] = frame.series;
    expect(counts).toEqual(
      Array.from(
        { length: 7 },
        (_, i) => values.filter((v) => v >= x[i] && (v < x[i + 1] || (i === 6 && v <= x[7]))).length,
      ),
    );
  });

  it('lays the selected events over all, in the same bins', () => {
    const { frame, overlay } = encodeHistogram(spec, input);
    expect(overlay).toHaveLength(1);
    expect(overlay[0].x).toEqual(frame.series[0].x);
    expect(overlay[0].counts!.reduce((sum, n) => sum + n, 0)).toBe(118);
  });

  it('has log places on both axes where asked, empty bins on the floor', () => {
    const { frame } = encodeHistogram(
      { ...spec, x: { column: 'data:s2_area', scale: 'log', range: null } },
      input,
    );
    const [{ counts, y }] = frame.series;
    counts!.forEach((n, i) => {
      expect(y[i]).toBeCloseTo(n > 0 ? Math.log10(n) : frame.y.low, 12);
    });
    expect(frame.x.high).toBeLessThan(6);
  });

  it('outlines clusters', () => {
    const { frame } = encodeHistogram({ ...spec, color: { by: 'cluster', column: 'c:cluster' } }, input);
    expect(frame.series.map(({ name }) => name)).toEqual(['all events', 'cluster 0', 'cluster 1']);
    expect(frame.legend.map(({ label }) => label)).toEqual([0, 1]);
  });

  it('puts whole numbers in the middle of bins', () => {
    const values = Int32Array.from({ length: 100 }, (_, row) => row % 5);
    const { frame } = encodeHistogram(spec, {
      ...input,
      rows: 100,
      selected: null,
      column: () => ({ name: 'n', unit: '', role: 'feature', type: 'int32', values, missing: null }),
    });
    const [{ x, counts }] = frame.series;
    expect(x[0] % 1).toBe(-0.5);
    expect(counts!.filter((n) => n > 0)).toEqual([20, 20, 20, 20, 20]);
  });
});
