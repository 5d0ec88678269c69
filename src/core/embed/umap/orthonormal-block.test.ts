import { expect, it } from 'vitest';
import { createRng } from '../../random/rng.ts';
import { WIDTH } from './filter-task.ts';
import { orthonormalize } from './orthonormal-block.ts';

function blockOf(rows: number, entry: (row: number, column: number) => number): Float32Array {
  return Float32Array.from({ length: rows * WIDTH }, (_, i) => entry(Math.floor(i / WIDTH), i % WIDTH));
}

function product(block: Float32Array, c: number, d: number): number {
  let sum = 0;
  for (let at = 0; at < block.length; at += WIDTH) sum += block[at + c] * block[at + d];
  return sum;
}

function along(block: Float32Array, c: number, other: Float64Array): number {
  return other.reduce((sum, value, row) => sum + value * block[row * WIDTH + c], 0);
}

const rng = createRng(3);
const noise = Float64Array.from({ length: 500 * WIDTH }, () => rng.normal());
const trivial = Float64Array.from({ length: 500 }, () => 0.1 + rng.uniform());

it('makes columns orthonormal that differ by a thousandth, and orthogonal to the trivial vector', () => {
  const block = blockOf(
    500,
    (row, c) => 5 * trivial[row] + noise[row] + 1e-3 * c * noise[(700 + 3 * row + c) % noise.length],
  );
  orthonormalize(block, trivial);
  for (let c = 0; c < WIDTH; c++) {
    expect(along(block, c, trivial)).toBeCloseTo(0, 5);
    for (let d = 0; d <= c; d++) expect(product(block, c, d)).toBeCloseTo(c === d ? 1 : 0, 5);
  }
});

it('keeps the span: a column is a combination of itself and those before', () => {
  const block = blockOf(500, (row, c) => noise[row * WIDTH + c]);
  const first = block.slice();
  orthonormalize(block, trivial);
  // What is left of column 2 after its parts along the new columns 0 to 2 and the trivial vector is nothing.
  const square = along(block, 0, trivial) ** 2 + trivial.reduce((sum, t) => sum + t * t, 0);
  const left = Float64Array.from({ length: 500 }, (_, row) => first[row * WIDTH + 2]);
  const onTrivial = trivial.reduce((sum, t, row) => sum + t * left[row], 0) / square;
  for (let row = 0; row < 500; row++) left[row] -= onTrivial * trivial[row];
  for (let c = 0; c < 3; c++) {
    const part = along(block, c, left);
    for (let row = 0; row < 500; row++) left[row] -= part * block[row * WIDTH + c];
  }
  expect(Math.hypot(...left)).toBeLessThan(1e-4);
});

it('makes a dependent column 0', () => {
  const block = blockOf(500, (row, c) => noise[row * WIDTH + (c === 2 ? 1 : c)]);
  orthonormalize(block, trivial);
  expect(product(block, 2, 2)).toBe(0);
  expect(product(block, 3, 3)).toBeCloseTo(1, 5);
});
