import type { Applied, Classes } from '../../src/core/classify/classes.ts';
import type { ClassifierModel } from '../../src/core/classify/classifier-model.ts';
import type { Separation, SeparationParams } from '../../src/core/classify/separation.ts';
import type { TrainerChoice } from '../../src/core/classify/trainer-choice.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { FeatureSpec } from '../../src/core/rq/proposal.ts';
import type { Bits } from '../../src/core/table/bits.ts';
import type { Table } from '../../src/core/table/table.ts';

/** Trains classifiers, away from everything else that runs. */
export interface ClassifyApi {
  /**
   * See core/classify/separate-populations.ts. Where the chosen trainer cannot run or is lost another trains, and the
   * warnings say so. @param others null for all other rows
   */
  separate(
    table: Table,
    features: FeatureSpec[],
    population: Bits,
    others: Bits | null,
    params: SeparationParams,
    trainer: TrainerChoice,
    progress: Progress,
  ): Promise<Separation>;
  /** See core/classify/classify-events.ts. @param labels index into `names`, -1 where a row has none */
  classify(
    table: Table,
    features: FeatureSpec[],
    labels: Int32Array,
    names: string[],
    params: SeparationParams,
    trainer: TrainerChoice,
    progress: Progress,
  ): Promise<Classes>;
  /** A kept model on all rows. @throws Problem bad-data that names quantities which the table lacks */
  applyModel(table: Table, model: ClassifierModel, progress: Progress): Promise<Applied>;
}
