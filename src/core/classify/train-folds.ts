import type { Progress } from '../progress.ts';
import type { HeldOut } from './group-losses.ts';
import type { SeparationParams, Trainer } from './separation.ts';
import type { SmallMlp } from './small-mlp.ts';
import { type ColumnScale, fitScales, scaledRows, widthOf } from './standardise.ts';
import { rowsOfFold } from './stratified-folds.ts';

/** Of one fold and seed. */
export interface FoldModel {
  net: SmallMlp;
  scales: ColumnScale[];
  /** The one that it has not seen. */
  fold: number;
}

/** A network that was trained, the fold left out, and the seed of what is drawn there. */
export interface TrainedFold extends FoldModel {
  held: HeldOut;
  seed: number;
}

/**
 * Trains a network on all but one fold for every fold and repeat, each on scales of its own training rows, and hands it over
 * with the fold left out. Deterministic in the seed with a deterministic trainer. O(folds repeats training).
 * @param columns one value a drawn row @param draw class and fold of each
 */
export async function trainFolds(
  columns: Float32Array[],
  draw: { labels: Int32Array; fold: Uint8Array },
  classes: number,
  { folds, repeats, hidden, epochs, seed }: SeparationParams,
  trainer: Trainer,
  progress: Progress,
  onFold: (trained: TrainedFold) => void,
): Promise<FoldModel[]> {
  const models: FoldModel[] = [];
  const total = folds * repeats;
  for (let run = 0; run < total; run++) {
    const fold = run % folds;
    const { held, train } = rowsOfFold(draw.fold, fold);
    const scales = fitScales(columns, train);
    const report = (share: number): void =>
      progress({ stage: `training ${run + 1} of ${total}`, done: run + share, total });
    report(0);
    const net = await trainer.train(
      {
        x: scaledRows(columns, scales, train),
        rows: train.length,
        columns: widthOf(scales),
        labels: train.map((i) => draw.labels[i]),
        classes,
        hidden,
        epochs,
        seed: seed * 1009 + run,
      },
      (share) => report(0.8 * share),
    );
    models.push({ net, scales, fold });
    const labels = held.map((i) => draw.labels[i]);
    onFold({ net, scales, fold, held: { columns, scales, rows: held, labels }, seed: seed * 2003 + run });
  }
  return models;
}
