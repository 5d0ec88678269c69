/** Events that a report draws at most, over all clusters. */
export const MOST_DRAWN = 20_000;

/**
 * Rows to draw: all where they are few, else of each stratum as many, small ones whole, the rows of a stratum evenly
 * spread. Ascending. O(rows + strata log strata).
 * @param strata one a row, such as the cluster, with the selected rows apart.
 */
export function pickRows(strata: Int32Array, most: number = MOST_DRAWN): Int32Array {
  const rows = strata.length;
  if (rows <= most) return Int32Array.from({ length: rows }, (_, row) => row);
  const sizes = new Map<number, number>();
  for (const stratum of strata) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  const quota = new Map<number, number>();
  let left = most;
  const ascending = [...sizes].sort(([, a], [, b]) => a - b);
  ascending.forEach(([stratum, size], i) => {
    const share = Math.min(size, Math.floor(left / (ascending.length - i)));
    quota.set(stratum, share);
    left -= share;
  });
  const seen = new Map<number, number>();
  const picked: number[] = [];
  for (let row = 0; row < rows; row++) {
    const stratum = strata[row];
    const n = seen.get(stratum) ?? 0;
    seen.set(stratum, n + 1);
    const share = quota.get(stratum)! / sizes.get(stratum)!;
    // The n-th of its stratum is taken where the running number of taken ones steps up.
    if (Math.floor((n + 1) * share) > Math.floor(n * share)) picked.push(row);
  }
  return Int32Array.from(picked);
}
