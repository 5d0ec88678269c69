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

/** The features by importance, best first; the sign of an effect is told in the report. */
export function clusterEntry(
  { label, size, effects }: Profile,
  features: FeatureSpec[],
): ResultFile['clusters'][number] {
  const names = new Set(features.map((feature) => feature.column));
  const importance = effects.effects
    .filter(({ column }) => names.has(column))
    .map(({ column, score, low, high }) => {
      const [near, far] = score < 0 ? [-high, -low] : [low, high];
      return { feature: column, score: Math.abs(score), low: near, high: far };
    })
    .sort((a, b) => b.score - a.score);
  return { label, size, importance, cut: null };
}
