import type { Reliability } from './calibration.ts';
import type { ClassifierModel } from './classifier-model.ts';
import type { OverFolds } from './over-folds.ts';
import type { Auc, RocCurve } from './roc.ts';
import type { SmallMlp } from './small-mlp.ts';
import type { Verdict } from './verdict.ts';

export interface SeparationParams {
  folds: number;
  /** Trainings of each fold, by seeds of their own. */
  repeats: number;
  hidden: number[];
  /** At most; training stops early where its validation part stops gaining. */
  epochs: number;
  /** Events of each side at most; more are drawn at random. */
  eventsASide: number;
  /** `impute`: the training fold's median and a column that says so; `exclude`: those events take no part. */
  missing: 'impute' | 'exclude';
  seed: number;
  /** `none`: no pair of quantities is looked at; left out, all are. */
  pairs?: 'none';
}

export const SEPARATION_DEFAULTS: SeparationParams = {
  folds: 5,
  repeats: 2,
  hidden: [24],
  epochs: 40,
  eventsASide: 6000,
  missing: 'impute',
  seed: 1,
};

/** Columns that move together, permuted together on held-out events. */
export interface GroupImportance extends OverFolds {
  /** The column whose own AUC is furthest from 0.5 comes first; mean, low and high are of the loss of AUC. */
  columns: string[];
  /** Spearman correlation of the first column with the score: +1, high values speak for the population. */
  direction: number;
}

export interface PairImportance extends OverFolds {
  x: string;
  y: string;
  /** Of the better of the two alone. */
  single: number;
}

/** How well a classifier tells a population from others in the measured quantities, all on held-out events. */
export interface Separation {
  type: 'two';
  params: SeparationParams;
  /** What trained it, in words. */
  trainer: string;
  /** How it was found, where by trial. */
  trial: TrainerTrial[] | null;
  /** Events of each side, and those that were drawn for it. */
  population: number;
  against: number;
  drawnPopulation: number;
  drawnAgainst: number;
  columns: string[];
  left: { column: string; reason: string }[];
  auc: Auc;
  /** One a fold and seed. */
  aucs: number[];
  roc: RocCurve;
  /** Curves of the single folds, for their spread. */
  foldRocs: RocCurve[];
  verdict: Verdict;
  /** Best first. */
  importances: GroupImportance[];
  pairs: PairImportance[];
  pairsLookedAt: number;
  /** As trained, and after isotonic regression fitted on the other folds, with each side at its full number. */
  raw: Reliability;
  calibrated: Reliability;
  /** Mean epochs until training stopped. */
  epochs: number;
  warnings: string[];
  /**
   * One a row of the table: calibrated probability to belong to the population, from models that had not seen the
   * row; NaN where it has no place. And the standard deviation of it over the models.
   */
  probability: Float32Array;
  spread: Float32Array;
  /** As it stands, to be kept and applied to other events. */
  model: ClassifierModel;
}

export interface TrainRequest {
  x: Float32Array;
  rows: number;
  columns: number;
  /** Whole numbers from 0, each class present. */
  labels: Int32Array;
  classes: number;
  hidden: number[];
  epochs: number;
  seed: number;
}

/**
 * What trains classifiers: our own, or a library on a backend of its own. What comes out is always plain weights, so
 * that scores are computed by the same code whoever trained.
 */
export interface Trainer {
  name: string;
  /** @param onShare told the share of the epochs that is done, at least once an epoch; what it throws ends the training */
  train(request: TrainRequest, onShare: (share: number) => void): Promise<SmallMlp>;
}

/** One trainer in the short trial that finds the fastest: ms an epoch, or why it is out. */
export interface TrainerTrial {
  name: string;
  ms: number | null;
  reason: string | null;
}
