import type { EmbeddingResult, EmbedParams } from '../../src/core/embed/embedding.ts';
import type { Preflight } from '../../src/core/embed/preflight.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import type { SomeRows } from '../../src/core/table/table.ts';

/** Called with copies of the plane while the layout runs, at most ten times a second; NaN for rows left out. */
export type OnLayout = (x: Float32Array, y: Float32Array, epoch: number, epochs: number) => void;

export interface EmbedApi {
  embed(
    table: SomeRows,
    features: FeatureSpec[],
    params: EmbedParams,
    progress: Progress,
    onLayout: OnLayout,
  ): Promise<EmbeddingResult>;
  /** What embedding these would take, by a trial of about a second; refused at once where memory would not do. */
  estimate(
    table: SomeRows,
    features: FeatureSpec[],
    params: EmbedParams,
    progress: Progress,
  ): Promise<Preflight>;
}
