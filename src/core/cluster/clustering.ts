export const CLUSTER_METHODS = ['dbscan', 'hdbscan', 'density-clustering'] as const;
export type ClusterMethod = (typeof CLUSTER_METHODS)[number];

/** Where distances are measured: in the plane, or in the columns that it was made from, as scaled for it. */
export const CLUSTER_SPACES = ['plane', 'columns'] as const;
export type ClusterSpace = (typeof CLUSTER_SPACES)[number];

/** How hdbscan picks clusters from their tree: by excess of mass, or all leaves. */
export const CLUSTER_SELECTIONS = ['eom', 'leaf'] as const;
export type ClusterSelection = (typeof CLUSTER_SELECTIONS)[number];

export const NOISE = -1;
/** Rows that have no place in the plane, since the embedding left them out. */
export const NOT_EMBEDDED = -2;

export interface ClusterParams {
  method: ClusterMethod;
  /** The plane where it is not given. */
  space?: ClusterSpace;
  /** In units of the space; null goes by the knee of the k-distance curve, see defaultEps. Not for hdbscan. */
  eps: number | null;
  /** Counts the point itself, as scikit-learn does; null goes by the number of rows. */
  minSamples: number | null;
  /** Of hdbscan only: the fewest events that make a cluster; null goes by the number of rows. */
  minClusterSize?: number | null;
  /** Of hdbscan only; by excess of mass where it is not given. */
  selection?: ClusterSelection;
  /**
   * Of hdbscan only, its cluster_selection_epsilon: clusters that part at a distance below it are not parted
   * (Malzer and Baum 2020). 0, or not given, parts all.
   */
  selectionEpsilon?: number;
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
  /** What was asked for; what follows was used. */
  params: ClusterParams;
  method: ClusterMethod;
  space: ClusterSpace;
  /** Columns of the space: 2 in the plane. */
  dims: number;
  /** 0 where the method has none: hdbscan. */
  eps: number;
  minSamples: number;
  /** Of hdbscan only. */
  minClusterSize?: number;
  /**
   * Of hdbscan only: how firmly each row belongs to its cluster, 0..1 (McInnes and Healy 2017); 0 in the noise,
   * NaN for rows without a place.
   */
  strengths?: Float32Array;
  /** One label a table row: 0.. by falling size, NOISE, NOT_EMBEDDED. */
  labels: Int32Array;
  /** Size of each cluster 0.. */
  sizes: number[];
  noise: number;
  curve: KDistanceCurve;
  flags: RedFlag[];
  timings: Record<string, number>;
}
