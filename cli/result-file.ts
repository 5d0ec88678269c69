import type { EmbeddingResult } from '../src/core/embed/embedding.ts';
import type { Effect } from '../src/core/explain/effect.ts';
import type { Figure } from '../src/core/quality/quality.ts';
import type { FeatureSpec } from '../src/core/rq/proposal.ts';
import type { Profile } from './profiles.ts';

/** Milliseconds of wall time. */
export interface Timings {
  load: number;
  knn: number;
  graph: number;
  /** From the start to the end of the plane, with the transform where a sample was fitted. */
  layout: number;
  quality: number;
  outliers: number;
  cluster: number;
  explain: number;
  cut: number;
  total: number;
}

/** How strongly a quantity sets a cluster apart: |2 AUC - 1|, with its 95 % interval. */
interface Importance {
  feature: string;
  score: number;
  low: number;
  high: number;
}

/** Mean over the events in the plane, from 0 (worst) to 1. */
interface MeanFigure {
  mean: number;
  standard_error: number;
}

/** How far the plane can be trusted, and the events that stand alone. */
interface QualityEntry {
  /** Nearest neighbours that were compared. */
  neighbors: number;
  /** Events drawn for each to count ranks among; null where ranks were counted among all. */
  references: number | null;
  neighbor_preservation: number;
  /** Share of the true neighbours that the plane was made from, on a sample; 1 where all. */
  neighbor_recall: number;
  trustworthiness: MeanFigure;
  continuity: MeanFigure;
  outliers: {
    /** Nearest neighbours of the local outlier factor. */
    neighbors: number;
    /** The ten of the largest local outlier factor; rows as in labels.csv. */
    events: { row: number; lof: number; k_distance: number; columns: string[] }[];
  };
}

/** What result.json holds; other programs read it. */
export interface ResultFile {
  rows: number;
  /** Rows that the plane was fitted to; other rows in it were placed by transform. */
  fitted_rows: number;
  features: FeatureSpec[];
  excluded: { column: string; reason: string }[];
  seed: number;
  timings_ms: Timings;
  peak_rss_mb: number;
  quality: QualityEntry;
  clusters: { label: number; size: number; importance: Importance[]; cut: null }[];
  warnings: string[];
}

/**
 * The features by importance, best first: by their values, or by the absence of values where that tells more. The
 * sign of an effect is told in the report.
 */
export function clusterEntry(
  { label, size, effects }: Profile,
  features: FeatureSpec[],
): ResultFile['clusters'][number] {
  const found = new Map<string, Importance>();
  for (const effect of effects.effects) {
    for (const feature of effect.missingOf ?? [effect.column]) {
      // Effects come best first.
      if (!found.has(feature)) found.set(feature, importanceOf(feature, effect));
    }
  }
  const importance = features.flatMap(({ column }) => found.get(column) ?? []);
  return { label, size, importance: importance.sort((a, b) => b.score - a.score), cut: null };
}

export function qualityEntry({ search, quality, outliers }: EmbeddingResult): QualityEntry {
  const meanOf = ({ mean, standardError }: Figure): MeanFigure => ({ mean, standard_error: standardError });
  return {
    neighbors: quality.k,
    references: quality.references,
    neighbor_recall: search.recall,
    neighbor_preservation: quality.preservation.mean,
    trustworthiness: meanOf(quality.trustworthiness),
    continuity: meanOf(quality.continuity),
    outliers: {
      neighbors: outliers.k,
      events: outliers.most.map(({ row, lof, kDistance, columns }) => ({
        row,
        lof,
        k_distance: kDistance,
        columns: columns.map(({ column }) => column),
      })),
    },
  };
}

function importanceOf(feature: string, { score, low, high }: Effect): Importance {
  return score < 0 ? { feature, score: -score, low: -high, high: -low } : { feature, score, low, high };
}
