import { foreignScores, type OutlierScores, outlierScores } from '../outliers/local-outlier-factor.ts';
import { largest, type NearOf, nearFrom } from '../outliers/outlying-events.ts';
import type { Progress } from '../progress.ts';
import type { OrderedNeighbors } from '../space/nearest-neighbors.ts';
import type { Crew } from '../threads/crew.ts';
import type { Plane } from './plane.ts';
import { type FittedPlane, transform } from './umap/transform.ts';

/** A plane of all rows, and their outlier scores, in the order of the matrix. */
export interface CompletePlane {
  plane: Plane;
  scores: OutlierScores;
  /** Of the rows of largest local outlier factor. */
  nearOf: NearOf;
}

/** Of how many outliers of each kind and block the neighbours are kept. */
const KEPT = 10;

/** Rows of a row-major matrix, in the order given, copied. */
export function takeMatrix(matrix: Float32Array, dims: number, rows: Int32Array): Float32Array {
  const taken = new Float32Array(rows.length * dims);
  for (let i = 0; i < rows.length; i++) {
    taken.set(matrix.subarray(rows[i] * dims, (rows[i] + 1) * dims), i * dims);
  }
  return taken;
}

/**
 * The plane of a sample, completed by transform of the rest. Outlier scores go by the nearest of each row among the
 * fitted rows, as many for all: of the others as scikit-learn's novelty detection has them.
 * @param fit rows of `matrix` that were fitted, ascending: rows of `fitted` in this order.
 * @param neighbors of the fitted rows among themselves. @param matrix row-major, rows x dims.
 */
export async function completePlane(
  fitted: FittedPlane,
  neighbors: OrderedNeighbors,
  fit: Int32Array,
  matrix: Float32Array,
  crew: Crew,
  progress: Progress,
): Promise<CompletePlane> {
  const { dims } = fitted;
  const rows = matrix.length / dims;
  const own = outlierScores(neighbors);
  const plane = { x: new Float32Array(rows), y: new Float32Array(rows) };
  const scores = { k: own.k, lof: new Float32Array(rows), kDistance: new Float32Array(rows) };
  const rest = new Int32Array(rows - fit.length);
  for (let row = 0, f = 0, r = 0; row < rows; row++) {
    if (f < fit.length && fit[f] === row) f++;
    else rest[r++] = row;
  }
  const near = new Map<number, number[]>();
  for (const { row, near: found } of nearFrom(neighbors)(largest(own.lof, KEPT))) {
    near.set(
      fit[row],
      found.map((other) => fit[other]),
    );
  }
  const score = foreignScores(neighbors);
  const placed = await transform(
    fitted,
    takeMatrix(matrix, dims, rest),
    crew,
    progress,
    (first, { k, indices, distances }) => {
      const { lof, kDistance } = score({ k, indices, distances });
      for (let i = 0; i < lof.length; i++) {
        scores.lof[rest[first + i]] = lof[i];
        scores.kDistance[rest[first + i]] = kDistance[i];
      }
      for (const i of largest(lof, KEPT)) {
        const found = Array.from(indices.subarray(i * k, i * k + own.k), (other) => fit[other]);
        near.set(rest[first + i], found);
      }
    },
  );
  for (let i = 0; i < fit.length; i++) {
    plane.x[fit[i]] = fitted.plane.x[i];
    plane.y[fit[i]] = fitted.plane.y[i];
    scores.lof[fit[i]] = own.lof[i];
    scores.kDistance[fit[i]] = own.kDistance[i];
  }
  for (let i = 0; i < rest.length; i++) {
    plane.x[rest[i]] = placed.x[i];
    plane.y[rest[i]] = placed.y[i];
  }
  return {
    plane,
    scores,
    nearOf: (wanted) => wanted.map((row) => ({ row, near: near.get(row) ?? [] })),
  };
}
