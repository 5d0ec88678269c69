import type { Metric } from '../embed/embedding.ts';
import { principalAxes, project } from '../embed/principal-axes.ts';
import type { Norm } from './kd-tree.ts';

/** Rows mapped so that a kd-tree can search them, and the way back from its distances. */
export interface MetricSpace {
  matrix: Float32Array;
  dims: number;
  norm: Norm;
  /** The distance of the metric from the distance in the tree, where they differ. */
  distance?: (treeDistance: number) => number;
}

/** Sizes whose squares, and those of their small differences, are well inside the range of a float. */
const SMALLEST = 2 ** -20;
const LARGEST = 2 ** 40;

/** The space, in other units where those of the rows are so large or small that squares of floats fail. */
function inReach(space: MetricSpace): MetricSpace {
  let size = 0;
  for (const value of space.matrix) size = Math.max(size, Math.abs(value));
  if (size === 0 || (size >= SMALLEST && size <= LARGEST)) return space;
  const unit = 2 ** Math.floor(Math.log2(size));
  return {
    ...space,
    matrix: space.matrix.map((value) => value / unit),
    distance: (distance) => distance * unit,
  };
}

const halfSquare = (distance: number): number => (distance * distance) / 2;

/**
 * Rows in their principal axes: distances stay, most of each lies in the first coordinates, where the tree
 * splits and a search gives up.
 */
function turned(matrix: Float32Array, rows: number, dims: number): Float32Array {
  return project(matrix, rows, principalAxes(matrix, rows, dims), dims, new Float32Array(rows * dims));
}

/**
 * Euclidean and Manhattan rows stay as they are. Cosine: rows of length 1, where the squared Euclidean
 * distance is twice the cosine distance; correlation: the same after subtracting each row's mean. A row of
 * length 0 lies at distance 1 from all others and 0 from its like, as in umap-learn, by one more dimension.
 */
export function metricSpace(matrix: Float32Array, rows: number, dims: number, metric: Metric): MetricSpace {
  if (metric === 'euclidean') {
    return inReach({ matrix: turned(matrix, rows, dims), dims, norm: 'l2' });
  }
  if (metric === 'manhattan') return inReach({ matrix, dims, norm: 'l1' });
  const mapped = new Float32Array(rows * (dims + 1));
  let zeros = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * dims;
    const to = row * (dims + 1);
    let mean = 0;
    if (metric === 'correlation') {
      for (let d = 0; d < dims; d++) mean += matrix[from + d];
      mean /= dims;
    }
    let square = 0;
    let size = 0;
    for (let d = 0; d < dims; d++) {
      const value = matrix[from + d] - mean;
      square += value * value;
      size += matrix[from + d] * matrix[from + d];
    }
    if (square <= 1e-12 * size || square === 0) {
      mapped[to + dims] = 1;
      zeros++;
      continue;
    }
    const length = Math.sqrt(square);
    for (let d = 0; d < dims; d++) mapped[to + d] = (matrix[from + d] - mean) / length;
  }
  if (zeros > 0)
    return { matrix: turned(mapped, rows, dims + 1), dims: dims + 1, norm: 'l2', distance: halfSquare };
  const packed = new Float32Array(rows * dims);
  for (let row = 0; row < rows; row++) {
    packed.set(mapped.subarray(row * (dims + 1), row * (dims + 1) + dims), row * dims);
  }
  return { matrix: turned(packed, rows, dims), dims, norm: 'l2', distance: halfSquare };
}
