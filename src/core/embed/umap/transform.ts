import type { Progress } from '../../progress.ts';
import { foreignSearch } from '../../space/foreign-neighbors.ts';
import type { Neighbors } from '../../space/kd-tree.ts';
import type { Crew } from '../../threads/crew.ts';
import type { EmbedParams } from '../embedding.ts';
import type { Plane } from '../plane.ts';
import { fitCurve } from './curve.ts';
import { forceTable } from './force-table.ts';
import { TRANSFORM_ROWS, type TransformArgs } from './transform-task.ts';

/** A finished plane with what it was laid out from. */
export interface FittedPlane {
  /** Row-major, rows x dims. */
  matrix: Float32Array;
  dims: number;
  plane: Plane;
  params: Pick<
    EmbedParams,
    | 'metric'
    | 'nNeighbors'
    | 'minDist'
    | 'spread'
    | 'negativeSamples'
    | 'localConnectivity'
    | 'epochs'
    | 'seed'
  >;
}

/**
 * Called with the neighbours of the new rows from `first` on, as rows of the fitted matrix by rising distance: they
 * are found in blocks and dropped after.
 */
export type OnNeighbors = (first: number, neighbors: Neighbors) => void;

/** Rows whose neighbours are held at a time. */
const BLOCK = 262_144;

/** Epochs for new rows, as umap-learn: a third of those asked for, else 100 up to 10,000 rows, else 30. */
function transformEpochs(asked: number | null, fittedRows: number): number {
  if (asked !== null) return Math.max(1, Math.floor(asked / 3));
  return fittedRows <= 10_000 ? 100 : 30;
}

/**
 * Places new rows in a finished plane, which stays as it is: as umap-learn's transform (0.5.3), with exact
 * neighbours. A row starts at the mean of its nearest fitted
 * rows, weighted by its bonds, and settles among them by some epochs of the layout in which it alone moves. Its
 * random numbers come from its own values and the seed: the same row comes to the same place to the bit, whatever
 * comes with it, and on any number of threads. To that end bandwidths are bounded by the row's own distances, and a
 * bond of 1 is drawn each epoch, where umap-learn goes by all new rows. O(others (log rows + k epochs negativeSamples)).
 * @param others row-major, prepared as the fitted matrix was, finite.
 */
export async function transform(
  { matrix, dims, plane, params }: FittedPlane,
  others: Float32Array,
  crew: Crew,
  progress: Progress,
  onNeighbors: OnNeighbors,
  block = BLOCK,
): Promise<Plane> {
  const rows = plane.x.length;
  const asking = others.length / dims;
  // Two turns a row: its neighbours, its place.
  const report = (done: number): void => progress({ stage: 'transform', done, total: 2 * asking });
  report(0);
  const search = foreignSearch(matrix, rows, dims, params.nNeighbors, params.metric, crew);
  const room = (bytes: number): ArrayBuffer | SharedArrayBuffer =>
    crew.shares ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  const places = new Float32Array(room(8 * rows));
  for (let i = 0; i < rows; i++) {
    places[2 * i] = plane.x[i];
    places[2 * i + 1] = plane.y[i];
  }
  const table = forceTable(fitCurve(params.spread, params.minDist));
  const epochs = transformEpochs(params.epochs, rows);
  const { negativeSamples, localConnectivity } = params;
  const x = new Float32Array(asking);
  const y = new Float32Array(asking);
  for (let first = 0; first < asking; first += block) {
    const count = Math.min(block, asking - first);
    const some = others.subarray(first * dims, (first + count) * dims);
    const neighbors = await search(some, (done) => report(2 * first + done));
    const args: TransformArgs = {
      ...{ neighbors, places, table, epochs, negativeSamples, localConnectivity },
      seeds: seedsOf(some, dims, params.seed, new Int32Array(room(4 * count))),
      placed: new Float32Array(room(8 * count)),
    };
    const parts = Math.ceil(count / TRANSFORM_ROWS);
    await crew.run('transform', args, { rounds: 1, parts }, (done) =>
      report(2 * first + count + Math.min(count, done * TRANSFORM_ROWS)),
    );
    for (let i = 0; i < count; i++) {
      x[first + i] = args.placed[2 * i];
      y[first + i] = args.placed[2 * i + 1];
    }
    onNeighbors(first, neighbors);
  }
  return { x, y };
}

/** A number other than 0 from the values of each row and the seed (MurmurHash3 of A. Appleby, 32 bits). */
function seedsOf(matrix: Float32Array, dims: number, seed: number, seeds: Int32Array): Int32Array {
  const value = new Float32Array(1);
  const bits = new Int32Array(value.buffer);
  const whole = Math.abs(Math.trunc(seed));
  const base = (whole ^ Math.floor(whole / 0x100000000)) | 0;
  for (let row = 0; row < seeds.length; row++) {
    let hash = base;
    for (let d = 0; d < dims; d++) {
      // -0 is 0.
      value[0] = matrix[row * dims + d] + 0;
      let word = Math.imul(bits[0], 0xcc9e2d51);
      word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
      hash ^= word;
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
    seeds[row] = hash === 0 ? 1 : hash;
  }
  return seeds;
}
