import type { OrderedNeighbors } from '../space/nearest-neighbors.ts';

/** One value a row, in the order of the matrix. */
export interface OutlierScores {
  /** Nearest neighbours that were used, the row itself not counted. */
  k: number;
  /** Local outlier factor: about 1 amidst its like, larger the emptier its place is than those of its neighbours. */
  lof: Float32Array;
  /** Distance to the k-th nearest neighbour. */
  kDistance: Float32Array;
}

/** Stands for the mean reach of rows with more than k exact duplicates, as in scikit-learn. */
const SMALLEST_REACH = 1e-10;

/**
 * Local outlier factor (Breunig, Kriegel, Ng, Sander 2000) and k-distance from neighbours that are known already.
 * Exactly k neighbours, as scikit-learn takes them, also where more are tied. Rows beside a heap of more than k exact
 * duplicates get factors up to 1e10. O(rows k).
 * @param neighbors each row itself first, k >= 2.
 */
export function outlierScores(neighbors: OrderedNeighbors): OutlierScores {
  const { order, indices, distances, k: width } = neighbors;
  const rows = order.length;
  const k = width - 1;
  const density = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let reach = 0;
    for (let n = i * width + 1; n < (i + 1) * width; n++) {
      const farthest = distances[(indices[n] + 1) * width - 1];
      reach += Math.max(distances[n], farthest);
    }
    density[i] = 1 / (reach / k + SMALLEST_REACH);
  }
  const lof = new Float32Array(rows);
  const kDistance = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let n = i * width + 1; n < (i + 1) * width; n++) sum += density[indices[n]];
    lof[order[i]] = sum / k / density[i];
    kDistance[order[i]] = distances[(i + 1) * width - 1];
  }
  return { k, lof, kDistance };
}
