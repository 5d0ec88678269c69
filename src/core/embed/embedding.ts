import type { OutlierScores } from '../outliers/local-outlier-factor.ts';
import type { OutlyingEvent } from '../outliers/outlying-events.ts';
import type { PlaneQuality } from '../quality/quality.ts';
import type { FeatureSpec } from '../rq/proposal.ts';
import type { SearchDepth } from '../space/search-depth.ts';
import type { LeadingValues } from '../stats/leading-values.ts';
import type { Bits } from '../table/bits.ts';

export const EMBED_METHODS = ['umap', 'umap-js'] as const;
export type EmbedMethod = (typeof EMBED_METHODS)[number];

export const METRICS = ['euclidean', 'manhattan', 'cosine', 'correlation'] as const;
export type Metric = (typeof METRICS)[number];

export const NEIGHBOR_SEARCHES = ['auto', 'exact'] as const;
export type NeighborSearch = (typeof NEIGHBOR_SEARCHES)[number];

export interface EmbedParams {
  method: EmbedMethod;
  scaling: 'robust' | 'standard' | 'none';
  /** Rows with missing or infinite features: filled with the column median, or left out. Counted either way. */
  missing: 'impute' | 'exclude';
  metric: Metric;
  nNeighbors: number;
  /** auto: exact where that is cheap, else nearly, with the share found told in the result. */
  neighborSearch: NeighborSearch;
  minDist: number;
  spread: number;
  /** Pushes a pull. */
  negativeSamples: number;
  /** How the bonds of two rows to each other become one: 1 their fuzzy union, 0 their intersection, or between. */
  setOpMix: number;
  /** Nearest neighbours that each row is bound to with 1. */
  localConnectivity: number;
  /** null: 500 below 10,000 rows, else 200, as umap-learn does. */
  epochs: number | null;
  init: 'spectral' | 'pca' | 'random';
  /** Rows to fit, the rest placed among them; null, or as many as there are: all. */
  sample: number | null;
  seed: number;
}

/** What was done to one feature on its way to the matrix. */
export interface FeatureReport extends FeatureSpec {
  /** Subtracted after the transform, then divided by `scale`. */
  center: number;
  scale: number;
  /** What stood in for missing values, and under log10 for values that are not positive: after the transform. */
  median: number;
  lowEdge: number;
  /** Rows filled in, and rows of them whose value was not positive under log10. */
  imputed: number;
  nonPositive: number;
  infinite: number;
  /** Set on a 0/1 feature that is no column of the table: the columns whose joint absence it marks. */
  indicatorOf?: string[];
}

export interface EmbeddingResult {
  /** One value a table row; NaN for rows left out. */
  x: Float32Array;
  y: Float32Array;
  /** Rows that were embedded. */
  used: Bits;
  /** Rows that were fitted, the others placed among them by transform; null where all embedded rows were. */
  fitted: Bits | null;
  features: FeatureReport[];
  excluded: { column: string; reason: string }[];
  warnings: string[];
  params: EmbedParams;
  /** How the neighbours were sought that the plane is made from. */
  search: SearchDepth;
  /** How far the plane of the fitted rows can be trusted; per event one value a table row, NaN for all other rows. */
  quality: PlaneQuality;
  /** One value a table row, by its nearest among the fitted rows, NaN for rows left out; and the events of largest local outlier factor, that first. */
  outliers: OutlierScores & {
    most: OutlyingEvent[];
    /** The largest of the scores, so that who looks at them need not go through all. */
    leading: Record<'lof' | 'kDistance', LeadingValues>;
  };
  /** Milliseconds a stage: prepare, knn, graph, start, layout, quality, outliers. */
  timings: Record<string, number>;
}
