import { giveBack, hasKernels } from '../../kernels/kernel.ts';
import type { Rng } from '../../random/rng.ts';
import { alone, type Crew } from '../../threads/crew.ts';
import { symmetricEigen } from '../symmetric-eigen.ts';
import { coarsen, type WeightedGraph } from './coarsen.ts';
import {
  blockAfter,
  type FilterArgs,
  type Polynomial,
  plainFilter,
  planFilter,
  type SparseMatrix,
  WIDTH,
} from './filter-task.ts';
import { orthonormalize } from './orthonormal-block.ts';
import { turnToEigenvectors } from './rayleigh-ritz.ts';

/** Graphs of up to so many rows are solved as dense matrices, where they are no more than a quarter of the whole. */
const DENSE_ROWS = 80;
/** Smaller ones always: a component of a few rows, of which there may be thousands. */
const FEW_ROWS = 24;
/** Below, setting up the kernel costs more than it saves. */
const KERNEL_EDGES = 4000;
/** Degree of the Chebyshev filter and rounds of filter and Rayleigh-Ritz on each level. */
const DEGREE = 12;
const ROUNDS = 3;
/** Parts that a level is shared out to, and the fewest edges that make it worth while. */
const PARTS = 16;
const SHARED_EDGES = 50_000;

/**
 * The first nontrivial eigenvectors of the normalised Laplacian I - D^-1/2 W D^-1/2 of a connected graph, by
 * rising eigenvalue, divided by sqrt(degree) (Laplacian eigenmaps, Belkin and Niyogi 2003); row-major rows x
 * count. Multilevel: aggregates down to a dense problem, whose vectors are carried up and refined on each level
 * by Chebyshev-filtered subspace iteration (Zhou, Saad, Tiago, Chelikowsky 2006) in floats. Approximate: good to
 * a few per cent, enough to start a layout. The same bits on any number of threads. O(edges). Missing vectors of a
 * tiny graph are 0.
 * @param count at most WIDTH; the others take up the slow rest of the spectrum.
 * @param report rows of `graph` that the work so far amounts to.
 */
export async function laplacianEigenvectors(
  graph: WeightedGraph,
  count: number,
  rng: Rng,
  crew: Crew,
  report: (rowsDone: number) => void = () => undefined,
  useKernel = hasKernels,
): Promise<Float64Array> {
  const result = new Float64Array(graph.rows * count);
  if (graph.rows < 2) return result;
  const denseRows = Math.min(DENSE_ROWS, Math.max(FEW_ROWS, graph.rows / 4));
  const block = await solve(graph, { rng, crew, denseRows, useKernel, report });
  for (let row = 0; row < graph.rows; row++) {
    const root = Math.sqrt(graph.degrees[row]);
    for (let c = 0; c < count; c++) result[row * count + c] = block[row * WIDTH + c] / root;
  }
  return result;
}

interface Work {
  rng: Rng;
  crew: Crew;
  denseRows: number;
  useKernel: boolean;
  report: (rowsDone: number) => void;
}

/** Orthonormal vectors of D^-1/2 W D^-1/2 by falling eigenvalue, the trivial one left out; WIDTH a row. */
async function solve(graph: WeightedGraph, work: Work): Promise<Float32Array> {
  const { rng, crew, report } = work;
  if (graph.rows <= work.denseRows) return solveDense(graph);
  const { coarse, parent } = coarsen(graph);
  const block = new Float32Array(graph.rows * WIDTH);
  if (coarse.rows > 0.9 * graph.rows || coarse.rows <= WIDTH) {
    for (let i = 0; i < block.length; i++) block[i] = rng.normal();
  } else {
    const above = await solve(coarse, { ...work, report: () => undefined });
    for (let row = 0; row < graph.rows; row++) {
      const share = Math.sqrt(graph.degrees[row] / coarse.degrees[parent[row]]);
      for (let c = 0; c < WIDTH; c++) block[row * WIDTH + c] = share * above[parent[row] * WIDTH + c];
    }
  }
  const roots = graph.degrees.map(Math.sqrt);
  const { apply, end } = polynomials(graph, roots, crew, work.useKernel);
  let cut = await refine(apply, block, roots);
  for (let round = 0; round < ROUNDS; round++) {
    report(((round + 1) / (ROUNDS + 1)) * graph.rows);
    // Damps the part of the spectrum in [-1, cut] and lets what lies above grow.
    block.set(await apply(block, { degree: DEGREE, low: -1, high: Math.min(Math.max(cut, 0), 1 - 1e-9) }));
    cut = await refine(apply, block, roots);
  }
  end();
  return block;
}

