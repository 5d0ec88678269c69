/**
 * Products of matrices of single floats, in AssemblyScript: what multiplyPlain of src/core/classify/multiply.ts
 * does, to the bit: each sum runs over k in its order, and the lanes of a register are columns beside each other.
 */

/**
 * c = a b, (m x k) times (k x n); n a multiple of 4. Addresses and steps in bytes: a by any steps, the rows of b and
 * of c contiguous.
 */
export function multiply(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
): void {
  let row = 0;
  for (; row + 4 <= m; row += 4) {
    const left = a + <usize>row * aRow;
    const into = c + <usize>row * cRow;
    let column = 0;
    for (; column + 8 <= n; column += 8)
      tall(k, left, aRow, aStep, b + ((<usize>column) << 2), bRow, into + ((<usize>column) << 2), cRow);
    if (column < n) {
      for (let r: usize = 0; r < 4; r++) {
        narrow(
          k,
          left + r * aRow,
          aStep,
          b + ((<usize>column) << 2),
          bRow,
          into + r * cRow + ((<usize>column) << 2),
        );
      }
    }
  }
  for (; row < m; row++) {
    for (let column = 0; column < n; column += 4) {
      narrow(
        k,
        a + <usize>row * aRow,
        aStep,
        b + ((<usize>column) << 2),
        bRow,
        c + <usize>row * cRow + ((<usize>column) << 2),
      );
    }
  }
}

/** 4 rows, 8 columns. */
function tall(
  k: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  const a1 = aRow;
  const a2 = aRow << 1;
  const a3 = a1 + a2;
  for (let i = 0; i < k; i++) {
    const y0 = v128.load(b);
    const y1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    s00 = f32x4.add(s00, f32x4.mul(x0, y0));
    s01 = f32x4.add(s01, f32x4.mul(x0, y1));
    const x1 = v128.load32_splat(a + a1);
    s10 = f32x4.add(s10, f32x4.mul(x1, y0));
    s11 = f32x4.add(s11, f32x4.mul(x1, y1));
    const x2 = v128.load32_splat(a + a2);
    s20 = f32x4.add(s20, f32x4.mul(x2, y0));
    s21 = f32x4.add(s21, f32x4.mul(x2, y1));
    const x3 = v128.load32_splat(a + a3);
    s30 = f32x4.add(s30, f32x4.mul(x3, y0));
    s31 = f32x4.add(s31, f32x4.mul(x3, y1));
    a += aStep;
    b += bRow;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  c += cRow;
  v128.store(c, s10);
  v128.store(c, s11, 16);
  c += cRow;
  v128.store(c, s20);
  v128.store(c, s21, 16);
  c += cRow;
  v128.store(c, s30);
  v128.store(c, s31, 16);
}

/** 1 row, 4 columns. */
function narrow(k: i32, a: usize, aStep: usize, b: usize, bRow: usize, c: usize): void {
  let sum = f32x4.splat(0);
  for (let i = 0; i < k; i++) {
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(a), v128.load(b)));
    a += aStep;
    b += bRow;
  }
  v128.store(c, sum);
}
