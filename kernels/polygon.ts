/**
 * Which cells of a polygon's grid rows fall in, in AssemblyScript: what plainSides of src/core/space/polygon-sides.ts does,
 * to the bit. Blocks begin at multiples of 16 bytes.
 */

/**
 * A word each 32 rows of a block: one bit a row that is inside, one that is in a cell where an edge passes.
 * @param words of 32 rows @param byBits 1 where an axis is placed by the bits of float32
 */
export function sides(
  xs: usize,
  ys: usize,
  words: i32,
  xByBits: i32,
  xOrigin: f64,
  xPerUnit: f64,
  yByBits: i32,
  yOrigin: f64,
  yPerUnit: f64,
  framed: usize,
  inside: usize,
  crossed: usize,
): void {
  const x0 = f64x2.splat(xOrigin);
  const y0 = f64x2.splat(yOrigin);
  const kx = f64x2.splat(xPerUnit);
  const ky = f64x2.splat(yPerUnit);
  for (let w = 0; w < words; w++, inside += 4, crossed += 4) {
    let word: u32 = 0;
    let edge: u32 = 0;
    for (let i = 0; i < 32; i += 4, xs += 32, ys += 32) {
      const columns = places(xs, xByBits, x0, kx);
      const bands = places(ys, yByBits, y0, ky);
      const at = i32x4.add(i32x4.shl(bands, 8), columns);
      const a = <u32>load<u8>(framed + <usize>i32x4.extract_lane(at, 0));
      const b = <u32>load<u8>(framed + <usize>i32x4.extract_lane(at, 1));
      const c = <u32>load<u8>(framed + <usize>i32x4.extract_lane(at, 2));
      const d = <u32>load<u8>(framed + <usize>i32x4.extract_lane(at, 3));
      word |= ((a & 1) | ((b & 1) << 1) | ((c & 1) << 2) | ((d & 1) << 3)) << i;
      edge |= ((a >> 1) | ((b >> 1) << 1) | ((c >> 1) << 2) | ((d >> 1) << 3)) << i;
    }
    store<u32>(inside, word);
    store<u32>(crossed, edge);
  }
}

/** 1 + the cells of four values, from 0 to 255; 0 for NaN. */
function places(values: usize, byBits: i32, origin: v128, perUnit: v128): v128 {
  let low = v128.load(values);
  let high = v128.load(values, 16);
  if (byBits) {
    low = f64x2.convert_low_i32x4_s(f32x4.demote_f64x2_zero(low));
    high = f64x2.convert_low_i32x4_s(f32x4.demote_f64x2_zero(high));
  }
  const half = f64x2.splat(0.5);
  low = f64x2.nearest(f64x2.add(f64x2.mul(f64x2.sub(low, origin), perUnit), half));
  high = f64x2.nearest(f64x2.add(f64x2.mul(f64x2.sub(high, origin), perUnit), half));
  const all = v128.shuffle<i32>(
    i32x4.trunc_sat_f64x2_s_zero(low),
    i32x4.trunc_sat_f64x2_s_zero(high),
    0,
    1,
    4,
    5,
  );
  return i32x4.min_s(i32x4.max_s(all, i32x4.splat(0)), i32x4.splat(255));
}