function solveDense(graph: WeightedGraph): Float32Array {
  const { rows, offsets, targets } = graph;
  const values = new Float32Array(targets.length);
  normalize(graph, graph.degrees.map(Math.sqrt), values);
  const matrix = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row++) {
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      matrix[row * rows + targets[e]] += values[e];
    }
  }
  const { vectors } = symmetricEigen(matrix, rows);
  const block = new Float32Array(rows * WIDTH);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < Math.min(WIDTH, rows - 1); c++) {
      block[row * WIDTH + c] = vectors[row * rows + rows - 2 - c];
    }
  }
  return block;
}

/** The values of D^-1/2 W D^-1/2. */
function normalize(graph: WeightedGraph, roots: Float64Array, values: Float32Array): void {
  const { rows, offsets, targets, weights } = graph;
  for (let row = 0; row < rows; row++) {
    const root = roots[row];
    const end = offsets[row + 1];
    for (let e = offsets[row]; e < end; e++) values[e] = weights[e] / (root * roots[targets[e]]);
  }
}

/** A polynomial of the matrix times a block; the answer lasts until the next call. */
type Apply = (block: Float32Array, polynomial: Polynomial) => Promise<Float32Array>;

/**
 * Of D^-1/2 W D^-1/2: by the kernel where it can, on the threads where it pays. After `end` there are no more answers,
 * and the last has gone.
 */
function polynomials(
  graph: WeightedGraph,
  roots: Float64Array,
  crew: Crew,
  useKernel: boolean,
): { apply: Apply; end(): void } {
  const { rows, offsets, targets } = graph;
  const edges = targets.length;
  const team = edges < SHARED_EDGES ? alone : crew;
  const rowBounds = evenRows(graph, edges < SHARED_EDGES ? 1 : PARTS);
  const fill = (values: Float32Array): void => normalize(graph, roots, values);
  const plan = useKernel && edges >= KERNEL_EDGES ? planFilter(graph, fill, rowBounds, team.shares) : null;
  if (plan === null) {
    const values = new Float32Array(edges);
    fill(values);
    const matrix = { rows, offsets, targets, values };
    return {
      apply: async (block, polynomial) => plainFilter(matrix, block, polynomial),
      end: () => undefined,
    };
  }
  const apply: Apply = async (block, polynomial) => {
    blockAfter(plan, 0, rows).set(block);
    const args: FilterArgs = { ...plan, polynomial };
    await team.run(
      'filter',
      args,
      { rounds: polynomial.degree, parts: rowBounds.length - 1 },
      () => undefined,
    );
    return blockAfter(plan, polynomial.degree, rows);
  };
  return { apply, end: () => giveBack(plan.memory) };
}

/** Bounds of parts with about as many edges each. */
function evenRows({ rows, offsets, targets }: Omit<SparseMatrix, 'values'>, parts: number): Int32Array {
  const bounds = new Int32Array(parts + 1).fill(rows);
  bounds[0] = 0;
  for (let row = 0, part = 1; row < rows; row++) {
    while (part < parts && offsets[row] >= (targets.length * part) / parts) bounds[part++] = row;
  }
  return bounds;
}

/**
 * Makes the block orthonormal and free of the trivial vector, then turns it to the eigenvectors of the matrix
 * within its span, by falling eigenvalue. Returns the least of these eigenvalues.
 */
async function refine(apply: Apply, block: Float32Array, roots: Float64Array): Promise<number> {
  orthonormalize(block, roots);
  return turnToEigenvectors(block, await apply(block, { degree: 1, low: -1, high: 1 }));
}
