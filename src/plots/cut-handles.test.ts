import { expect, test } from 'vitest';
import { partsOfExpression } from '../core/cut/cut-parts.ts';
import { textOfParts } from '../core/cut/cut-text.ts';
import { parseExpression } from '../core/expression/parse.ts';
import { IDENTITY } from './axis-model.ts';
import { type CutHandle, cutHandles } from './cut-handles.ts';
import { type CutPlane, cutShape, outlineOf } from './cut-shape.ts';
import type { AxisModel } from './plot.ts';

function axis(low: number, high: number, patch: Partial<AxisModel> = {}): AxisModel {
  const base = { ...IDENTITY, ref: 'data:x', label: '', name: '', unit: '', counting: false };
  return { ...base, low, high, reversed: false, ticks: true, ...patch };
}

/** 200 x 200 px, x and y from 0 to 10; a pixel is 0.05. */
const plane = (patch: { x?: Partial<AxisModel>; y?: Partial<AxisModel> } = {}): CutPlane => {
  const x = axis(0, 10, patch.x);
  const y = axis(0, 10, patch.y);
  const view = {
    x: { low: x.low, high: x.high },
    y: { low: y.low, high: y.high },
    xReversed: false,
    yReversed: y.reversed,
    width: 200,
    height: 200,
  };
  return { x: { axis: x, column: 'x' }, y: { axis: y, column: 'y' }, view };
};

function handles(expression: string, on: CutPlane): Record<string, CutHandle> {
  const parts = partsOfExpression(parseExpression(expression)) ?? [];
  const shape = cutShape(parts, on);
  return Object.fromEntries((shape ? cutHandles(parts, shape, on) : []).map((one) => [one.key, one]));
}

const text = (parts: ReturnType<CutHandle['move']>): string | null => parts && textOfParts(parts);

test('a threshold is an edge across the plot; it moves along its axis and stays in sight', () => {
  const { 'edge 0': edge, ...others } = handles('x > 4', plane());
  expect(others).toEqual({});
  expect([edge.moves, edge.at]).toEqual(['x', [80, 100]]);
  expect(text(edge.move([120.3, 7]))).toBe('x > 6');
  expect(text(edge.move([123, 7]))).toBe('x > 6.15');
  expect(edge.move([210, 7])).toBeNull();
  expect(handles('z > 4', plane())).toEqual({});
  expect(handles('x > 40', plane())).toEqual({});
  // Of a conjunction what is on these axes; the rest is left alone.
  expect(text(handles('z > 1 && y < 4', plane())['edge 1'].move([0, 100]))).toBe('z > 1 && y < 5');
});

test('a box has edges and corners, and its sides do not cross', () => {
  const box = handles('2 < x < 6 && 2 < y < 6', plane());
  expect(Object.keys(box).filter((key) => key.startsWith('corner'))).toHaveLength(4);
  const corner = Object.values(box).find(
    ({ at, key }) => key.startsWith('corner') && at[0] === 120 && at[1] === 80,
  );
  expect(text(corner?.move([160, 40]) ?? null)).toBe('2 < x < 8 && 2 < y < 8');
  expect(corner?.move([20, 40])).toBeNull();
  const lower = Object.values(box).find(({ at, edge }) => edge && at[0] === 40 && at[1] === 120);
  expect(text(lower?.move([60, 0]) ?? null)).toBe('3 < x < 6 && 2 < y < 6');
});

test('a line turns about where it is held, moves as a whole, and is written the other way where it is steep', () => {
  const line = handles('y > 2 + 0.5 * x', plane());
  expect(Object.keys(line).sort()).toEqual(['edge 0', 'end 0 first', 'end 0 second']);
  expect(text(line['edge 0'].move([line['edge 0'].at[0], line['edge 0'].at[1] - 20]))).toBe(
    'y > 3 + 0.5 * x',
  );
  const [left, right] = ['end 0 first', 'end 0 second']
    .map((key) => line[key])
    .sort((a, b) => a.at[0] - b.at[0]);
  const level = right.move([right.at[0], left.at[1]]);
  expect(text(level)).toMatch(/^y > 2\.[56]/);
  expect(level?.[0].type).toBe('bound');
  const steep = right.move([left.at[0] + 8, left.at[1] - 150]);
  expect(text(steep)).toMatch(/^x < [\d.]+ \+ 0\.05\d* \* y$/);
  expect(right.move([left.at[0] + 2, left.at[1]])).toBeNull();
});

test('corners of a polygon lead both edges, and it stays one', () => {
  const polygon = handles('y > 1 + 0.2 * x && y < 9 - x && y < 1 + 3 * x', plane());
  const corners = Object.keys(polygon).filter((key) => key.startsWith('corner'));
  expect(corners).toHaveLength(3);
  const top = polygon[corners.find((key) => /1 2|2 1/.test(key)) ?? ''];
  expect(top.at[0]).toBeCloseTo(40, 6);
  expect(top.at[1]).toBeCloseTo(60, 6);
  const moved = top.move([60, 50]);
  expect(moved).not.toBeNull();
  const shape = cutShape(moved ?? [], plane());
  const peak = shape?.corners.reduce((a, b) => (b.at[1] > a.at[1] ? b : a)).at ?? [0, 0];
  expect([Math.abs(peak[0] - 3) < 0.1, Math.abs(peak[1] - 7.5) < 0.1]).toEqual([true, true]);
  expect(moved?.[0]).toMatchObject({ intercept: 1, slope: 0.2 });
  expect(top.move([100, 199])).toBeNull();
});

test('on log and reversed axes values are those under the pointer; a line in logarithms is bent on linear axes', () => {
  const log = plane({ x: { scale: 'log', low: 1, high: 5 }, y: { reversed: true } });
  const bound = handles('x > 1000 && y > 5', log);
  expect(text(bound['edge 0'].move([150, 0]))).toBe('x > 10000 && y > 5');
  expect(bound['edge 1'].at[1]).toBeCloseTo(100, 6);
  const bent = cutShape(partsOfExpression(parseExpression('log10(y) > log10(x) - 0.5')) ?? [], plane());
  const outline = bent && outlineOf(bent, plane());
  expect(outline?.edges[0].length).toBe(17);
  const straight = outline?.edges[0].every(([px, py]) => Math.abs(200 - py - px * 10 ** -0.5) < 0.01);
  expect(straight).toBe(true);
});
