import type { Rng } from '../../random/rng.ts';
import { symmetricEigen } from '../symmetric-eigen.ts';
import { coarsen, type WeightedGraph } from './coarsen.ts';

/** Graphs of up to so many rows are solved as dense matrices. */
const DENSE_ROWS = 80;
/** Degree of the Chebyshev filter and rounds of filter and Rayleigh-Ritz on each level. */
const DEGREE = 12;
const ROUNDS = 3;
/** Vectors carried beyond those asked for: they take up the slow rest of the spectrum. */
const SPARE = 3;
/** Two vectors asked for and the spare ones. */
const USUAL_WIDTH = 5;

/**
 * The first nontrivial eigenvectors of the normalised Laplacian I - D^-1/2 W D^-1/2 of a connected graph, by
 * rising eigenvalue, divided by sqrt(degree) (Laplacian eigenmaps, Belkin and Niyogi 2003); row-major rows x
 * count. Multilevel: aggregates down to a dense problem, whose vectors are carried up and refined on each level
 * by Chebyshev-filtered subspace iteration (Zhou, Saad, Tiago, Chelikowsky 2006). Approximate: good to a few
 * per cent, enough to start a layout. O(edges). Missing vectors of a tiny graph are 0.
 */
export function laplacianEigenvectors(graph: WeightedGraph, count: number, rng: Rng): Float64Array {
  const width = Math.min(count + SPARE, graph.rows - 1);
  const result = new Float64Array(graph.rows * count);
  if (width < 1) return result;
  const block = solve(graph, width, rng);
  for (let row = 0; row < graph.rows; row++) {
    const root = Math.sqrt(graph.degrees[row]);
    for (let c = 0; c < Math.min(count, width); c++) result[row * count + c] = block[row * width + c] / root;
  }
  return result;
}

/** Orthonormal vectors of D^-1/2 W D^-1/2 by falling eigenvalue, the trivial one left out. */
function solve(graph: WeightedGraph, width: number, rng: Rng): Float64Array {
  if (graph.rows <= DENSE_ROWS) return solveDense(graph, width);
  const { coarse, parent } = coarsen(graph);
  const block = new Float64Array(graph.rows * width);
  if (coarse.rows > 0.9 * graph.rows || coarse.rows <= width) {
    for (let i = 0; i < block.length; i++) block[i] = rng.normal();
  } else {
    const above = solve(coarse, width, rng);
    for (let row = 0; row < graph.rows; row++) {
      const share = Math.sqrt(graph.degrees[row] / coarse.degrees[parent[row]]);
      for (let c = 0; c < width; c++) block[row * width + c] = share * above[parent[row] * width + c];
    }
  }
  const operator = { graph, values: normalized(graph) };
  let cut = rayleighRitz(operator, block, width);
  for (let round = 0; round < ROUNDS; round++) {
    filter(operator, block, width, cut);
    cut = rayleighRitz(operator, block, width);
  }
  return block;
}

function solveDense(graph: WeightedGraph, width: number): Float64Array {
  const { rows, offsets, targets } = graph;
  const values = normalized(graph);
  const matrix = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      matrix[row * rows + targets[e]] += values[e];
    }
  }
  const { vectors } = symmetricEigen(matrix, rows);
  const block = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < width; c++) block[row * width + c] = vectors[row * rows + rows - 2 - c];
  }
  return block;
}

/** D^-1/2 W D^-1/2, edge by edge. */
function normalized(graph: WeightedGraph): Float64Array {
  const { rows, offsets, targets, weights, degrees } = graph;
  const roots = degrees.map(Math.sqrt);
  const result = new Float64Array(weights.length);
  for (let row = 0; row < rows; row++) {
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      result[e] = weights[e] / (roots[row] * roots[targets[e]]);
    }
  }
  return result;
}

/** A graph whose edges carry the normalised matrix. */
interface Operator {
  graph: WeightedGraph;
  values: Float64Array;
}

/** out = matrix times block. */
function multiply({ graph, values }: Operator, block: Float64Array, width: number, out: Float64Array): void {
  if (width === USUAL_WIDTH) {
    multiplyFive(graph, values, block, out);
    return;
  }
  const { rows, offsets, targets } = graph;
  const sum = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      const value = values[e];
      const at = targets[e] * width;
      for (let c = 0; c < width; c++) sum[c] += value * block[at + c];
    }
    for (let c = 0; c < width; c++) out[row * width + c] = sum[c];
  }
}

