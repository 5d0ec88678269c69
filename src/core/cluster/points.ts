/** Points to cluster: row-major, rows x dims, finite. */
export interface Points {
  matrix: Float32Array;
  rows: number;
  dims: number;
}

/** The points (x, y) of a plane. */
export function planePoints(x: Float32Array, y: Float32Array): Points {
  const matrix = new Float32Array(2 * x.length);
  for (let i = 0; i < x.length; i++) {
    matrix[2 * i] = x[i];
    matrix[2 * i + 1] = y[i];
  }
  return { matrix, rows: x.length, dims: 2 };
}

/** One column of the points. */
export function axisOf({ matrix, rows, dims }: Points, column: number): Float32Array {
  const values = new Float32Array(rows);
  for (let i = 0; i < rows; i++) values[i] = matrix[i * dims + column];
  return values;
}
