import { describe, expect, it } from 'vitest';
import { exampleInput } from './example-columns.ts';
import type { PlotInput } from './plot.ts';
import { encodeScatter } from './scatter/encode-scatter.ts';
import { scatter } from './scatter/kind.ts';
import { rowTip } from './tips.ts';

const { spec } = scatter.example('light');

function tipOn(column: string, input: PlotInput): string {
  const axis = { column, scale: 'linear' as const, range: null };
  const model = encodeScatter({ ...spec, x: axis }, input);
  const { x, y } = model.points!;
  return rowTip(model, 4, [x[4], y[4]]).split('\n')[0];
}

describe('what is said beside the pointer', () => {
  const input = exampleInput('light');

  it('names a unit once, after the value', () => {
    const named: PlotInput = { ...input, label: (ref) => ({ ...input.label(ref), name: 'Δt [µs]' }) };
    expect(tipOn('data:drift_time', named)).toMatch(/^Δt [\d.,]+ us$/);
    expect(tipOn('data:drift_time', input)).toMatch(/^drift_time [\d.,]+ us$/);
  });

  it('gives a time since the first event in the unit of its axis', () => {
    expect(tipOn('data:event_time', input)).toMatch(/^Time since first event 0\.12 min$/);
  });
});
