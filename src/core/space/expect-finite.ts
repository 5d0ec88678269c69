import { Problem } from '../problem.ts';

/**
 * Refuses a matrix in which a value is NaN or infinite, and names the first; rows and columns count from 0. One pass.
 * @param matrix row-major, `dims` columns.
 * @throws Problem `bad-data`.
 */
export function expectFinite(matrix: Float32Array, dims: number): void {
  for (let i = 0; i < matrix.length; i++) {
    if (Number.isFinite(matrix[i])) continue;
    const row = Math.floor(i / dims);
    throw new Problem(
      'bad-data',
      `invalid value in row ${row}, column ${i - row * dims} of the matrix: ${matrix[i]}; expected finite numbers`,
    );
  }
}
