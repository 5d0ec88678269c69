import { describe, expect, it } from 'vitest';
import { createRng } from '../core/random/rng.ts';
import { bitsFrom } from '../core/table/bits.ts';
import { pixelX, pixelY, type View } from './axis.ts';
import { CloudPainter, type Picture } from './cloud-painter.ts';
import { rampOf } from './color-map.ts';
import { buildRowGrid, nearestRow } from './nearest-row.ts';
import { mix, paletteOf, parseColor, tonesOf } from './palette.ts';
import { placePoints } from './placement.ts';
import type { PointsLayer, Rgb } from './plot.ts';
import { makeSheet, stamp } from './sheet.ts';

const view: View = {
  x: { low: 0, high: 10 },
  y: { low: 0, high: 10 },
  xReversed: false,
  yReversed: true,
  width: 100,
  height: 50,
};

function layer(more: Partial<PointsLayer> & Pick<PointsLayer, 'x' | 'y'>): PointsLayer {
  return {
    tone: null,
    tones: tonesOf('light'),
    values: null,
    density: false,
    ramp: null,
    selected: null,
    selectedCount: 0,
    ...more,
  };
}

function colorAt({ sheet, pixels }: Picture, px: number, py: number): { rgb: Rgb; alpha: number } {
  const word = pixels[(py + sheet.margin) * sheet.stride + px + sheet.margin];
  return { rgb: [word & 255, (word >> 8) & 255, (word >> 16) & 255], alpha: word >>> 24 };
}

/** `drawable` sets the size of the points: 1 px from 60,001 on, 3 px below 3,001. */
function draw(points: PointsLayer, drawable = 1e6): Picture {
  const painter = new CloudPainter();
  painter.show({ points, drawable, theme: 'light' });
  return painter.paint(view, 1);
}

/** The matcher of equality would take a second a picture. */
function samePixels(a: Picture, b: Picture): boolean {
  return a.pixels.length === b.pixels.length && a.pixels.every((word, i) => word === b.pixels[i]);
}

describe('placing', () => {
  it('puts every row on the pixel of its place and counts those in sight', () => {
    const rng = createRng(1);
    const x = Float64Array.from({ length: 500 }, () => 14 * rng.uniform() - 2);
    const y = Float64Array.from({ length: 500 }, () => 14 * rng.uniform() - 2);
    x[7] = Number.NaN;
    y[8] = Infinity;
    const sheet = makeSheet(100, 50);
    const { at, inside } = placePoints(layer({ x, y }), view, sheet, 0);
    let seen = 0;
    for (let row = 0; row < 500; row++) {
      const px = pixelX(view, x[row]);
      const py = pixelY(view, y[row]);
      const visible = px >= 0 && px <= 100 && py >= 0 && py <= 50;
      if (visible) seen++;
      const expected = visible
        ? (Math.floor(py) + sheet.margin) * sheet.stride + Math.floor(px) + sheet.margin
        : -1;
      expect(at[row]).toBe(expected);
    }
    expect(inside).toBe(seen);
    expect(at[7]).toBe(-1);
    expect(at[8]).toBe(-1);
  });

  it('centres stamps of any size', () => {
    for (const size of [1, 2, 3, 4, 6]) {
      const offsets = stamp(size, 1000);
      const xs = Array.from(offsets, (offset) => ((((offset + 500) % 1000) + 1000) % 1000) - 500);
      const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
      expect(middle).toBe(size % 2 === 0 ? -0.5 : 0);
    }
  });
});

