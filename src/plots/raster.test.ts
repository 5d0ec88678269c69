import { describe, expect, it } from 'vitest';
import { createRng } from '../core/random/rng.ts';
import { bitsFrom } from '../core/table/bits.ts';
import { pixelX, pixelY, type View } from './axis.ts';
import { rampOf } from './color-map.ts';
import { buildRowGrid, nearestRow } from './nearest-row.ts';
import { paletteOf, parseColor, tonesOf } from './palette.ts';
import type { PointsLayer, Rgb } from './plot.ts';
import { drawPoints, makeRaster, placePoints, type Raster, stamp } from './raster.ts';

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

function colorAt(raster: Raster, px: number, py: number): { rgb: Rgb; alpha: number } {
  const word = raster.pixels[(py + raster.margin) * raster.stride + px + raster.margin];
  return { rgb: [word & 255, (word >> 8) & 255, (word >> 16) & 255], alpha: word >>> 24 };
}

function draw(points: PointsLayer, size = 1): Raster {
  const raster = makeRaster(100, 50);
  drawPoints(raster, points, placePoints(points, view, raster, size % 2 === 0 ? 0.5 : 0), size, 1, 'light');
  return raster;
}

describe('placing', () => {
  it('puts every row on the pixel of its place and counts those in sight', () => {
    const rng = createRng(1);
    const x = Float64Array.from({ length: 500 }, () => 14 * rng.uniform() - 2);
    const y = Float64Array.from({ length: 500 }, () => 14 * rng.uniform() - 2);
    x[7] = Number.NaN;
    y[8] = Infinity;
    const raster = makeRaster(100, 50);
    const { at, inside } = placePoints(layer({ x, y }), view, raster, 0);
    let seen = 0;
    for (let row = 0; row < 500; row++) {
      const px = pixelX(view, x[row]);
      const py = pixelY(view, y[row]);
      const visible = px >= 0 && px <= 100 && py >= 0 && py <= 50;
      if (visible) seen++;
      const expected = visible
        ? (Math.floor(py) + raster.margin) * raster.stride + Math.floor(px) + raster.margin
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
    const raster = draw(layer({ x: Float64Array.from([10]), y: Float64Array.from([5]) }), 4);
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

  it('counts a density and tells its peak', () => {
    const x = Float64Array.from({ length: 100 }, (_, row) => (row < 90 ? 2.05 : 8.05));
    const y = new Float64Array(100).fill(5.1);
    const raster = makeRaster(100, 50);
    const points = layer({ x, y, density: true, ramp: rampOf('viridis', 'light') });
    const { peak } = drawPoints(raster, points, placePoints(points, view, raster, 0), 1, 1, 'light');
    expect(peak).toBe(90);
    expect(colorAt(raster, 20, 25).rgb).toEqual(points.ramp![255].map(Math.round));
  });
});

describe('the nearest event', () => {
  it('is that of a plain search', () => {
    const rng = createRng(4);
    const x = Float64Array.from({ length: 300 }, () => 10 * rng.uniform());
    const y = Float64Array.from({ length: 300 }, () => 10 * rng.uniform());
    const raster = makeRaster(100, 50);
    const placement = placePoints(layer({ x, y }), view, raster, 0);
    const grid = buildRowGrid(placement, raster);
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
      const found = nearestRow(grid, placement, raster, px, py, 8);
      expect(found !== null).toBe(any);
      if (found === null) continue;
      const dx = Math.floor(pixelX(view, x[found])) - px;
      const dy = Math.floor(pixelY(view, y[found])) - py;
      expect(dx * dx + dy * dy).toBe(best);
    }
  });
});
