import { expect, test } from 'vitest';
import { histogram, linearEdges, logEdges } from './histogram.ts';

// numpy.histogram([1, 2, 2, 3, 4, 4.5, 10], [1, 2, 3, 4.5])
test('bins are closed below, the last one on both sides', () => {
  const found = histogram([1, 2, 2, 3, 4, 4.5, 10, 0, Number.NaN], new Float64Array([1, 2, 3, 4.5]));
  expect([...found.counts]).toEqual([1, 2, 3]);
  expect(found.below).toBe(1);
  expect(found.above).toBe(1);
});

test('edges', () => {
  expect([...linearEdges(-1, 1, 4)]).toEqual([-1, -0.5, 0, 0.5, 1]);
  const edges = logEdges(0.1, 1000, 4);
  [0.1, 1, 10, 100, 1000].forEach((edge, i) => {
    expect(edges[i]).toBeCloseTo(edge, 10);
  });
  expect(() => logEdges(0, 1, 4)).toThrow('invalid low edge: 0; expected a number > 0');
  expect(() => linearEdges(1, 1, 4)).toThrow('expected low < high');
  expect(() => linearEdges(0, 1, 0)).toThrow('invalid bins: 0');
});
