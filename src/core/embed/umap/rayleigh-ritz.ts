import { symmetricEigen } from '../symmetric-eigen.ts';
import { WIDTH } from './filter-task.ts';
import { innerProducts } from './inner-products.ts';

/**
 * Rayleigh-Ritz: turns an orthonormal block of WIDTH vectors to the eigenvectors of a symmetric matrix within its
 * span, by falling eigenvalue. Unrolled for WIDTH = 4: one pass for the small matrix, one for the turn. O(rows).
 * @param block rows x WIDTH, turned in place. @param image the matrix times the block.
 * @returns the least of the eigenvalues.
 */
export function turnToEigenvectors(block: Float32Array, image: Float32Array): number {
  const { values, vectors } = symmetricEigen(innerProducts(block, image), WIDTH);
  // Eigenvalues rise, the block's columns are to fall.
  const column = (c: number): Float64Array =>
    Float64Array.from({ length: WIDTH }, (_, d) => vectors[d * WIDTH + WIDTH - 1 - c]);
  const [p, q, r, s] = [0, 1, 2, 3].map(column);
  for (let at = 0; at < block.length; at += WIDTH) {
    const [a, b, c, d] = [block[at], block[at + 1], block[at + 2], block[at + 3]];
    block[at] = a * p[0] + b * p[1] + c * p[2] + d * p[3];
    block[at + 1] = a * q[0] + b * q[1] + c * q[2] + d * q[3];
    block[at + 2] = a * r[0] + b * r[1] + c * r[2] + d * r[3];
    block[at + 3] = a * s[0] + b * s[1] + c * s[2] + d * s[3];
  }
  return values[0];
}
