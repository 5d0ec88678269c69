import { NOISE } from './clustering.ts';

/**
 * Renumbers clusters 0.. by falling size; equal sizes by their first point. Labels below 0 stay. O(n).
 * @param labels whole numbers below the number of labels; changed in place and returned.
 */
export function orderBySize(labels: Int32Array): Int32Array {
  const sizes = new Int32Array(labels.length);
  const found: number[] = [];
  for (const label of labels) {
    if (label >= 0 && sizes[label]++ === 0) found.push(label);
  }
  found.sort((a, b) => sizes[b] - sizes[a]);
  const rank = new Int32Array(labels.length);
  found.forEach((label, i) => {
    rank[label] = i;
  });
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) labels[i] = rank[labels[i]];
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
