import type { Effect } from '../src/core/explain/effect.ts';
import type { FeatureSpec } from '../src/core/rq/proposal.ts';
import type { Profile } from './profiles.ts';

/** Milliseconds of wall time. */
export interface Timings {
  load: number;
  knn: number;
  graph: number;
  layout: number;
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

/** What result.json holds; other programs read it. */
export interface ResultFile {
  rows: number;
  features: FeatureSpec[];
  excluded: { column: string; reason: string }[];
  seed: number;
  timings_ms: Timings;
  peak_rss_mb: number;
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

function importanceOf(feature: string, { score, low, high }: Effect): Importance {
  return score < 0 ? { feature, score: -score, low: -high, high: -low } : { feature, score, low, high };
}
