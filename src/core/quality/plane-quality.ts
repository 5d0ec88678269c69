import type { Metric } from '../embed/embedding.ts';
import type { Plane } from '../embed/plane.ts';
import type { Progress } from '../progress.ts';
import { createRng } from '../random/rng.ts';
import { type MetricSpace, metricSpace } from '../space/metric-space.ts';
import { neighborsByCrew, type OrderedNeighbors } from '../space/nearest-neighbors.ts';
import type { Crew } from '../threads/crew.ts';
import { type Figure, type PlaneQuality, POOR_EVENT, type Scored } from './quality.ts';
import { rankScores } from './rank-scores.ts';

/** Neighbours compared where the graph has as many. */
const NEIGHBORS = 15;
/** Coordinates to compare, up to which ranks are counted among all rows, and for which references are drawn beyond. */
const WORK = { exact: 1e8, drawn: 4e7 };
/** Fewest references: where false neighbours rank at 5 % of all, the figure of one event is then known to 3 %. */
const FEWEST = 64;

/**
 * Neighbour preservation, trustworthiness and continuity of a plane against the matrix it was made from. The
 * neighbours in the columns are those of the graph, in the plane those of an exact search, so the preservation
 * is exact; ranks are counted among drawn references where the table is large (see rankScores). A neighbour as
 * far as the k-th nearest counts as one of them, so that duplicates cost nothing.
 * O(rows log rows + min(rows^2 dims, WORK)), at least O(64 rows dims).
 * @param matrix as embedded, row-major, rows x dims. @param neighbors its graph, each row itself first.
 * @returns figures in the order of the matrix.
 */
export async function planeQuality(
  matrix: Float32Array,
  dims: number,
  metric: Metric,
  neighbors: OrderedNeighbors,
  plane: Plane,
  seed: number,
  crew: Crew,
  progress: Progress,
  work = WORK,
): Promise<PlaneQuality> {
  const { order } = neighbors;
  const rows = order.length;
  const k = Math.max(1, Math.min(NEIGHBORS, neighbors.k - 1, Math.floor((rows - 1) / 2)));
  // Three searches' worth: neighbours in the plane, ranks in the columns, ranks in the plane.
  const total = 3 * rows;
  const stage = 'quality';
  progress({ stage, done: 0, total });
  const places = new Float32Array(2 * rows);
  for (let i = 0; i < rows; i++) {
    places[2 * i] = plane.x[order[i]];
    places[2 * i + 1] = plane.y[order[i]];
  }
  const shown = nearestOf(
    await neighborsByCrew(places, rows, 2, k + 1, 'euclidean', crew, ({ done }) =>
      progress({ stage, done, total }),
    ),
    k,
  );
  const near = nearestInOrder(neighbors, k);
  // Distances are the same unturned, and turning costs as much as a ranking among many references.
  const space: MetricSpace =
    metric === 'euclidean' ? { matrix, dims, norm: 'l2' } : metricSpace(matrix, rows, dims, metric);
  const points = new Float32Array(rows * space.dims);
  for (let i = 0; i < rows; i++) {
    const at = order[i] * space.dims;
    for (let d = 0; d < space.dims; d++) points[i * space.dims + d] = space.matrix[at + d];
  }
  const coordinates = rows * space.dims;
  const exact = rows * coordinates <= work.exact;
  const references = referencesFor(rows, coordinates, work);
  const rng = createRng(seed);
  const { kept, ...trusted } = rankScores(
    { points, rows, dims: space.dims, norm: space.norm, nearest: near },
    shown,
    k,
    references,
    rng,
    (done) => progress({ stage, done: rows + done, total }),
  );
  const continued = rankScores(
    { points: places, rows, dims: 2, norm: 'l2', nearest: shown },
    near,
    k,
    references,
    rng,
    (done) => progress({ stage, done: 2 * rows + done, total }),
  );
  const preserved = new Float32Array(rows);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    preserved[i] = kept[i] / k;
    sum += kept[i];
  }
  return {
    events: rows,
    k,
    references: exact ? null : references,
    preservation: inRows({ perEvent: preserved, mean: sum / (k * rows), standardError: 0 }, order),
    trustworthiness: inRows(trusted, order),
    continuity: inRows(continued, order),
  };
}

/** Among how many rows each is ranked. @param coordinates of all rows, in the columns. */
export function referencesFor(rows: number, coordinates: number, work = WORK): number {
  if (rows * coordinates <= work.exact) return rows;
  return Math.min(rows, Math.max(FEWEST, Math.round(work.drawn / coordinates)));
}

/** The first k neighbours of each position, itself left out, as positions. */
function nearestInOrder(neighbors: OrderedNeighbors, k: number): Int32Array {
  const rows = neighbors.order.length;
  const nearest = new Int32Array(rows * k);
  for (let i = 0; i < rows; i++) {
    const from = i * neighbors.k + 1;
    for (let n = 0; n < k; n++) nearest[i * k + n] = neighbors.indices[from + n];
  }
  return nearest;
}

/** The same by the rows that were searched. */
function nearestOf(neighbors: OrderedNeighbors, k: number): Int32Array {
  const { order, indices } = neighbors;
  const nearest = new Int32Array(order.length * k);
  for (let i = 0; i < order.length; i++) {
    const from = i * neighbors.k + 1;
    const to = order[i] * k;
    for (let n = 0; n < k; n++) nearest[to + n] = order[indices[from + n]];
  }
  return nearest;
}

function inRows({ perEvent, mean, standardError }: Scored, order: Int32Array): Figure {
  const byRow = new Float32Array(perEvent.length);
  let poor = 0;
  for (let i = 0; i < order.length; i++) {
    byRow[order[i]] = perEvent[i];
    if (perEvent[i] < POOR_EVENT) poor++;
  }
  return { perEvent: byRow, mean, standardError, poor: poor / order.length };
}
