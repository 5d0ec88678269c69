export const CLUSTER_METHODS = ['dbscan', 'hdbscan', 'density-clustering'] as const;
export type ClusterMethod = (typeof CLUSTER_METHODS)[number];

export const NOISE = -1;
/** Rows that have no place in the plane, since the embedding left them out. */
export const NOT_EMBEDDED = -2;

export interface ClusterParams {
  method: ClusterMethod;
  /** In units of the plane; null goes by the knee of the k-distance curve, see defaultEps. Not for hdbscan. */
  eps: number | null;
  /** Counts the point itself, as scikit-learn does; null goes by the number of rows. */
  minSamples: number | null;
  /** Of hdbscan only: the fewest events that make a cluster; null goes by the number of rows. */
  minClusterSize?: number | null;
}

export interface RedFlag {
  level: 'warn' | 'info';
  /** A sentence for the user, such as `one cluster holds 99 % of the events`. */
  text: string;
}

/** Distances to the minSamples-th neighbour, of all points, sorted descending and thinned for drawing. */
export interface KDistanceCurve {
  k: number;
  /** Share of points (0..1) at least this far; same length as `distance`, ascending. */
  share: Float32Array;
  distance: Float32Array;
  knee: number;
}

export interface ClusteringResult {
  method: ClusterMethod;
  /** 0 where the method has none: hdbscan. */
  eps: number;
  minSamples: number;
  /** Of hdbscan only. */
  minClusterSize?: number;
  /** One label a table row: 0.. by falling size, NOISE, NOT_EMBEDDED. */
  labels: Int32Array;
  /** Size of each cluster 0.. */
  sizes: number[];
  noise: number;
  curve: KDistanceCurve;
  flags: RedFlag[];
  timings: Record<string, number>;
}
