/**
 * Pearson correlation over the positions where both are numbers; NaN where fewer than 3 are, or one is constant.
 * Of mid-ranks it is Spearman's correlation. O(n).
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < a.length; i++) {
    const both = a[i] + b[i];
    if (Number.isNaN(both)) continue;
    count++;
    sumA += a[i];
    sumB += b[i];
  }
  if (count < 3) return Number.NaN;
  const meanA = sumA / count;
  const meanB = sumB / count;
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let i = 0; i < a.length; i++) {
    const da = a[i] - meanA;
    const db = b[i] - meanB;
    const product = da * db;
    if (Number.isNaN(product)) continue;
    aa += da * da;
    bb += db * db;
    ab += product;
  }
  if (!(aa > 0 && bb > 0)) return Number.NaN;
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}
