import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { viewOf } from './axis.ts';
import { PLOT_TYPES } from './plot.ts';
import { layoutOf, marginsOf, tracesOf } from './plotly-picture.ts';
import { plotKindOf, plotKinds } from './registry.ts';

describe('the registry of plots', () => {
  it('has one kind for each type', () => {
    expect(plotKinds.map(({ type }) => type)).toEqual([...PLOT_TYPES]);
  });

  for (const type of PLOT_TYPES) {
    const kind = plotKindOf(type);

    it(`${type} has a test of its encoder beside it`, () => {
      expect(existsSync(new URL(`./${type}/encode-${type}.test.ts`, import.meta.url))).toBe(true);
    });

    for (const theme of ['light', 'dark'] as const) {
      it(`${type} draws its example in the ${theme} theme`, () => {
        const { spec, input } = kind.example(theme);
        const model = kind.encode(spec, input);
        expect(model.message).toBeNull();
        expect(model.counts.drawable).toBeGreaterThan(0);
        expect(model.summary).toMatch(/2,000|1,9\d\d/);
        const view = viewOf(model.frame.x, model.frame.y, 300, 200);
        expect(tracesOf(model.frame, 10).length).toBe(model.frame.series.length + 1);
        expect(layoutOf(model.frame, view, { width: 380, height: 260 }).margin?.l).toBe(
          marginsOf(model.frame).left,
        );
      });
    }

    it(`${type} says what is missing without a column`, () => {
      const { spec, input } = kind.example('light');
      const model = kind.encode({ ...spec, x: { ...spec.x, column: null } }, input);
      expect(model.message).toBe('Choose a column for x.');
    });
  }
});
