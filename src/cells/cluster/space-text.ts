import type { ClusteringResult } from '../../core/cluster/clustering.ts';
import type { EmbeddingResult } from '../../core/embed/embedding.ts';

/** What a distance of a clustering is, for a reader who must not take one space for the other. */
export function spaceText(
  result: Pick<ClusteringResult, 'space' | 'dims'>,
  plane: Pick<EmbeddingResult, 'params'> | undefined,
): string {
  if (result.space === 'plane') {
    return 'Distances are those of the plane: they are made by the embedding and have no unit.';
  }
  const { scaling = 'robust', metric = 'euclidean' } = plane?.params ?? {};
  const columns = result.dims === 1 ? 'the 1 column' : `the ${result.dims} columns`;
  const unit = scaling === 'none' ? 'unscaled' : `each in its ${SCALES[scaling]}`;
  const other = metric === 'euclidean' ? '' : `; the plane was made by ${metric} distances`;
  return `Distances are Euclidean in ${columns} behind the plane, ${unit}: measured, not embedded${other}.`;
}

const SCALES = { robust: 'robust standard deviations', standard: 'standard deviations' };
