import { type Column, isMissing, textAt } from '../src/core/table/column.ts';

export interface ClassOfCluster {
  label: number;
  size: number;
  /** The commonest value of the truth column in the cluster. */
  value: string;
  count: number;
  /** Share of the cluster that has this value, and share of all rows of this value that are in the cluster. */
  purity: number;
  recall: number;
}

export interface ClusterOfClass {
  value: string;
  size: number;
  /** The cluster that matches the class best by the harmonic mean of purity and recall; null where none holds any. */
  best: { label: number; purity: number; recall: number } | null;
}

export interface TruthTable {
  column: string;
  /** Rows without a truth, which count nowhere. */
  unknown: number;
  clusters: ClassOfCluster[];
  classes: ClusterOfClass[];
}

/** Compares labels with a column of true populations. Labels below 0 (noise, left out) are compared, too. O(rows). */
export function compareWithTruth(truth: Column, labels: Int32Array): TruthTable {
  const classSizes = new Map<string, number>();
  const clusterSizes = new Map<number, number>();
  const counts = new Map<number, Map<string, number>>();
  let unknown = 0;
  for (let row = 0; row < labels.length; row++) {
    if (isMissing(truth, row)) {
      unknown++;
      continue;
    }
    const value = textAt(truth, row);
    const label = labels[row];
    classSizes.set(value, (classSizes.get(value) ?? 0) + 1);
    clusterSizes.set(label, (clusterSizes.get(label) ?? 0) + 1);
    const inCluster = counts.get(label) ?? new Map<string, number>();
    inCluster.set(value, (inCluster.get(value) ?? 0) + 1);
    counts.set(label, inCluster);
  }

  const clusters = [...counts].map(([label, inCluster]) => {
    const size = clusterSizes.get(label)!;
    const [value, count] = [...inCluster].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
    return { label, size, value, count, purity: count / size, recall: count / classSizes.get(value)! };
  });
  const classes = [...classSizes].map(([value, size]) => {
    let best: ClusterOfClass['best'] = null;
    let bestScore = 0;
    for (const [label, inCluster] of counts) {
      const count = inCluster.get(value) ?? 0;
      const clusterSize = clusterSizes.get(label)!;
      const score = (2 * count) / (clusterSize + size);
      if (label < 0 || score <= bestScore) continue;
      bestScore = score;
      best = { label, purity: count / clusterSize, recall: count / size };
    }
    return { value, size, best };
  });
  const last = (label: number): number => (label < 0 ? Number.POSITIVE_INFINITY : label);
  clusters.sort((a, b) => last(a.label) - last(b.label) || b.label - a.label);
  classes.sort((a, b) => b.size - a.size);
  return { column: truth.name, unknown, clusters, classes };
}
