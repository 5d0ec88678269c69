import type { ClusteringResult, ClusterParams } from '../../core/cluster/clustering.ts';
import { paramsParser } from '../../notebook/cell-kind.ts';
import type { CellKind } from '../contract.ts';
import { CUTS_INPUT } from '../cut/passing-rows.ts';
import { clusterColumns, computeCluster } from './compute.ts';
import { clusterCellParams } from './params.ts';

/** Sizes of so many clusters, the largest, are kept as figures. */
const FIGURES = 24;

export const clusterKind: CellKind<ClusterParams, ClusteringResult> = {
  kind: 'cluster',
  version: 1,
  title: 'Cluster',
  about: 'The islands of an embedding, by DBSCAN or HDBSCAN.',
  // Clusters of columns are those of the features that the plane was made of, which its own key holds.
  inputs: { embed: { kinds: ['embed'], reads: 'result' }, cuts: CUTS_INPUT },
  parse: paramsParser(clusterCellParams),
  defaults: () => ({
    method: 'dbscan',
    space: 'plane',
    eps: null,
    minSamples: null,
    minClusterSize: null,
    selection: 'eom',
    selectionEpsilon: 0,
  }),
  migrations: [],
  cost: 'cheap',
  compute: computeCluster,
  columns: clusterColumns,
  figures: ({ method, eps, minSamples, minClusterSize, sizes, noise }) => ({
    clusters: sizes.length,
    noise,
    ...(method === 'hdbscan' ? { min_cluster_size: minClusterSize ?? 0 } : { eps }),
    min_samples: minSamples,
    ...Object.fromEntries(sizes.slice(0, FIGURES).map((size, label) => [`cluster ${label}`, size])),
  }),
  summary: (result) => {
    const embedded = result.sizes.reduce((sum, size) => sum + size, result.noise);
    const noise = embedded > 0 ? (100 * result.noise) / embedded : 0;
    const clusters = result.sizes.length === 1 ? '1 cluster' : `${result.sizes.length} clusters`;
    const scale =
      result.minClusterSize === undefined
        ? `eps ${result.eps.toPrecision(3)}`
        : `min_cluster_size ${result.minClusterSize}`;
    const space = result.space === 'columns' ? ` in ${result.dims} columns` : '';
    return `${result.method}${space}: ${clusters}, ${noise.toPrecision(2)} % noise, ${scale}`;
  },
};
