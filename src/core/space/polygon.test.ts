import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { countBits, hasBit, rowsOf } from '../table/bits.ts';
import { rowsInPolygon } from './polygon.ts';

type Points = [number, number][];

/** Winding number by the angle that the polygon sweeps as seen from the point: slow and obvious. */
function sweptTurns(x: number, y: number, points: Points): number {
  let angle = 0;
  points.forEach(([x0, y0], i) => {
    const [x1, y1] = points[(i + 1) % points.length];
    const [ax, ay, bx, by] = [x0 - x, y0 - y, x1 - x, y1 - y];
    angle += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
  });
  return Math.round(angle / (2 * Math.PI));
}

const inside = (points: Points, tests: Points): boolean[] => {
  const xs = tests.map(([x]) => x);
  const ys = tests.map(([, y]) => y);
  const bits = rowsInPolygon(xs, ys, 'linear', 'linear', points);
  return tests.map((_, row) => hasBit(bits, row));
};

test('a square and a concave arrow', () => {
  const square: Points = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ]; // prettier-ignore
  expect(
    inside(square, [
      [1, 1],
      [3, 1],
      [-1, 1],
      [1, 3],
      [1, -1],
      [1.999, 0.001],
    ]),
  ).toEqual(
    [true, false, false, false, false, true], // prettier-ignore
  );
  const arrow: Points = [
    [0, 0],
    [2, 2],
    [4, 0],
    [2, 5],
  ]; // prettier-ignore
  expect(
    inside(arrow, [
      [2, 1],
      [2, 3],
      [1, 1.5],
      [3, 1.5],
    ]),
  ).toEqual([false, true, true, true]);
});

test('overlaps of a loop that crosses itself are inside (non-zero, not even-odd)', () => {
  const pentagram: Points = [0, 2, 4, 1, 3].map((k) => {
    const angle = Math.PI / 2 + (2 * Math.PI * k) / 5;
    return [Math.cos(angle), Math.sin(angle)];
  });
  expect(
    inside(pentagram, [
      [0, 0],
      [0, 0.8],
      [0.9, -0.9],
    ]),
  ).toEqual([true, true, false]);
  const twiceRound: Points = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
    [3, 0.5],
    [3, 3],
    [1, 3],
  ]; // prettier-ignore
  expect(sweptTurns(2.5, 2.5, twiceRound)).toBe(2);
  expect(inside(twiceRound, [[2.5, 2.5]])).toEqual([true]);
});

test('either direction of drawing, and more rows than one word', () => {
  const clockwise: Points = [
    [0, 0],
    [0, 10],
    [10, 10],
    [10, 0],
  ]; // prettier-ignore
  const xs = Float32Array.from({ length: 100 }, (_, i) => i / 4 + 0.01);
  const bits = rowsInPolygon(xs, xs, 'linear', 'linear', clockwise);
  expect([...rowsOf(bits)]).toEqual(Array.from({ length: 40 }, (_, i) => i));
});

test('agrees with the swept angle on random self-crossing polygons, any scales', () => {
  const rng = createRng(7);
  for (let round = 0; round < 40; round++) {
    const xScale = round % 2 === 0 ? 'linear' : 'log';
    const yScale = round % 4 < 2 ? 'linear' : 'log';
    const drawn: Points = Array.from({ length: 3 + rng.integer(30) }, () => [rng.normal(), rng.normal()]);
    const toData = (value: number, scale: string): number => (scale === 'log' ? 10 ** value : value);
    const points: Points = drawn.map(([x, y]) => [toData(x, xScale), toData(y, yScale)]);
    const places: Points = Array.from({ length: 400 }, () => [rng.normal(), rng.normal()]);
    const bits = rowsInPolygon(
      places.map(([x]) => toData(x, xScale)),
      places.map(([, y]) => toData(y, yScale)),
      xScale,
      yScale,
      points,
    );
    places.forEach(([x, y], row) => {
      expect(hasBit(bits, row)).toBe(sweptTurns(x, y, drawn) !== 0);
    });
  }
});

test('edges are straight on log axes as drawn, so bent in data units', () => {
  const triangle: Points = [
    [1, 1],
    [100, 100],
    [1, 100],
  ]; // prettier-ignore
  const high: Points = [
    [1, 1],
    [100, 100],
    [100, 1],
  ]; // prettier-ignore
  const inLog = (points: Points, x: number, y: number): number =>
    countBits(rowsInPolygon([x], [y], 'log', 'linear', points));
  // On a log x axis the diagonal passes x = 10 at y = 50.5; on a linear one it would pass at y = 10.
  expect(inLog(triangle, 10, 52)).toBe(1);
  expect(inLog(triangle, 10, 49)).toBe(0);
  expect(inLog(high, 10, 49)).toBe(1);
  expect(inLog(high, 10, 52)).toBe(0);
});

test('values that no axis can show are never inside', () => {
  const big: Points = [
    [1e-9, -1e9],
    [1e9, -1e9],
    [1e9, 1e9],
    [1e-9, 1e9],
  ]; // prettier-ignore
  const odd = [0, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5];
  const y = odd.map(() => 1);
  expect([...rowsOf(rowsInPolygon(odd, y, 'log', 'linear', big))]).toEqual([5]);
  expect(
    countBits(
      rowsInPolygon([5], [5], 'log', 'linear', [
        [-1, 0],
        [10, 0],
        [10, 10],
      ]),
    ),
  ).toBe(0);
});

test('degenerate polygons hold nothing', () => {
  for (const points of [
    [],
    [[1, 1]],
    [
      [0, 0],
      [2, 2],
    ],
    [
      [0, 1],
      [1, 1],
      [2, 1],
    ],
  ] as Points[]) {
    expect(inside(points, [[1, 1]])).toEqual([false]);
  }
});

test('fine grids, narrow extents and extreme values agree with the swept angle too', () => {
  const rng = createRng(11);
  const extents = [
    { middle: 0, half: 1 },
    { middle: 12, half: 1e-6 },
    { middle: -300, half: 1 },
    { middle: 0, half: 60 },
  ];
  for (const { middle, half } of extents) {
    const drawn: Points = Array.from({ length: 24 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 24;
      const radius = half * (0.4 + 0.6 * rng.uniform());
      return [middle + radius * Math.cos(angle), middle + radius * Math.sin(angle)];
    });
    const rows = 50_000;
    const xs = new Float64Array(rows);
    const ys = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      xs[row] = 10 ** (middle + half * (2 * rng.uniform() - 1));
      ys[row] = 10 ** (middle + half * (2 * rng.uniform() - 1));
    }
    const points: Points = drawn.map(([x, y]) => [10 ** x, 10 ** y]);
    const asDrawn: Points = points.map(([x, y]) => [Math.log10(x), Math.log10(y)]);
    const found = rowsInPolygon(xs, ys, 'log', 'log', points);
    for (let row = 0; row < rows; row += 25) {
      const expected = sweptTurns(Math.log10(xs[row]), Math.log10(ys[row]), asDrawn) !== 0;
      if (hasBit(found, row) !== expected) throw new Error(`row ${row} at ${xs[row]}, ${ys[row]}`);
    }
  }
});
