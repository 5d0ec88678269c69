import type { Reliability } from './calibration.ts';
import type { ClassifierModel, ClassScores } from './classifier-model.ts';
import type { Auc, RocCurve } from './roc.ts';
import type { GroupImportance, SeparationParams, TrainerTrial } from './separation.ts';
import type { Share } from './shares.ts';

/** One class against all others, on held-out events. */
export interface ClassFigures {
  name: string;
  /** Events with this label, and those drawn of them. */
  events: number;
  drawn: number;
  auc: Auc;
  roc: RocCurve;
  /** Of the events of the class, those called so. */
  recall: Share;
  /** Of the events called so, those of the class; each side at its full number. */
  purity: Share;
  calibrated: Reliability;
}

/** How well a classifier tells several classes apart in the measured quantities, all on held-out events. */
export interface Classes extends ClassScores {
  type: 'classes';
  /** `eventsASide` is of each class. */
  params: SeparationParams;
  trainer: string;
  trial: TrainerTrial[] | null;
  classes: ClassFigures[];
  /** Events by class, then by what they were called. */
  confusion: number[][];
  /** Events without a label: called by the classifier, but no part of any figure. */
  unlabelled: number;
  columns: string[];
  left: { column: string; reason: string }[];
  /** Of the mean AUC over the classes; the direction is that of the class which the quantity tells best. */
  importances: GroupImportance[];
  /** Mean epochs until training stopped. */
  epochs: number;
  warnings: string[];
  model: ClassifierModel;
}

/** A kept model on the events of a table. */
export interface Applied extends ClassScores {
  type: 'applied';
  classes: string[];
  columns: string[];
  about: string;
  /** How many events each class was given, and those without a place in it. */
  counts: number[];
  without: number;
}
