import type { Metric } from '../embed/embedding.ts';
import { project, roughAxes } from '../embed/principal-axes.ts';
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
  return project(matrix, rows, roughAxes(matrix, rows, dims), dims, new Float32Array(rows * dims));
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
  const { lifted, zeros } = lift(matrix, rows, dims, metric);
  if (zeros > 0)
    return { matrix: turned(lifted, rows, dims + 1), dims: dims + 1, norm: 'l2', distance: halfSquare };
  const packed = new Float32Array(rows * dims);
  for (let row = 0; row < rows; row++) {
    packed.set(lifted.subarray(row * (dims + 1), row * (dims + 1) + dims), row * dims);
  }
  return { matrix: turned(packed, rows, dims), dims, norm: 'l2', distance: halfSquare };
}

/** Rows of length 1, in one more dimension that is 1 for rows of length 0, else 0. */
function lift(
  matrix: Float32Array,
  rows: number,
  dims: number,
  metric: Metric,
): { lifted: Float32Array; zeros: number } {
  const lifted = new Float32Array(rows * (dims + 1));
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
      lifted[to + dims] = 1;
      zeros++;
      continue;
    }
    const length = Math.sqrt(square);
    for (let d = 0; d < dims; d++) lifted[to + d] = (matrix[from + d] - mean) / length;
  }
  return { lifted, zeros };
}

/** A space, and the way of other rows into it: turned alike, in the same unit. */
export interface OpenSpace extends MetricSpace {
  /** @param others row-major, in the columns of the matrix that the space was made of, finite. */
  map(others: Float32Array): Float32Array;
}

/** Where rows so far out end that squares of floats would fail. */
const HORIZON = 2 ** 55;

/**
 * As metricSpace, for other rows to be mapped into it: each by itself, whatever comes with it. A row beyond 2^55
 * units of the space is brought to there.
 */
export function openSpace(matrix: Float32Array, rows: number, dims: number, metric: Metric): OpenSpace {
  if (metric === 'manhattan') {
    return withMap(matrix, inReach({ matrix, dims, norm: 'l1' }), (others) => others);
  }
  // Lifted in any case: whether one of the others needs it is no matter of its neighbours.
  const lifts = metric === 'cosine' || metric === 'correlation';
  const lifted = lifts ? lift(matrix, rows, dims, metric).lifted : matrix;
  const width = lifted.length / rows;
  const axes = roughAxes(lifted, rows, width);
  const turn = (m: Float32Array): Float32Array =>
    project(m, m.length / width, axes, width, new Float32Array(m.length));
  const own = turn(lifted);
  if (!lifts) return withMap(own, inReach({ matrix: own, dims, norm: 'l2' }), turn);
  return withMap(own, { matrix: own, dims: width, norm: 'l2', distance: halfSquare }, (others) =>
    turn(lift(others, others.length / dims, dims, metric).lifted),
  );
}

/** @param before what the matrix of the space was before it was brought into reach. */
function withMap(
  before: Float32Array,
  space: MetricSpace,
  map: (others: Float32Array) => Float32Array,
): OpenSpace {
  const unit = space.matrix === before ? 1 : space.distance!(1);
  return {
    ...space,
    map: (others) => map(others).map((value) => Math.max(-HORIZON, Math.min(HORIZON, value / unit))),
  };
}
