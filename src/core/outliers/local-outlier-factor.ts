import type { Neighbors } from '../space/kd-tree.ts';
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
  const density = densities(neighbors);
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

/** Local reachability density of each position. */
function densities({ order, indices, distances, k: width }: OrderedNeighbors): Float64Array {
  const density = new Float64Array(order.length);
  for (let i = 0; i < density.length; i++) {
    let reach = 0;
    for (let n = i * width + 1; n < (i + 1) * width; n++) {
      const farthest = distances[(indices[n] + 1) * width - 1];
      reach += Math.max(distances[n], farthest);
    }
    density[i] = 1 / (reach / (width - 1) + SMALLEST_REACH);
  }
  return density;
}

/**
 * The same of rows that are not among those known, by their nearest among them: scikit-learn's novelty detection.
 * @param known neighbours of the known rows, each itself first. @returns a function of the neighbours of new rows,
 * as known rows by rising distance, at least one less than the known have.
 */
export function foreignScores(known: OrderedNeighbors): (neighbors: Neighbors) => OutlierScores {
  const { order, k: knownWidth } = known;
  const k = knownWidth - 1;
  const { kDistance: reachOf } = outlierScores(known);
  const byPosition = densities(known);
  const density = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) density[order[i]] = byPosition[i];
  return ({ indices, distances, k: width }) => {
    const rows = indices.length / width;
    const lof = new Float32Array(rows);
    const kDistance = new Float32Array(rows);
    for (let row = 0; row < rows; row++) {
      const from = row * width;
      let reach = 0;
      let sum = 0;
      for (let n = from; n < from + k; n++) {
        reach += Math.max(distances[n], reachOf[indices[n]]);
        sum += density[indices[n]];
      }
      lof[row] = (sum / k) * (reach / k + SMALLEST_REACH);
      kDistance[row] = distances[from + k - 1];
    }
    return { k, lof, kDistance };
  };
}
