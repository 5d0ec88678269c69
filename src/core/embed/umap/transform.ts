import type { Progress } from '../../progress.ts';
import { foreignNeighbors } from '../../space/foreign-neighbors.ts';
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

export interface Transformed {
  plane: Plane;
  /** Of the new rows among the rows of the fitted matrix, by rising distance. */
  neighbors: Neighbors;
}

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
): Promise<Transformed> {
  const rows = plane.x.length;
  const asking = others.length / dims;
  const stage = 'transform';
  const total = 2 * asking;
  progress({ stage, done: 0, total });
  const { nNeighbors: k, metric } = params;
  const { order, ...neighbors } = await foreignNeighbors(
    matrix,
    rows,
    others,
    dims,
    k,
    metric,
    crew,
    (done) => progress({ stage, done, total }),
  );
  const room = (bytes: number): ArrayBuffer | SharedArrayBuffer =>
    crew.shares ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  const args: TransformArgs = {
    neighbors,
    places: new Float32Array(room(8 * rows)),
    seeds: new Int32Array(room(4 * asking)),
    placed: new Float32Array(room(8 * asking)),
    table: forceTable(fitCurve(params.spread, params.minDist)),
    epochs: transformEpochs(params.epochs, rows),
    negativeSamples: params.negativeSamples,
    localConnectivity: params.localConnectivity,
  };
  for (let i = 0; i < rows; i++) {
    args.places[2 * i] = plane.x[order[i]];
    args.places[2 * i + 1] = plane.y[order[i]];
  }
  seedRows(others, dims, params.seed, args.seeds);
  const parts = Math.ceil(asking / TRANSFORM_ROWS);
  await crew.run('transform', args, { rounds: 1, parts }, (done) =>
    progress({ stage, done: asking + Math.min(asking, done * TRANSFORM_ROWS), total }),
  );
  const x = new Float32Array(asking);
  const y = new Float32Array(asking);
  for (let i = 0; i < asking; i++) {
    x[i] = args.placed[2 * i];
    y[i] = args.placed[2 * i + 1];
  }
  const { indices } = neighbors;
  for (let i = 0; i < indices.length; i++) indices[i] = order[indices[i]];
  return { plane: { x, y }, neighbors };
}

/** A number other than 0 from the values of each row and the seed (MurmurHash3 of A. Appleby, 32 bits). */
function seedRows(matrix: Float32Array, dims: number, seed: number, seeds: Int32Array): void {
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
}
