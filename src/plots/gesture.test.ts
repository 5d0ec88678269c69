import { describe, expect, it } from 'vitest';
import { pixelX, pixelY, toPlace, type View, viewOf } from './axis.ts';
import { boxClause, clauseOf, extendPath, lassoClause, modeOf, type Pixel, rangeClause } from './gesture.ts';
import type { AxisModel } from './plot.ts';

function axis(more: Partial<AxisModel>): AxisModel {
  return {
    scale: 'linear',
    square: false,
    offset: 0,
    factor: 1,
    ref: 'data:a',
    label: 'a',
    name: 'a',
    unit: null,
    counting: false,
    low: 0,
    high: 10,
    reversed: false,
    ticks: true,
    ...more,
  };
}

const square: Pixel[] = [
  [100, 20],
  [300, 20],
  [300, 80],
  [100, 80],
];

describe('keys', () => {
  it('choose how a selection combines', () => {
    expect(modeOf({ shiftKey: false, altKey: false })).toBe('replace');
    expect(modeOf({ shiftKey: true, altKey: false })).toBe('add');
    expect(modeOf({ shiftKey: false, altKey: true })).toBe('subtract');
    expect(modeOf({ shiftKey: true, altKey: true })).toBe('intersect');
  });
});

describe('a lasso', () => {
  it('is a polygon in data units, on log axes too', () => {
    const axes = { x: axis({ ref: 'data:s1', scale: 'log', low: 0, high: 4 }), y: axis({ ref: 'data:s2' }) };
    const clause = lassoClause(square, viewOf(axes.x, axes.y, 400, 100), axes);
    expect(clause).toMatchObject({
      type: 'polygon',
      x: 'data:s1',
      y: 'data:s2',
      xScale: 'log',
      yScale: 'linear',
    });
    expect(typeof clause === 'string' ? clause : clause.points).toEqual([
      [10, 8],
      [1000, 8],
      [1000, 2],
      [10, 2],
    ]);
  });

  it('runs the other way on a reversed axis', () => {
    const axes = { x: axis({}), y: axis({ reversed: true }) };
    const clause = lassoClause(square, viewOf(axes.x, axes.y, 400, 100), axes);
    expect(typeof clause === 'string' ? clause : clause.points[0]).toEqual([2.5, 2]);
  });

  it('follows straight edges on a squared axis to half a pixel', () => {
    const axes = { x: axis({ square: true, low: -100, high: 5200 }), y: axis({}) };
    const view: View = viewOf(axes.x, axes.y, 400, 300);
    const triangle: Pixel[] = [
      [2, 10],
      [390, 150],
      [2, 290],
    ];
    const clause = lassoClause(triangle, view, axes);
    if (typeof clause === 'string') throw new Error(clause);
    const drawn = clause.points;
    let worst = 0;
    drawn.forEach(([value, y], i) => {
      const [nextValue, nextY] = drawn[(i + 1) % drawn.length];
      for (let t = 0; t <= 1; t += 0.25) {
        const px = pixelX(view, toPlace(axes.x, value + t * (nextValue - value)));
        const py = pixelY(view, y + t * (nextY - y));
        worst = Math.max(worst, distanceToOutline([px, py], triangle));
      }
    });
    expect(worst).toBeLessThan(0.5);
  });

  it('stays within the plot area', () => {
    const axes = { x: axis({}), y: axis({}) };
    const clause = lassoClause(
      [
        [-50, -50],
        [500, -50],
        [500, 200],
      ],
      viewOf(axes.x, axes.y, 400, 100),
      axes,
    );
    expect(typeof clause === 'string' ? clause : clause.points).toEqual([
      [0, 10],
      [10, 10],
      [10, 0],
    ]);
  });

  it('says why a click or a line is none', () => {
    const axes = { x: axis({}), y: axis({}) };
    const view = viewOf(axes.x, axes.y, 400, 100);
    expect(lassoClause([[10, 10]], view, axes)).toMatch(/too small/i);
    expect(
      lassoClause(
        [
          [10, 10],
          [11, 10],
          [10, 11],
        ],
        view,
        axes,
      ),
    ).toMatch(/too small/i);
  });

  it('drops vertices on top of one another', () => {
    const path: Pixel[] = [];
    for (const x of [0, 0.5, 1, 2.5, 2.6, 10]) extendPath(path, [x, 0]);
    expect(path.map(([x]) => x)).toEqual([0, 2.5, 10]);
  });
});

describe('a box', () => {
  const axes = {
    x: axis({ ref: 'data:x' }),
    y: axis({ ref: 'data:y', scale: 'log', low: 1, high: 3, reversed: true }),
  };
  const view = viewOf(axes.x, axes.y, 400, 100);

  it('has ascending ends, from whichever corner it was drawn', () => {
    const there = boxClause([300, 100], [100, 0], view, axes);
    expect(there).toEqual(boxClause([100, 0], [300, 100], view, axes));
    expect(there).toEqual({
      type: 'box',
      x: { type: 'range', column: 'data:x', low: 2.5, high: 7.5 },
      y: { type: 'range', column: 'data:y', low: 10, high: 1000 },
    });
  });

  it('is a range where only x selects, with either tool', () => {
    const range = { type: 'range', column: 'data:x', low: 2.5, high: 7.5 };
    expect(rangeClause([100, 0], [300, 1], view, axes)).toEqual(range);
    expect(
      clauseOf(
        'lasso',
        [
          [100, 0],
          [300, 1],
        ],
        'x',
        view,
        axes,
      ),
    ).toEqual(range);
  });

  it('keeps all digits of a time since an epoch', () => {
    const time = axis({ ref: 'data:t', offset: 1_700_000_000, factor: 60, low: 0, high: 60 });
    const clause = rangeClause([0, 0], [200, 0], viewOf(time, axes.y, 400, 100), { x: time, y: axes.y });
    expect(clause).toEqual({ type: 'range', column: 'data:t', low: 1_700_000_000, high: 1_700_001_800 });
  });

  it('says why a click is none', () => {
    expect(boxClause([10, 10], [12, 60], view, axes)).toMatch(/too small/i);
  });
});

function distanceToOutline(point: Pixel, outline: Pixel[]): number {
  let best = Infinity;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length];
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const t = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy);
    const at = Math.min(Math.max(t, 0), 1);
    best = Math.min(best, Math.hypot(point[0] - a[0] - at * dx, point[1] - a[1] - at * dy));
  });
  return best;
}
