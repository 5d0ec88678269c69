import { NOISE } from './clustering.ts';

/**
 * Renumbers clusters 0.. by falling size; equal sizes by their first point. Labels below 0 stay. O(n).
 * @param labels any whole numbers; changed in place and returned.
 */
export function orderBySize(labels: Int32Array): Int32Array {
  const sizes = new Map<number, number>();
  for (const label of labels) if (label >= 0) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const bySize = [...sizes].sort((a, b) => b[1] - a[1]);
  const rank = new Map(bySize.map(([label], i) => [label, i]));
  for (let i = 0; i < labels.length; i++) labels[i] = rank.get(labels[i]) ?? labels[i];
  return labels;
}

/** Sizes of the clusters 0.. and the number of noise points. */
export function clusterSizes(labels: Int32Array): { sizes: number[]; noise: number } {
  const sizes: number[] = [];
  let noise = 0;
  for (const label of labels) {
    if (label === NOISE) noise++;
    if (label < 0) continue;
    while (sizes.length <= label) sizes.push(0);
    sizes[label]++;
  }
  return { sizes, noise };
}
