import type { Rng } from '../random/rng.ts';

/**
 * So many of `rows` rows, each set of them as likely, ascending and each once (selection sampling, Knuth 3.4.2 S).
 * Without replacement: of rows drawn twice UMAP would make neighbours at distance 0, and clumps of them. O(rows).
 */
export function drawRows(rows: number, wanted: number, rng: Rng): Int32Array {
  const drawn = new Int32Array(Math.min(rows, wanted));
  for (let row = 0, i = 0; i < drawn.length; row++) {
    if (rng.uniform() * (rows - row) < drawn.length - i) drawn[i++] = row;
  }
  return drawn;
}
