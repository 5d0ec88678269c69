/** Eigenvalues ascending; eigenvectors as columns, row-major size x size. */
export interface Eigen {
  values: Float64Array;
  vectors: Float64Array;
}

/**
 * All eigenpairs of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, 8.5). O(size^3) a
 * sweep, some 8 sweeps.
 * @param matrix row-major size x size; left as it is. Where rounding made it unsymmetric, that of its two triangles'
 * means is meant: rotations would never make an unsymmetric one diagonal.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) a[i * size + j] = (matrix[i * size + j] + matrix[j * size + i]) / 2;
  }
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const square = a[i * size + j] ** 2;
        all += square;
        if (i !== j) off += square;
      }
    }
    if (off <= 1e-28 * all) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[i * size + i] - a[j * size + j]);
  const values = new Float64Array(size);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    values[to] = a[from * size + from];
    for (let i = 0; i < size; i++) vectors[i * size + to] = v[i * size + from];
  });
  return { values, vectors };
}

/** One rotation that makes a[p][q] zero. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q];
  if (apq === 0) return;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < size; i++) {
    const aip = a[i * size + p];
    const aiq = a[i * size + q];
    a[i * size + p] = c * aip - s * aiq;
    a[i * size + q] = s * aip + c * aiq;
  }
  for (let i = 0; i < size; i++) {
    const api = a[p * size + i];
    const aqi = a[q * size + i];
    a[p * size + i] = c * api - s * aqi;
    a[q * size + i] = s * api + c * aqi;
  }
  for (let i = 0; i < size; i++) {
    const vip = v[i * size + p];
    const viq = v[i * size + q];
    v[i * size + p] = c * vip - s * viq;
    v[i * size + q] = s * vip + c * viq;
  }
}
