/** A table to embed with what its rows truly are. */
export interface Case {
  name: string;
  /** Row-major, rows x columns, finite. */
  matrix: Float32Array;
  rows: number;
  columns: number;
  /** One true population a row, 0.. */
  labels: Int32Array;
}
