import type { Reliability } from './calibration.ts';
import type { OverFolds } from './over-folds.ts';
import type { Auc, RocCurve } from './roc.ts';
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
  params: SeparationParams;
  /** What trained it, in words. */
  trainer: string;
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
}

/** A trained classifier of two classes. */
export interface Trained {
  /** Probability of class 1 for each row. */
  predict(x: Float32Array, rows: number): Promise<Float32Array>;
  epochs: number;
  dispose(): void;
}

export interface TrainRequest {
  x: Float32Array;
  rows: number;
  columns: number;
  labels: Int32Array;
  hidden: number[];
  epochs: number;
  seed: number;
}

/** What trains classifiers: our own, or a library on a backend of its own. */
export interface Trainer {
  name: string;
  train(request: TrainRequest, onEpoch: (share: number) => void): Promise<Trained>;
}