/** multiply for five columns, whose sums then stay in registers: it halves the time of a start. */
function multiplyFive(
  { rows, offsets, targets }: WeightedGraph,
  values: Float64Array,
  block: Float64Array,
  out: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    const end = offsets[row + 1];
    for (let edge = offsets[row]; edge < end; edge++) {
      const value = values[edge];
      const at = targets[edge] * 5;
      a += value * block[at];
      b += value * block[at + 1];
      c += value * block[at + 2];
      d += value * block[at + 3];
      e += value * block[at + 4];
    }
    const to = row * 5;
    out[to] = a;
    out[to + 1] = b;
    out[to + 2] = c;
    out[to + 3] = d;
    out[to + 4] = e;
  }
}

/** Damps the part of the spectrum in [-1, cut] and lets what lies above grow. */
function filter(operator: Operator, block: Float64Array, width: number, cut: number): void {
  const high = Math.min(Math.max(cut, 0), 1 - 1e-9);
  const half = (high + 1) / 2;
  const middle = (high - 1) / 2;
  let previous = Float64Array.from(block);
  let current = new Float64Array(block.length);
  let product = new Float64Array(block.length);
  multiply(operator, previous, width, current);
  for (let i = 0; i < current.length; i++) current[i] = (current[i] - middle * previous[i]) / half;
  for (let degree = 2; degree <= DEGREE; degree++) {
    multiply(operator, current, width, product);
    for (let i = 0; i < product.length; i++) {
      product[i] = (2 * (product[i] - middle * current[i])) / half - previous[i];
    }
    const spare = previous;
    previous = current;
    current = product;
    product = spare;
  }
  block.set(current);
}

/**
 * Makes the block orthonormal and free of the trivial vector, then turns it to the eigenvectors of the matrix
 * within its span, by falling eigenvalue. Returns the least of these eigenvalues.
 */
function rayleighRitz(operator: Operator, block: Float64Array, width: number): number {
  const { rows, degrees } = operator.graph;
  orthonormalize(block, rows, width, degrees);
  const image = new Float64Array(block.length);
  multiply(operator, block, width, image);
  const small = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < width; c++) {
      for (let d = 0; d < width; d++) small[c * width + d] += block[row * width + c] * image[row * width + d];
    }
  }
  for (let c = 0; c < width; c++) {
    for (let d = 0; d < c; d++) {
      const both = (small[c * width + d] + small[d * width + c]) / 2;
      small[c * width + d] = both;
      small[d * width + c] = both;
    }
  }
  const { values, vectors } = symmetricEigen(small, width);
  const turned = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    const at = row * width;
    for (let c = 0; c < width; c++) {
      let sum = 0;
      for (let d = 0; d < width; d++) sum += block[at + d] * vectors[d * width + width - 1 - c];
      turned[c] = sum;
    }
    block.set(turned, at);
  }
  return values[0];
}

/** Modified Gram-Schmidt, twice, against sqrt(degree) and the columns before. */
function orthonormalize(block: Float64Array, rows: number, width: number, degrees: Float64Array): void {
  let total = 0;
  for (let row = 0; row < rows; row++) total += degrees[row];
  for (let pass = 0; pass < 2; pass++) {
    for (let c = 0; c < width; c++) {
      let along = 0;
      for (let row = 0; row < rows; row++) along += block[row * width + c] * Math.sqrt(degrees[row]);
      along /= total;
      for (let row = 0; row < rows; row++) block[row * width + c] -= along * Math.sqrt(degrees[row]);
      for (let d = 0; d < c; d++) {
        let overlap = 0;
        for (let row = 0; row < rows; row++) overlap += block[row * width + c] * block[row * width + d];
        for (let row = 0; row < rows; row++) block[row * width + c] -= overlap * block[row * width + d];
      }
      let square = 0;
      for (let row = 0; row < rows; row++) square += block[row * width + c] ** 2;
      const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (let row = 0; row < rows; row++) block[row * width + c] *= scale;
    }
  }
}
