import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countFrom, leadingValues, nthOf } from './leading-values.ts';
import { countAtLeast, countFinite, nthLargest } from './nth-largest.ts';

test('the top by number, ties along, and above a threshold', () => {
  const values = Float32Array.of(1, 3, Number.NaN, 2, 3, 1.5, Infinity);
  expect(countFinite(values)).toBe(5);
  expect([1, 2, 3, 4, 5, 99].map((n) => nthLargest(values, n))).toEqual([3, 3, 2, 1.5, 1, 1]);
  expect([0, 1.5, 1.6, 3, 3.1].map((low) => countAtLeast(values, low))).toEqual([5, 4, 3, 2, 0]);
  expect(nthLargest(Float32Array.of(Number.NaN), 1)).toBeNaN();
});

test('it is what sorting gives, whatever the values', () => {
  const values = fc.float32Array({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 210 }), (drawn, n) => {
      const falling = drawn.filter(Number.isFinite).sort().reverse();
      const expected = falling.length === 0 ? Number.NaN : falling[Math.min(n, falling.length) - 1];
      expect(nthLargest(drawn, n)).toBe(expected);
      expect(countAtLeast(drawn, expected)).toBe(falling.filter((value) => value >= expected).length);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('from the leading few it is the same as from all', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, Infinity)));
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 30 }), (drawn, most, n) => {
      const all = Float32Array.from(drawn);
      const leading = leadingValues(all, most);
      expect(leading.finite).toBe(countFinite(all));
      expect(leading.values.length).toBe(Math.min(most, leading.finite));
      expect(nthOf(all, leading, n)).toBe(nthLargest(all, n));
      for (const low of [-4, -1, 0.5, 2, 3, 9]) {
        expect(countFrom(all, leading, low)).toBe(countAtLeast(all, low));
      }
    }),
    { seed: 8, numRuns: 500 },
  );
});
