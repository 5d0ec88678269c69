import { WIDTH } from './filter-task.ts';
import { innerProducts } from './inner-products.ts';

/**
 * Makes the columns of a block orthonormal, and orthogonal to `trivial`: Cholesky QR, twice (Yamamoto and others
 * 2015), whose passes run along the rows as they lie in memory. A column that depends on those before becomes 0.
 * Unrolled for WIDTH = 4. O(rows).
 * @param block rows x WIDTH, changed in place. @param trivial one number a row, not all 0.
 */
export function orthonormalize(block: Float32Array, trivial: Float64Array): void {
  let total = 0;
  for (let row = 0; row < trivial.length; row++) total += trivial[row] * trivial[row];
  for (let pass = 0; pass < 2; pass++) {
    takeAway(block, trivial, total);
    const inverse = inverseRoot(innerProducts(block, block));
    const [aa, ab, ac, ad] = inverse;
    const [bb, bc, bd] = [inverse[5], inverse[6], inverse[7]];
    const [cc, cd, dd] = [inverse[10], inverse[11], inverse[15]];
    for (let at = 0; at < block.length; at += WIDTH) {
      const [a, b, c, d] = [block[at], block[at + 1], block[at + 2], block[at + 3]];
      block[at] = a * aa;
      block[at + 1] = a * ab + b * bb;
      block[at + 2] = a * ac + b * bc + c * cc;
      block[at + 3] = a * ad + b * bd + c * cd + d * dd;
    }
  }
}

/** Takes from each column what lies along `trivial`, whose square is `total`. */
function takeAway(block: Float32Array, trivial: Float64Array, total: number): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let row = 0, at = 0; row < trivial.length; row++, at += WIDTH) {
    const value = trivial[row];
    a += block[at] * value;
    b += block[at + 1] * value;
    c += block[at + 2] * value;
    d += block[at + 3] * value;
  }
  a /= total;
  b /= total;
  c /= total;
  d /= total;
  for (let row = 0, at = 0; row < trivial.length; row++, at += WIDTH) {
    const value = trivial[row];
    block[at] -= a * value;
    block[at + 1] -= b * value;
    block[at + 2] -= c * value;
    block[at + 3] -= d * value;
  }
}

/** Smallest share of a column's square that is more than rounding. */
const DEPENDENT = 1e-13;

/** The inverse of the upper Cholesky factor, upper triangular; a dependent column's is 0. */
function inverseRoot(gram: Float64Array): Float64Array {
  const factor = new Float64Array(WIDTH * WIDTH);
  const inverse = new Float64Array(WIDTH * WIDTH);
  for (let c = 0; c < WIDTH; c++) {
    let square = gram[c * WIDTH + c];
    for (let r = 0; r < c; r++) {
      let rest = gram[r * WIDTH + c];
      for (let k = 0; k < r; k++) rest -= factor[k * WIDTH + r] * factor[k * WIDTH + c];
      const entry = inverse[r * WIDTH + r] * rest;
      factor[r * WIDTH + c] = entry;
      square -= entry * entry;
    }
    if (!(square > DEPENDENT * gram[c * WIDTH + c])) continue;
    const root = 1 / Math.sqrt(square);
    inverse[c * WIDTH + c] = root;
    for (let r = 0; r < c; r++) {
      let sum = 0;
      for (let k = r; k < c; k++) sum += inverse[r * WIDTH + k] * factor[k * WIDTH + c];
      inverse[r * WIDTH + c] = -sum * root;
    }
  }
  return inverse;
}
