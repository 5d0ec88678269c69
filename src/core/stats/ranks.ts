import { sortOrder } from './sort-order.ts';

/**
 * Mid-ranks of the finite values, from 1: equal values share the mean of their ranks. NaN for the others. O(n).
 */
export function midRanks(values: ArrayLike<number>, order: Int32Array = sortOrder(values)): Float64Array {
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) ranks[order[i]] = rank;
    start = end;
  }
  return ranks;
}
