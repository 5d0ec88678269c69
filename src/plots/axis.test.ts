import { describe, expect, it } from 'vitest';
import {
  equalAspect,
  pan,
  pixelX,
  pixelY,
  placeX,
  placeY,
  toPlace,
  toValue,
  type View,
  zoom,
} from './axis.ts';
import type { AxisMap } from './plot.ts';

const view: View = {
  x: { low: -1, high: 3 },
  y: { low: 2, high: 4 },
  xReversed: false,
  yReversed: false,
  width: 400,
  height: 100,
};

describe('places', () => {
  const maps: Record<string, AxisMap> = {
    linear: { scale: 'linear', square: false, offset: 0, factor: 1 },
    log: { scale: 'log', square: false, offset: 0, factor: 1 },
    squared: { scale: 'linear', square: true, offset: 0, factor: 1 },
    'time in run': { scale: 'linear', square: false, offset: 1.7e9, factor: 3600 },
  };
  for (const [name, map] of Object.entries(maps)) {
    it(`of a ${name} axis lead back to the value`, () => {
      for (const value of [0.001, 1, 72.5, 1.7e9 + 1800])
        expect(toValue(map, toPlace(map, value))).toBeCloseTo(value, 6);
    });
  }

  it('are log10, squares, and hours', () => {
    expect(toPlace(maps.log, 1000)).toBeCloseTo(3, 12);
    expect(toPlace(maps.squared, 12)).toBe(144);
    expect(toPlace(maps.squared, -12)).toBe(-144);
    expect(toPlace(maps['time in run'], 1.7e9 + 7200)).toBe(2);
  });

  it('do not exist on a log axis at zero or below', () => {
    expect(toPlace(maps.log, 0)).toBeNaN();
    expect(toPlace(maps.log, -3)).toBeNaN();
  });
});

describe('pixels', () => {
  it('run right and up, so y counts down from the top', () => {
    expect([pixelX(view, -1), pixelX(view, 3)]).toEqual([0, 400]);
    expect([pixelY(view, 4), pixelY(view, 2)]).toEqual([0, 100]);
  });

  it('run the other way on reversed axes', () => {
    const down: View = { ...view, xReversed: true, yReversed: true };
    expect([pixelX(down, -1), pixelX(down, 3)]).toEqual([400, 0]);
    expect([pixelY(down, 4), pixelY(down, 2)]).toEqual([100, 0]);
  });

  it('lead back to the place either way', () => {
    for (const reversed of [false, true]) {
      const one: View = { ...view, xReversed: reversed, yReversed: reversed };
      for (const pixel of [0, 17.3, 99]) {
        expect(pixelX(one, placeX(one, pixel))).toBeCloseTo(pixel, 9);
        expect(pixelY(one, placeY(one, pixel))).toBeCloseTo(pixel, 9);
      }
    }
  });
});

describe('moving the view', () => {
  it('makes a unit of x as long as one of y by showing more, never less', () => {
    const fitted = equalAspect({ ...view, x: { low: 0, high: 1 }, y: { low: 0, high: 1 } });
    expect(fitted.x).toEqual({ low: -1.5, high: 2.5 });
    expect(fitted.y).toEqual({ low: 0, high: 1 });
  });

  it('pans towards what the arrow points at, whichever way the axis runs', () => {
    expect(pan(view, 0.1, 0).x.low).toBeCloseTo(-0.6, 12);
    expect(pan({ ...view, yReversed: true }, 0, 0.5).y.low).toBeCloseTo(1, 12);
  });

  it('zooms about the middle', () => {
    expect(zoom(view, 0.5).x).toEqual({ low: 0, high: 2 });
    expect(zoom(view, 0.5, true).y).toBe(view.y);
  });
});
