import { dbscanTree } from '../cluster/dbscan-tree.ts';
import { takeMatrix } from '../embed/complete-plane.ts';
import { unwatched } from '../progress.ts';
import type { Neighbors } from '../space/kd-tree.ts';
import { quantileSorted } from '../stats/quantile.ts';
import { ALIKE, SCATTERED } from './comparison.ts';
import { logFisher } from './exact-tests.ts';
import { farnessFrom, findNovel } from './novelty.ts';
import { holm } from './significance.ts';

/** As dense as all but this share of the reviewed events: looser ones are scattered. */
const LOOSEST = 0.01;
/** The fewest events that make a population, and their distances' neighbour. */
const FEWEST = 5;
/** Of chance, for all populations together. */
const LEVEL = 0.01;
/** Reviewed events beyond the limit, at least: a limit that hangs on a handful says little. */
const BEYOND = 20;

export interface FoundNovelty {
  far: Uint8Array;
  reviewedFar: Uint8Array;
  /** To the 5th nearest reviewed event, one a new row. */
  distance: Float32Array;
  /** One a new row: 0.. by falling size, SCATTERED, ALIKE. */
  population: Int32Array;
  sizes: number[];
  /** Share of ordinary events that is far by chance. */
  share: number;
}

/**
 * Events unlike all reviewed ones (see findNovel), and the populations that they make: DBSCAN in the scaled
 * features, min_samples 5, eps the distance within which 99 % of the reviewed events have 5
 * neighbours, together with the reviewed events that are as far; one of which these are no smaller share is chance.
 * Of few reviewed events more than the share asked for is far: 20 of them at least.
 */
export function findNewPopulations(
  { falseShare }: { falseShare: number },
  own: { matrix: Float32Array },
  fresh: { matrix: Float32Array },
  ownNear: Neighbors,
  near: Neighbors,
  dims: number,
): FoundNovelty {
  const farness = farnessFrom(ownNear);
  const reviewed = farness(ownNear);
  const rows = farness(near);
  const { far, reviewedFar, reviewedCount } = findNovel(
    reviewed,
    rows,
    Math.min(0.5, Math.max(falseShare, BEYOND / reviewed.far.length)),
  );
  const marked = (flags: Uint8Array): Int32Array =>
    Int32Array.from({ length: flags.length }, (_, i) => i).filter((i) => flags[i] === 1);
  const at = marked(far);
  const reviewedAt = marked(reviewedFar);
  const eps = quantileSorted(reviewed.distance.slice().sort(), 1 - LOOSEST);
  const matrix = new Float32Array((at.length + reviewedAt.length) * dims);
  matrix.set(takeMatrix(fresh.matrix, dims, at));
  matrix.set(takeMatrix(own.matrix, dims, reviewedAt), at.length * dims);
  const all = at.length + reviewedAt.length;
  const labels =
    eps > 0
      ? dbscanTree({ matrix, rows: all, dims }, eps, FEWEST, unwatched)
      : new Int32Array(all).fill(SCATTERED);
  const found: number[] = [];
  const before: number[] = [];
  for (let i = 0; i < all; i++) {
    if (labels[i] < 0) continue;
    const counts = i < at.length ? found : before;
    counts[labels[i]] = (counts[labels[i]] ?? 0) + 1;
  }
  const known = Array.from(new Set(labels.subarray(0, at.length))).filter((label) => label >= 0);
  // As the far ones of the reviewed events are spread, so are those of an ordinary run.
  const logPs = holm(
    known.map((label) => logFisher(before[label] ?? 0, reviewed.far.length, found[label], far.length)),
  );
  const kept = known
    .filter((label, i) => {
      const more = found[label] / far.length > (before[label] ?? 0) / reviewed.far.length;
      return more && logPs[i] < Math.log(LEVEL);
    })
    .sort((a, b) => found[b] - found[a] || a - b);
  const population = new Int32Array(far.length).fill(ALIKE);
  for (let i = 0; i < at.length; i++) population[at[i]] = kept.indexOf(labels[i]);
  const share = own.matrix.length > 0 ? reviewedCount / (own.matrix.length / dims) : falseShare;
  return {
    far,
    reviewedFar,
    distance: rows.distance,
    population,
    sizes: kept.map((label) => found[label]),
    share,
  };
}
