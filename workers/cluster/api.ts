import type { ClusteringResult, ClusterParams } from '../../src/core/cluster/clustering.ts';
import type { Progress } from '../../src/core/progress.ts';

export interface ClusterApi {
  cluster(
    x: Float32Array,
    y: Float32Array,
    params: ClusterParams,
    progress: Progress,
  ): Promise<ClusteringResult>;
}
