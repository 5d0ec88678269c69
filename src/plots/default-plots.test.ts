import { describe, expect, it } from 'vitest';
import { defaultPlots } from './default-plots.ts';

const all = {
  s1_area: 'S1',
  s2_area: 'S2',
  s1_tba: 's1_TBA',
  s2_tba: 's2_TBA',
  drift_time: 'dt',
  r: 'r',
  x: 'x',
  y: 'y',
  s2_width: 's2w',
  event_time: 't',
} as const;

describe('the plots to begin with', () => {
  it('are those of the method, with the columns of the file', () => {
    const plots = defaultPlots(all, { data: 'd1', embed: 'e1', cluster: 'c1' });
    expect(plots.map(({ id }) => id)).toEqual([
      'plane',
      's2-s1',
      'tba',
      'drift-r2',
      'x-y',
      'width-drift',
      'rate',
      's2-histogram',
    ]);
    expect(plots[0].x.column).toBe('e1:UMAP 1');
    expect(plots[1]).toMatchObject({
      x: { column: 'd1:S1', scale: 'log' },
      y: { column: 'd1:S2', scale: 'log' },
    });
    expect(plots[3]).toMatchObject({
      x: { column: 'd1:r', square: true },
      y: { column: 'd1:dt', reversed: true },
    });
    expect(plots[0].color).toEqual({ by: 'cluster', column: 'c1:cluster' });
    expect(new Set(plots.map(({ id }) => id)).size).toBe(plots.length);
    expect(JSON.parse(JSON.stringify(plots))).toEqual(plots);
  });

  it('take r2 and corrected areas where the file has them', () => {
    const plots = defaultPlots(
      { ...all, r2: 'r_sq', s1_area_corrected: 'cS1' },
      { data: 'd', embed: null, cluster: null },
    );
    expect(plots.find(({ id }) => id === 'drift-r2')!.x).toEqual({
      column: 'd:r_sq',
      scale: 'linear',
      range: null,
    });
    expect(plots.find(({ id }) => id === 's2-s1')!.x.column).toBe('d:cS1');
    expect(plots[0].color.by).toBe('density');
  });

  it('leave out what the file has no columns for', () => {
    expect(defaultPlots({ s1_area: 'S1' }, { data: 'd', embed: null, cluster: null })).toEqual([]);
    expect(
      defaultPlots({ x: 'x', y: 'y' }, { data: 'd', embed: null, cluster: null }).map(({ id }) => id),
    ).toEqual(['x-y']);
  });
});
