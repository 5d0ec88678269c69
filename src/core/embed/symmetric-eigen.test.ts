import { expect, test } from 'vitest';
import { createRng } from '../random/rng.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

test('eigenpairs of a 2 x 2 matrix by hand', () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  expect(values[0]).toBeCloseTo(1);
  expect(values[1]).toBeCloseTo(3);
  expect(Math.abs(vectors[1])).toBeCloseTo(Math.SQRT1_2);
});

test('A v = lambda v, and the vectors are orthonormal', () => {
  const size = 25;
  const rng = createRng(3);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * size + j] = rng.normal();
      matrix[j * size + i] = matrix[i * size + j];
    }
  }
  const { values, vectors } = symmetricEigen(matrix, size);
  let error = 0;
  for (let c = 0; c < size; c++) {
    if (c > 0) expect(values[c]).toBeGreaterThanOrEqual(values[c - 1]);
    for (let i = 0; i < size; i++) {
      let image = 0;
      let dot = 0;
      for (let j = 0; j < size; j++) {
        image += matrix[i * size + j] * vectors[j * size + c];
        dot += vectors[j * size + i] * vectors[j * size + c];
      }
      error = Math.max(error, Math.abs(image - values[c] * vectors[i * size + c]));
      error = Math.max(error, Math.abs(dot - (i === c ? 1 : 0)));
    }
  }
  expect(error).toBeLessThan(1e-10);
});
