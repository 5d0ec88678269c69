import { symmetricEigen } from '../symmetric-eigen.ts';
import { WIDTH } from './filter-task.ts';

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

/** block^T image, made symmetric; WIDTH x WIDTH. */
function innerProducts(block: Float32Array, image: Float32Array): Float64Array {
  let aa = 0;
  let ab = 0;
  let ac = 0;
  let ad = 0;
  let bb = 0;
  let bc = 0;
  let bd = 0;
  let cc = 0;
  let cd = 0;
  let dd = 0;
  for (let at = 0; at < block.length; at += WIDTH) {
    const [a, b, c, d] = [block[at], block[at + 1], block[at + 2], block[at + 3]];
    const [e, f, g, h] = [image[at], image[at + 1], image[at + 2], image[at + 3]];
    aa += a * e;
    ab += a * f + b * e;
    ac += a * g + c * e;
    ad += a * h + d * e;
    bb += b * f;
    bc += b * g + c * f;
    bd += b * h + d * f;
    cc += c * g;
    cd += c * h + d * g;
    dd += d * h;
  }
  return Float64Array.of(
    ...[aa, ab / 2, ac / 2, ad / 2],
    ...[ab / 2, bb, bc / 2, bd / 2],
    ...[ac / 2, bc / 2, cc, cd / 2],
    ...[ad / 2, bd / 2, cd / 2, dd],
  );
}
