import { describe, expect, it } from 'vitest';
import { atRobustEnds } from '../axis.ts';
import { exampleInput } from '../example-columns.ts';
import { countNote } from '../notes.ts';
import { clusterTone } from '../palette.ts';
import type { PlotSpec } from '../plot.ts';
import { encodeScatter, PLANE_HELP } from './encode-scatter.ts';
import { scatter } from './kind.ts';

const { spec } = scatter.example('light');
const input = exampleInput('light');
const on = (more: Partial<PlotSpec>): PlotSpec => ({ ...spec, ...more });

describe('the scatter', () => {
  it('accounts for every row', () => {
    const { counts, message } = encodeScatter(spec, input);
    expect(message).toBeNull();
    const left = counts.left.reduce((sum, { count }) => sum + count, 0);
    expect(counts.drawable + left).toBe(input.rows);
    expect(counts.left.map(({ reason }) => reason).sort()).toEqual([
      'with s2_area ≤ 0 on a log axis: not drawn',
      'without s2_area: not drawn',
    ]);
    expect(countNote(counts, 3)).toMatch(/^1,9\d\d drawn · 118 selected · 3 outside the axes · /);
  });

  it('names units on its axes and gives log axes log places', () => {
    const { frame, points } = encodeScatter(spec, input);
    expect(frame.x.label).toBe('s1_area [phd]');
    const values = input.column('data:s1_area')!;
    if (values.type === 'text' || !points) throw new Error('expected numbers and points');
    expect(points.x[5]).toBeCloseTo(Math.log10(Number(values.values[5])), 12);
    expect(frame.x.low).toBeLessThan(frame.x.high);
  });

  it('takes a saved range over the robust one, in the unit of the column', () => {
    const { frame } = encodeScatter(on({ x: { ...spec.x, range: [1, 1000] } }), input);
    expect([frame.x.low, frame.x.high]).toEqual([0, 3]);
    const { frame: wrong } = encodeScatter(on({ x: { ...spec.x, range: [-5, 1000] } }), input);
    expect(Number.isFinite(wrong.x.low)).toBe(true);
  });

  it('keeps the robust ends beside a saved range, for a reset', () => {
    const robust = encodeScatter(spec, input).frame.x;
    const saved = encodeScatter(on({ x: { ...spec.x, range: [1, 1000] } }), input).frame.x;
    expect(robust.robust).toBeUndefined();
    expect(saved.low).not.toBe(robust.low);
    expect(atRobustEnds(saved)).toMatchObject({ low: robust.low, high: robust.high });
    expect(atRobustEnds(robust)).toBe(robust);
  });

  it('squares r and runs drift time downwards', () => {
    const { frame, points } = encodeScatter(
      on({
        x: { column: 'data:r', scale: 'linear', range: null, square: true },
        y: { column: 'data:drift_time', scale: 'linear', range: null, reversed: true },
      }),
      input,
    );
    expect(frame.x.label).toBe('r² [cm²]');
    expect(frame.x.high).toBeGreaterThan(5000);
    expect(frame.y.reversed).toBe(true);
    expect(points!.x.every((place) => place >= 0)).toBe(true);
  });

  it('gives the plane no ticks and says why', () => {
    const axis = (column: string) => ({ column, scale: 'linear' as const, range: null });
    const { frame } = encodeScatter(on({ x: axis('embed:UMAP 1'), y: axis('embed:UMAP 2') }), {
      ...input,
      column: (ref) => input.column(ref.replace('embed:', 'data:')),
      label: (ref) => input.label(ref.replace('embed:', 'data:')),
    });
    expect([frame.x.ticks, frame.y.ticks, frame.equalAspect]).toEqual([false, false, true]);
    expect(frame.help).toBe(PLANE_HELP);
  });

  it('shows times since the first event', () => {
    const { frame } = encodeScatter(
      on({ x: { column: 'data:event_time', scale: 'linear', range: null } }),
      input,
    );
    expect(frame.x.label).toBe('Time since first event [min]');
    expect(frame.x.high).toBeLessThan(70);
  });

  it('tells clusters apart and lists them with noise last', () => {
    const { points, frame } = encodeScatter(spec, input);
    expect(points!.tone![17]).toBe(clusterTone(1));
    expect(points!.tone![29]).toBe(clusterTone(-1));
    expect(frame.legend.map(({ name }) => name)).toEqual(['0', '1', 'noise']);
    expect(frame.legendRef).toBe('cluster:cluster');
  });

  it('centres the colours of an asymmetry on zero, and takes viridis and log where values span decades', () => {
    const tba = encodeScatter(on({ color: { by: 'column', column: 'data:s1_tba' } }), input);
    expect(tba.frame.colorBar).toMatchObject({ kind: 'values', title: 's1_tba', log: false });
    expect(tba.frame.colorBar!.low).toBe(-tba.frame.colorBar!.high);
    const text = encodeScatter(on({ color: { by: 'column', column: 'data:origin' } }), input);
    expect(text.frame.legend.map(({ name }) => name)).toEqual(['liquid', 'gas']);
  });

  it('colours a column of clusters by cluster, never along a ramp', () => {
    const clusters = { ...input, label: (ref: string) => ({ ...input.label(ref), isCluster: true }) };
    const { frame, points } = encodeScatter(on({ color: { by: 'column', column: 'data:r' } }), clusters);
    expect(frame.colorBar).toBeNull();
    expect(points!.values).toBeNull();
    expect(frame.legend.map(({ name }) => name)).toEqual(['0', '1', 'noise']);
    expect(frame.legendRef).toBe('data:r');
  });

  it('keeps its frame the same whatever is selected', () => {
    const some = encodeScatter(spec, input);
    const none = encodeScatter(spec, { ...input, selected: null });
    expect(JSON.stringify(none.frame)).toBe(JSON.stringify(some.frame));
    expect(none.points!.x).toBe(some.points!.x);
    expect(some.points!.selectedCount).toBe(118);
  });

  it('says what is wrong instead of drawing nothing', () => {
    const message = (column: string | null): string | null =>
      encodeScatter(on({ x: { ...spec.x, column } }), input).message;
    expect(message(null)).toBe('Choose a column for x.');
    expect(message('data:gone')).toBe('This data has no column gone. Choose another under “axes”.');
    const unrun = { ...input, label: (ref: string) => ({ ...input.label(ref), isComputed: true }) };
    expect(encodeScatter(on({ x: { ...spec.x, column: 'embed:gone' } }), unrun).message).toMatch(
      /^Run the cell that makes gone first/,
    );
    expect(message('data:origin')).toMatch(/holds text/);
    expect(message('data:s1_tba')).toBeNull();
  });
});
