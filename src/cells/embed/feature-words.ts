import type { FeatureReport } from '../../core/embed/embedding.ts';

/** `28 features and 2 flags of missing values`: the flags are no columns of the table, and are not counted as such. */
export function featureWords(features: readonly FeatureReport[]): string {
  const flags = features.filter(({ indicatorOf }) => indicatorOf !== undefined).length;
  const columns = features.length - flags;
  const counted = `${columns} feature${columns === 1 ? '' : 's'}`;
  return flags === 0 ? counted : `${counted} and ${flags} flag${flags === 1 ? '' : 's'} of missing values`;
}