describe('drawing', () => {
  it('lays selected events over the others, whatever their order, and the others in grey', () => {
    const x = Float64Array.from([2.05, 2.05, 5.05]);
    const y = Float64Array.from([5.1, 5.1, 5.1]);
    const raster = draw(layer({ x, y, selected: bitsFrom(3, (row) => row === 0), selectedCount: 1 }));
    expect(colorAt(raster, 20, 25).rgb).toEqual(parseColor(paletteOf('light').selected));
    expect(colorAt(raster, 50, 25).rgb).toEqual(parseColor(paletteOf('light').context));
  });

  it('lays clusters over noise', () => {
    const x = Float64Array.from([2.05, 2.05]);
    const y = Float64Array.from([5.1, 5.1]);
    const raster = draw(layer({ x, y, tone: Uint8Array.from([2, 1]) }));
    expect(colorAt(raster, 20, 25).rgb).toEqual(tonesOf('light')[2].color);
  });

  it('is more opaque where more events share a pixel', () => {
    const x = Float64Array.from([2.05, 2.05, 2.05, 6.05]);
    const y = Float64Array.from([5.1, 5.1, 5.1, 5.1]);
    const raster = draw(layer({ x, y }));
    expect(colorAt(raster, 20, 25).alpha).toBeGreaterThan(colorAt(raster, 60, 25).alpha);
    expect(colorAt(raster, 40, 25).alpha).toBe(0);
  });

  it('keeps points at the very edge out of the opposite one', () => {
    const raster = draw(layer({ x: Float64Array.from([10]), y: Float64Array.from([5]) }), 100);
    for (let py = 0; py < 50; py++) expect(colorAt(raster, 0, py).alpha).toBe(0);
  });

  it('colours by the mean of the values in a pixel; selected ones keep theirs', () => {
    const ramp = rampOf('viridis', 'light');
    const x = Float64Array.from([2.05, 2.05, 6.05]);
    const y = Float64Array.from([5.1, 5.1, 5.1]);
    const values = Float32Array.from([0, 1, 0]);
    const all = draw(layer({ x, y, values, ramp }));
    expect(colorAt(all, 20, 25).rgb).toEqual(ramp[128].map(Math.round));
    const some = draw(
      layer({ x, y, values, ramp, selected: bitsFrom(3, (row) => row === 2), selectedCount: 1 }),
    );
    expect(colorAt(some, 60, 25).rgb).toEqual(ramp[0].map(Math.round));
    expect(colorAt(some, 20, 25).rgb).toEqual(parseColor(paletteOf('light').context));
  });

  it('mixes the colours of the clusters in a pixel by their events', () => {
    const x = Float64Array.from([2.05, 2.05, 2.05, 2.05]);
    const y = Float64Array.from([5.1, 5.1, 5.1, 5.1]);
    const tones = tonesOf('light');
    const picture = draw(layer({ x, y, tone: Uint8Array.from([2, 3, 2, 2]) }));
    expect(colorAt(picture, 20, 25).rgb).toEqual(mix(tones[2].color, tones[3].color, 0.25).map(Math.round));
  });

  it('counts a density and tells its peak', () => {
    const x = Float64Array.from({ length: 100 }, (_, row) => (row < 90 ? 2.05 : 8.05));
    const y = new Float64Array(100).fill(5.1);
    const points = layer({ x, y, density: true, ramp: rampOf('viridis', 'light') });
    const picture = draw(points);
    expect(picture.peak).toBe(90);
    expect(picture.inside).toBe(100);
    expect(colorAt(picture, 20, 25).rgb).toEqual(points.ramp![255].map(Math.round));
  });

  it('tells how many events are in a pixel where they are many', () => {
    const rows = 100_000;
    const heap = (row: number): number => (row < 10 ? 2 : row < 1010 ? 5 : 8);
    const x = Float64Array.from({ length: rows }, (_, row) => heap(row) + 0.05);
    const y = new Float64Array(rows).fill(5.1);
    const alphas = (points: PointsLayer) => [20, 50, 80].map((px) => colorAt(draw(points), px, 25).alpha);
    const [few, some, many] = alphas(layer({ x, y }));
    expect(few).toBeLessThan(some - 20);
    expect(some).toBeLessThan(many - 20);
    expect(many).toBe(255);
    const chosen = draw(layer({ x, y, selected: bitsFrom(rows, () => true), selectedCount: rows }));
    const [bright, dark] = [20, 80].map((px) => colorAt(chosen, px, 25).rgb[0]);
    expect(bright).toBeGreaterThan(dark + 40);
  });
});

