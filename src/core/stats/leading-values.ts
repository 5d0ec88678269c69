import { countAtLeast, countFinite, nthLargest } from './nth-largest.ts';

/** The largest of many values, found once where there is time for it. */
export interface LeadingValues {
  /** How many of all are neither NaN nor infinite. */
  finite: number;
  /** The largest finite ones, falling. */
  values: Float32Array;
}

/** O(n). @param most how many are kept. */
export function leadingValues(all: Float32Array, most = 1000): LeadingValues {
  const finite = countFinite(all);
  const low = nthLargest(all, most);
  const above = all.filter((value) => value >= low && value < Infinity).sort();
  return { finite, values: above.reverse().slice(0, most) };
}

/** As nthLargest, at once where the n-th is among the leading. */
export function nthOf(all: Float32Array, { finite, values }: LeadingValues, n: number): number {
  const at = Math.min(n, finite);
  return at >= 1 && at <= values.length ? values[at - 1] : nthLargest(all, n);
}

/** As countAtLeast, at once where all that count are among the leading. */
export function countFrom(all: Float32Array, { finite, values }: LeadingValues, threshold: number): number {
  // What equals the last of them may go on behind it.
  const known = values.length === finite || threshold > values[values.length - 1];
  return countAtLeast(known ? values : all, threshold);
}
