import type { ClusteringResult, ClusterParams } from '../../src/core/cluster/clustering.ts';
import type { EmbedParams } from '../../src/core/embed/embedding.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { RealityProgress } from '../../src/core/reality/judge-clusters.ts';
import type { RealityParams, RealityReport } from '../../src/core/reality/reality.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import type { SomeRows } from '../../src/core/table/table.ts';

/** A clustering over the rows of a table, and how it was made. */
export interface RealityRequest {
  table: SomeRows;
  features: FeatureSpec[];
  embed: EmbedParams;
  /** One value a table row, NaN where it has no place. */
  x: Float32Array;
  y: Float32Array;
  labels: Int32Array;
  clustering: Pick<ClusteringResult, 'eps' | 'minSamples' | 'method'>;
  cluster: ClusterParams;
  /** Labels that get a card; null: the largest, and the noise. */
  of: number[] | null;
  /** Run of each table row, where columns are to be shuffled within runs. */
  runs: Int32Array | null;
}

export interface RealityApi {
  /** Reality cards, see core/reality/judge-clusters.ts. `onRepetition` is told what is known so far. */
  judge(
    request: RealityRequest,
    params: RealityParams,
    progress: Progress,
    onRepetition: (known: RealityProgress) => void,
  ): Promise<RealityReport>;
}
