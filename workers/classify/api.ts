import type { Separation, SeparationParams } from '../../src/core/classify/separation.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import type { Bits } from '../../src/core/table/bits.ts';
import type { Table } from '../../src/core/table/table.ts';

/** Trains classifiers, away from everything else that runs. */
export interface ClassifyApi {
  /** See core/classify/separate-populations.ts. @param others null for all other rows */
  separate(
    table: Table,
    features: FeatureSpec[],
    population: Bits,
    others: Bits | null,
    params: SeparationParams,
    progress: Progress,
  ): Promise<Separation>;
}