describe('a redraw', () => {
  const rng = createRng(9);
  const rows = 4000;
  const x = Float64Array.from({ length: rows }, () => 5 + 2 * rng.normal());
  const y = Float64Array.from({ length: rows }, () => 5 + 2 * rng.normal());
  const tone = Uint8Array.from({ length: rows }, () => 1 + Math.floor(4 * rng.uniform()));
  const values = Float32Array.from({ length: rows }, (_, row) => (row % 7 ? rng.uniform() : Number.NaN));
  const ramp = rampOf('viridis', 'light');
  const kinds: [string, Partial<PointsLayer>][] = [
    ['plain', {}],
    ['clusters', { tone }],
    ['values', { values, ramp }],
    ['density', { density: true, ramp }],
  ];
  const selections = [null, 30, 3, 1].map((every) => {
    const selected = every === null ? null : bitsFrom(rows, (row) => row % every === 0);
    return { selected, selectedCount: selected ? Math.ceil(rows / every!) : 0 };
  });
  for (const [name, kind] of kinds) {
    for (const drawable of [2000, 20_000, 1e6]) {
      for (const ratio of [1, 2]) {
        it(`of ${name} with points for ${drawable} at ${ratio} is the same as a first draw`, () => {
          const kept = new CloudPainter();
          for (const selection of [...selections, selections[0]]) {
            const points = layer({ x, y, ...kind, ...selection });
            kept.show({ points, drawable, theme: 'light' });
            const fresh = new CloudPainter();
            fresh.show({ points, drawable, theme: 'light' });
            const picture = kept.paint(view, ratio);
            expect(samePixels(picture, fresh.paint(view, ratio))).toBe(true);
            expect(samePixels(picture, kept.paintApart(view, ratio))).toBe(true);
          }
        });
      }
    }
  }

  it('takes a new view over', () => {
    const painter = new CloudPainter();
    painter.show({ points: layer({ x, y }), drawable: rows, theme: 'light' });
    const whole = painter.paint(view, 1);
    const part = painter.paint({ ...view, x: { low: 4, high: 6 } }, 1);
    expect(part.inside).toBeLessThan(whole.inside);
    expect(samePixels(painter.paint(view, 1), whole)).toBe(true);
  });

  it('shows what a slow drawing shows: the selection on the others, every pixel from its own events', () => {
    const few = 1000;
    const chosen = (row: number): boolean => row % 3 === 0;
    const points = layer({
      x: x.subarray(0, few),
      y: y.subarray(0, few),
      tone: tone.subarray(0, few),
      selected: bitsFrom(few, chosen),
      // Taken for many, so that they are no larger than the others.
      selectedCount: 100_000,
    });
    for (const [drawable, size] of [
      [20_000, 2],
      [1e6, 1],
    ]) {
      const picture = draw(points, drawable);
      const shift = size === 2 ? 0.5 : 0;
      const alphas = new Map<number, number>();
      for (let py = 0; py < 50; py++) {
        for (let px = 0; px < 100; px++) {
          let all = 0;
          let own = 0;
          for (let row = 0; row < few; row++) {
            const right = Math.floor(pixelX(view, x[row]) + shift);
            const low = Math.floor(pixelY(view, y[row]) + shift);
            if (px > right || px <= right - size || py > low || py <= low - size) continue;
            if (x[row] < 0 || x[row] > 10 || y[row] < 0 || y[row] > 10) continue;
            all++;
            if (chosen(row)) own++;
          }
          const { rgb, alpha } = colorAt(picture, px, py);
          if (all === 0) expect(alpha).toBe(0);
          else if (own > 0) expect(alpha).toBe(255);
          else {
            expect(rgb).toEqual(parseColor(paletteOf('light').context));
            expect(alpha).toBe(alphas.get(all) ?? alpha);
            alphas.set(all, alpha);
          }
        }
      }
      expect(alphas.get(3)).toBeGreaterThan(alphas.get(1)!);
    }
  });
});

describe('the nearest event', () => {
  it('is that of a plain search', () => {
    const rng = createRng(4);
    const x = Float64Array.from({ length: 300 }, () => 10 * rng.uniform());
    const y = Float64Array.from({ length: 300 }, () => 10 * rng.uniform());
    const sheet = makeSheet(100, 50);
    const placement = placePoints(layer({ x, y }), view, sheet, 0);
    const grid = buildRowGrid(placement, sheet);
    for (let trial = 0; trial < 200; trial++) {
      const px = Math.floor(100 * rng.uniform());
      const py = Math.floor(50 * rng.uniform());
      let best = 8 * 8;
      let any = false;
      for (let row = 0; row < 300; row++) {
        const dx = Math.floor(pixelX(view, x[row])) - px;
        const dy = Math.floor(pixelY(view, y[row])) - py;
        if (dx * dx + dy * dy <= best) {
          best = dx * dx + dy * dy;
          any = true;
        }
      }
      const found = nearestRow(grid, placement, sheet, px, py, 8);
      expect(found !== null).toBe(any);
      if (found === null) continue;
      const dx = Math.floor(pixelX(view, x[found])) - px;
      const dy = Math.floor(pixelY(view, y[found])) - py;
      expect(dx * dx + dy * dy).toBe(best);
    }
  });
});
