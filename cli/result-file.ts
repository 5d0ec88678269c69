import type { CutProposals, Share } from '../src/core/cut/cut.ts';
import type { EmbeddingResult } from '../src/core/embed/embedding.ts';
import type { Effect } from '../src/core/explain/effect.ts';
import type { Figure } from '../src/core/quality/quality.ts';
import type { FeatureSpec } from '../src/core/rq/proposal.ts';
import type { HeldOut } from './held-out.ts';
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

/** The best proposal: `remove where expression`. Shares are of the events that it was not tuned on. */
interface CutEntry {
  expression: string;
  /** Of the cluster, removed. */
  efficiency: number;
  /** Of the removed, in the cluster; null where none of the held-out events is removed. */
  purity: number | null;
  /** Of all others, removed too. */
  rest_removed: number;
  /** 95 % intervals of the three: Clopper-Pearson, of the purity as core/cut/held-out-purity.ts has it. */
  intervals: {
    efficiency: [number, number];
    purity: [number, number];
    rest_removed: [number, number];
  };
  /** Forms of cuts that were looked at. */
  looked_at: number;
  warnings: string[];
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
  clusters: {
    label: number;
    size: number;
    importance: Importance[];
    held_out: HeldOut | null;
    cut: CutEntry | null;
  }[];
  warnings: string[];
}

/**
 * The features by importance, best first: by their values, or by the absence of values where that tells more. The
 * sign of an effect is told in the report.
 */
export function clusterEntry(
  { label, size, effects, cuts, heldOut }: Profile,
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
  importance.sort((a, b) => b.score - a.score);
  return { label, size, importance, held_out: heldOut, cut: cutEntry(cuts) };
}

function cutEntry(cuts: CutProposals | null): CutEntry | null {
  // A cut of few events may select none of those that it was not tuned on: that is no cut.
  const best = cuts?.proposals.find(({ heldOut }) => heldOut.efficiency.count > 0);
  if (cuts === null || best === undefined) return null;
  const { efficiency, purity, restRemoved } = best.heldOut;
  const range = ({ low, high }: Share): [number, number] => [low, high];
  return {
    expression: best.expression,
    efficiency: efficiency.value,
    purity: purity.of === 0 ? null : purity.value,
    rest_removed: restRemoved.value,
    intervals: {
      efficiency: range(efficiency),
      purity: range(purity),
      rest_removed: range(restRemoved),
    },
    looked_at: cuts.forms,
    warnings: best.warnings,
  };
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
