/** Events that a report draws at most, over all clusters. */
export const MOST_DRAWN = 20_000;

/**
 * Rows to draw: all where they are few, else of each stratum as many, small ones whole, the rows of a stratum evenly
 * spread. Ascending. O(rows + strata log strata).
 * @param strata one a row, from 0 on, such as the cluster, with the selected rows apart.
 */
export function pickRows(strata: Int32Array, most: number = MOST_DRAWN): Int32Array {
  const rows = strata.length;
  if (rows <= most) return Int32Array.from({ length: rows }, (_, row) => row);
  let highest = 0;
  for (let row = 0; row < rows; row++) if (strata[row] > highest) highest = strata[row];
  const sizes = new Uint32Array(highest + 1);
  for (let row = 0; row < rows; row++) sizes[strata[row]]++;
  const ascending = [...sizes.keys()]
    .filter((stratum) => sizes[stratum] > 0)
    .sort((a, b) => sizes[a] - sizes[b] || a - b);
  const quota = new Uint32Array(sizes.length);
  let left = most;
  for (const [i, stratum] of ascending.entries()) {
    quota[stratum] = Math.min(sizes[stratum], Math.floor(left / (ascending.length - i)));
    left -= quota[stratum];
  }
  const seen = new Uint32Array(sizes.length);
  const picked: number[] = [];
  for (let row = 0; row < rows; row++) {
    const stratum = strata[row];
    const n = seen[stratum]++;
    const share = quota[stratum] / sizes[stratum];
    // The n-th of its stratum is taken where the running number of taken ones steps up.
    if (Math.floor((n + 1) * share) > Math.floor(n * share)) picked.push(row);
  }
  return Int32Array.from(picked);
}
