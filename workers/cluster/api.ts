import type { ClusteringResult, ClusterParams } from '../../src/core/cluster/clustering.ts';
import type { EmbedParams } from '../../src/core/embed/embedding.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import type { SomeRows } from '../../src/core/table/table.ts';

/** What a plane was made from: prepareMatrix makes the same matrix of it once more. */
export interface PlaneColumns {
  table: SomeRows;
  features: FeatureSpec[];
  scaling: Pick<EmbedParams, 'scaling' | 'missing'>;
}

export interface ClusterApi {
  /**
   * Clusters the rows that have a place in the plane.
   * @param columns where params.space is columns; the plane then only says which rows.
   */
  cluster(
    x: Float32Array,
    y: Float32Array,
    params: ClusterParams,
    progress: Progress,
    columns?: PlaneColumns,
  ): Promise<ClusteringResult>;
}
