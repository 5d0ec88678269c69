import { WIDTH } from './filter-task.ts';

/** block^T image of two blocks of rows x WIDTH, made symmetric; WIDTH x WIDTH. Unrolled for WIDTH = 4. O(rows). */
export function innerProducts(block: Float32Array, image: Float32Array): Float64Array {
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
