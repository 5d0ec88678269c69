import { describe, expect, it } from 'vitest';
import { rampOf } from './color-map.ts';
import {
  CLUSTER_COLORS,
  clusterColor,
  clusterTone,
  contrast,
  NOISE_TONE,
  paletteOf,
  parseColor,
  tonesOf,
} from './palette.ts';

for (const theme of ['light', 'dark'] as const) {
  const palette = paletteOf(theme);
  const ground = parseColor(palette.ground);

  describe(`the ${theme} palette`, () => {
    it('has text of 4.5:1', () => {
      expect(contrast(parseColor(palette.text), ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(parseColor(palette.softText), ground)).toBeGreaterThanOrEqual(4.5);
    });

    it('has marks of 3:1: events, selected events, axes, the first eight clusters', () => {
      for (const color of [palette.plain, palette.selected, palette.axis, ...palette.clusters]) {
        expect(contrast(parseColor(color), ground), color).toBeGreaterThanOrEqual(2.995);
      }
    });

    it('keeps noise and context behind all of them', () => {
      for (const color of [palette.plain, palette.selected, ...palette.clusters]) {
        for (const behind of [palette.noise, palette.context]) {
          expect(contrast(parseColor(color), ground)).toBeGreaterThan(contrast(parseColor(behind), ground));
        }
      }
    });

    it('gives each of its clusters a colour of its own', () => {
      const colors = Array.from({ length: CLUSTER_COLORS }, (_, label) => clusterColor(theme, label));
      expect(new Set(colors).size).toBe(CLUSTER_COLORS);
      expect(clusterColor(theme, CLUSTER_COLORS)).toBe(colors[0]);
    });

    it('keeps both maps visible and viridis rising in lightness', () => {
      for (const name of ['viridis', 'diverging'] as const) {
        for (const color of rampOf(name, theme))
          expect(contrast(color, ground), `${color}`).toBeGreaterThan(1.6);
      }
      const dark = parseColor('#000000');
      const steps = rampOf('viridis', theme).map((color) => contrast(color, dark));
      expect(steps.every((step, i) => i === 0 || step >= steps[i - 1] - 1e-9)).toBe(true);
    });
  });
}

it('draws noise beneath clusters', () => {
  const tones = tonesOf('light');
  expect(tones[clusterTone(-1)]).toBe(tones[NOISE_TONE]);
  expect(tones[clusterTone(3)].rank).toBeGreaterThan(tones[NOISE_TONE].rank);
});
