import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Problem } from '../problem.ts';
import { expectFinite } from './expect-finite.ts';

it('takes whatever is finite, and nothing at all', () => {
  expectFinite(new Float32Array(0), 3);
  expectFinite(Float32Array.of(0, -0, 3.4e38, -3.4e38, 1e-45, 1), 2);
});

it('refuses the first value that is not, and names its row, its column and itself', () => {
  const place = fc.record({
    rows: fc.integer({ min: 1, max: 200 }),
    dims: fc.integer({ min: 1, max: 64 }),
    at: fc.nat(),
    later: fc.nat(),
    value: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  });
  fc.assert(
    fc.property(place, ({ rows, dims, at, later, value }) => {
      const matrix = new Float32Array(rows * dims).fill(1);
      const bad = at % matrix.length;
      matrix[Math.max(bad, later % matrix.length)] = Number.NaN;
      matrix[bad] = value;
      const where = `row ${Math.floor(bad / dims)}, column ${bad % dims}`;
      expect(() => expectFinite(matrix, dims)).toThrow(
        new Problem('bad-data', `invalid value in ${where} of the matrix: ${value}; expected finite numbers`),
      );
    }),
    { seed: 33_001, numRuns: 100 },
  );
});
